import type { TableClient, TransactionAction } from '@azure/data-tables';
import { odata } from '@azure/data-tables';
import type { Key, Page, Records, Row, TableName } from '../ports.ts';
import { statusOfFailure } from './failures.ts';
import { type Try, withRetries } from './retry.ts';
import type { Storage } from './storage.ts';

/** Characters in one string property; Azure Tables holds 64 KiB of UTF-16. */
const CHUNK_CHARACTERS = 32_000;
const PAGE_ROWS = 1_000;
export const tableNames: readonly TableName[] = [
  'messages',
  'keys',
  'due',
  'accounts',
  'addresses',
  'mailbox',
  'service',
];

type Entity = { partitionKey: string; rowKey: string; [property: string]: unknown };

/** One write as the row remembers it: 96 random bits, so that a write whose answer was lost is known again. */
type WriteId = string;

/** Records over Azure Tables: each value is JSON, cut into properties `d0`, `d1`, ...; `writeId` beside them. */
export function createRecords(storage: Storage): Records {
  const clients = new Map<TableName, TableClient>(tableNames.map((name) => [name, storage.table(name)]));
  const table = (name: TableName): TableClient => {
    const client = clients.get(name);
    if (client === undefined) throw new TypeError(`no table ${name}`);
    return client;
  };

  /** Says whether a row holds this very write. */
  const holds = async (key: Key<unknown>, writeId: WriteId, { signal: abortSignal }: Try) => {
    try {
      const options = { queryOptions: { select: ['writeId'] }, abortSignal };
      const entity = await table(key.table).getEntity<Entity>(key.partition, key.row, options);
      return entity.writeId === writeId;
    } catch (error) {
      if (statusOfFailure(error) === 404) return false;
      throw error;
    }
  };
  /**
   * Writes under a condition; false where it does not hold. A try whose answer was lost may have done the
   * write, and then its repeat meets a conflict with itself: so after a repeat the row is asked, and no more is
   * written, however often that takes.
   */
  const write = (
    conflicts: readonly number[],
    proof: Key<unknown> | null,
    send: (writeId: WriteId, abortSignal: AbortSignal) => Promise<unknown>,
  ): Promise<boolean> => {
    const writeId: WriteId = Buffer.from(crypto.getRandomValues(new Uint8Array(12))).toString('base64url');
    let isAsked = false;
    return withRetries('tables', async (one) => {
      if (isAsked && proof !== null) return holds(proof, writeId, one);
      try {
        await send(writeId, one.signal);
        return true;
      } catch (error) {
        if (!conflicts.includes(statusOfFailure(error) ?? 0)) throw error;
        isAsked = one.isRepeat;
        return isAsked && proof !== null && (await holds(proof, writeId, one));
      }
    });
  };

  return {
    get: <T>(key: Key<T>): Promise<Row<T> | null> =>
      withRetries('tables', async ({ signal: abortSignal }) => {
        try {
          return toRow<T>(await table(key.table).getEntity<Entity>(key.partition, key.row, { abortSignal }));
        } catch (error) {
          if (statusOfFailure(error) === 404) return null;
          throw error;
        }
      }),
    insert: (key, value) =>
      write([409], key, (writeId, abortSignal) =>
        table(key.table).createEntity(toEntity(key.partition, key.row, value, writeId), { abortSignal }),
      ),
    async upsert(key, value) {
      await write([], null, (writeId, abortSignal) =>
        table(key.table).upsertEntity(toEntity(key.partition, key.row, value, writeId), 'Replace', {
          abortSignal,
        }),
      );
    },
    replace: (key, value, etag) =>
      write([404, 412], key, (writeId, abortSignal) =>
        table(key.table).updateEntity(toEntity(key.partition, key.row, value, writeId), 'Replace', {
          etag,
          abortSignal,
        }),
      ),
    async remove(key, etag) {
      const condition = etag === undefined ? {} : { etag };
      await write([404, 412], null, (_writeId, abortSignal) =>
        table(key.table).deleteEntity(key.partition, key.row, { ...condition, abortSignal }),
      );
    },
    commit(name, partition, changes) {
      const written = changes.find((change) => change.kind !== 'remove');
      const proof = written === undefined ? null : { table: name, partition, row: written.row };
      return write([404, 409, 412], proof, (writeId, abortSignal) =>
        table(name).submitTransaction(
          changes.map((change): TransactionAction => {
            if (change.kind === 'remove') return ['delete', { partitionKey: partition, rowKey: change.row }];
            const entity = toEntity(partition, change.row, change.value, writeId);
            if (change.kind === 'replace') return ['update', entity, 'Replace', { etag: change.etag }];
            return change.kind === 'insert' ? ['create', entity] : ['upsert', entity, 'Replace'];
          }),
          { abortSignal },
        ),
      );
    },
    async list<T>(
      name: TableName,
      partition: string,
      range: Parameters<Records['list']>[2],
    ): Promise<Page<T>> {
      const limit = range.limit ?? PAGE_ROWS;
      const bounds = [odata`PartitionKey eq ${partition}`];
      if (range.from !== undefined) bounds.push(odata`RowKey ge ${range.from}`);
      if (range.next !== undefined) bounds.push(odata`RowKey gt ${range.next}`);
      if (range.before !== undefined) bounds.push(odata`RowKey lt ${range.before}`);
      const rows: Row<T>[] = [];
      const maxPageSize = Math.min(limit, PAGE_ROWS);
      let continuationToken: string | undefined;
      do {
        const page = await withRetries('tables', async ({ signal: abortSignal }) => {
          const pages = table(name)
            .listEntities<Entity>({ queryOptions: { filter: bounds.join(' and ') }, abortSignal })
            .byPage({ maxPageSize, ...(continuationToken === undefined ? {} : { continuationToken }) });
          return (await pages.next()).value;
        });
        for (const entity of page ?? []) rows.push(toRow<T>(entity));
        continuationToken = page?.continuationToken;
      } while (continuationToken !== undefined && rows.length < limit);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return shown.length === limit && last !== undefined ? { rows: shown, next: last.row } : { rows: shown };
    },
  };
}

function toEntity(partitionKey: string, rowKey: string, value: unknown, writeId: WriteId): Entity {
  const json = asciiJson(value);
  const entity: Entity = { partitionKey, rowKey, writeId };
  for (let at = 0, i = 0; at < json.length; at += CHUNK_CHARACTERS, i++) {
    entity[`d${i}`] = json.slice(at, at + CHUNK_CHARACTERS);
  }
  return entity;
}

/**
 * JSON in ASCII alone (RFC 8259 section 7), so that no cut can fall inside a character: neither ours
 * between two properties, nor one on the wire (Azurite decodes a request piece by piece).
 */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function toRow<T>(entity: Entity): Row<T> {
  let json = '';
  for (let i = 0; typeof entity[`d${i}`] === 'string'; i++) json += entity[`d${i}`];
  return {
    row: entity.rowKey,
    value: JSON.parse(json) as T,
    etag: String(entity.etag ?? entity['odata.etag'] ?? ''),
  };
}
