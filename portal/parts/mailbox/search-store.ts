import {
  type Bytes,
  concatBytes,
  gcmDecrypt,
  gcmEncrypt,
  NONCE_BYTES,
} from '../../../shared/envelope/index.ts';
import { SEARCH_DATABASE } from './forget-search.ts';

/*
 * Where the search index lives: IndexedDB, each record encrypted by itself under the account key and bound to the
 * account and its place. Without the account key, which nobody gets without signing in, it is noise.
 */

const RECORDS = 'records';
const OWNER = 'owner';

/** Records of one account in this browser: texts by id. */
export type SearchStore = {
  load: () => Promise<Map<string, string>>;
  /** Writes nothing where another account has taken the place meanwhile. */
  put: (records: ReadonlyMap<string, string>) => Promise<void>;
  remove: (ids: readonly string[]) => Promise<void>;
};

/** Opens the store of one account, and forgets what another one left. Throws where the browser keeps nothing for pages. */
export async function openSearchStore(accountId: string, accountKey: Bytes): Promise<SearchStore> {
  const database = await openDatabase();
  await keepOnlyOf(database, accountId);
  const key = await crypto.subtle.importKey('raw', accountKey, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const context = (id: string) => new TextEncoder().encode(`search!${accountId}!${id}`);
  const seal = async (id: string, text: string) => {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    return concatBytes(nonce, await gcmEncrypt(key, nonce, new TextEncoder().encode(text), context(id)));
  };
  const unseal = async (id: string, cell: Bytes) =>
    new TextDecoder().decode(
      await gcmDecrypt(key, cell.slice(0, NONCE_BYTES), cell.slice(NONCE_BYTES), context(id)),
    );
  const change = async (act: (records: IDBObjectStore) => void) => {
    const transaction = database.transaction([RECORDS, OWNER], 'readwrite');
    const owner = await answerOf<unknown>(transaction.objectStore(OWNER).get(OWNER));
    if (owner !== accountId) return transaction.abort();
    act(transaction.objectStore(RECORDS));
    await endOf(transaction);
  };

  return {
    load: async () => {
      const records = database.transaction(RECORDS).objectStore(RECORDS);
      const [ids, cells] = await Promise.all([
        answerOf(records.getAllKeys()),
        answerOf<Bytes[]>(records.getAll()),
      ]);
      const loaded = new Map<string, string>();
      await Promise.all(
        cells.map(async (cell, at) => {
          const id = String(ids[at]);
          const text = await unseal(id, cell).catch(() => null);
          if (text !== null) loaded.set(id, text);
        }),
      );
      return loaded;
    },
    put: async (records) => {
      // Sealed before the transaction: one that waits for anything else ends by itself.
      const sealed = await Promise.all(
        [...records].map(async ([id, text]) => [id, await seal(id, text)] as const),
      );
      await change((store) => {
        for (const [id, cell] of sealed) store.put(cell, id);
      });
    },
    remove: (ids) =>
      change((store) => {
        for (const id of ids) store.delete(id);
      }),
  };
}

/** Forgets what another account than this one left in this browser. */
export async function forgetOthers(accountId: string): Promise<void> {
  const database = await openDatabase();
  await keepOnlyOf(database, accountId);
  database.close();
}

async function keepOnlyOf(database: IDBDatabase, accountId: string): Promise<void> {
  const transaction = database.transaction([RECORDS, OWNER], 'readwrite');
  const owner = await answerOf<unknown>(transaction.objectStore(OWNER).get(OWNER));
  if (owner !== accountId) {
    transaction.objectStore(RECORDS).clear();
    transaction.objectStore(OWNER).put(accountId, OWNER);
  }
  await endOf(transaction);
}

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(SEARCH_DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(RECORDS);
    request.result.createObjectStore(OWNER);
  };
  const database = await answerOf(request);
  // Another tab signs out: it must not wait for this one.
  database.onversionchange = () => database.close();
  return database;
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}
