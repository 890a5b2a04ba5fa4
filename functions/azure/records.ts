import type { TableClient, TransactionAction } from '@azure/data-tables';
import { odata } from '@azure/data-tables';
import type { Key, Page, Records, Row, TableName } from '../ports.ts';
import { statusOfFailure, unavailable } from './failures.ts';
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

/** Records over Azure Tables: each value is JSON, cut into properties `d0`, `d1`, ... */
export function createRecords(storage: Storage): Records {
  const clients = new Map<TableName, TableClient>(tableNames.map((name) => [name, storage.table(name)]));
  const table = (name: TableName): TableClient => {
    const client = clients.get(name);
    if (client === undefined) throw new TypeError(`no table ${name}`);
    return client;
  };

  return {
    async get<T>(key: Key<T>): Promise<Row<T> | null> {
      try {
        return toRow<T>(await table(key.table).getEntity<Entity>(key.partition, key.row));
      } catch (error) {
        if (statusOfFailure(error) === 404) return null;
        throw unavailable('tables', error);
      }
    },
    insert: (key, value) =>
      trueUnless([409], table(key.table).createEntity(toEntity(key.partition, key.row, value))),
    async upsert(key, value) {
      await trueUnless([], table(key.table).upsertEntity(toEntity(key.partition, key.row, value), 'Replace'));
    },
    replace: (key, value, etag) =>
      trueUnless(
        [404, 412],
        table(key.table).updateEntity(toEntity(key.partition, key.row, value), 'Replace', { etag }),
      ),
    async remove(key) {
      await trueUnless([404], table(key.table).deleteEntity(key.partition, key.row));
    },
    commit: (name, partition, changes) =>
      trueUnless(
        [404, 409, 412],
        table(name).submitTransaction(
          changes.map((change): TransactionAction => {
            if (change.kind === 'remove') return ['delete', { partitionKey: partition, rowKey: change.row }];
            const entity = toEntity(partition, change.row, change.value);
            if (change.kind === 'replace') return ['update', entity, 'Replace', { etag: change.etag }];
            return change.kind === 'insert' ? ['create', entity] : ['upsert', entity, 'Replace'];
          }),
        ),
      ),
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
      try {
        const pages = table(name)
          .listEntities<Entity>({ queryOptions: { filter: bounds.join(' and ') } })
          .byPage({ maxPageSize: Math.min(limit, PAGE_ROWS) });
        for await (const page of pages) {
          for (const entity of page) rows.push(toRow<T>(entity));
          if (rows.length >= limit) break;
        }
      } catch (error) {
        throw unavailable('tables', error);
      }
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return shown.length === limit && last !== undefined ? { rows: shown, next: last.row } : { rows: shown };
    },
  };
}

async function trueUnless(conflicts: readonly number[], call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (conflicts.includes(statusOfFailure(error) ?? 0)) return false;
    throw unavailable('tables', error);
  }
}

function toEntity(partitionKey: string, rowKey: string, value: unknown): Entity {
  const json = asciiJson(value);
  const entity: Entity = { partitionKey, rowKey };
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
