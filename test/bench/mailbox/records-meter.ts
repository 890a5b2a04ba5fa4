import { odata } from '@azure/data-tables';
import type { Records, TableName } from '../../../functions/ports.ts';

/** A query as the SDK would ask it. */
type Query = { table: TableName; filter: string; limit: number };
export type Meter = {
  /** What was asked of the adapter since the last time: calls, rows that came, and their bytes as JSON. */
  take: () => {
    cost: { operations: number; rowsRead: number; bytesRead: number };
    /** The queries among the calls. */
    read: Query[];
  };
};

const PAGE_ROWS = 1_000;

/** Records that count what is asked of them. */
export function countCalls(records: Records): { records: Records; meter: Meter } {
  let cost = { operations: 0, rowsRead: 0, bytesRead: 0 };
  let read: Query[] = [];
  const came = (values: readonly unknown[]) => {
    cost.rowsRead += values.length;
    for (const value of values) cost.bytesRead += Buffer.byteLength(JSON.stringify(value));
  };
  const counting =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> => {
      cost.operations++;
      return call(...args);
    };
  return {
    records: {
      insert: (key, value) => {
        cost.operations++;
        return records.insert(key, value);
      },
      upsert: (key, value) => {
        cost.operations++;
        return records.upsert(key, value);
      },
      replace: (key, value, etag) => {
        cost.operations++;
        return records.replace(key, value, etag);
      },
      remove: counting(records.remove),
      commit: counting(records.commit),
      get: async (key) => {
        cost.operations++;
        read.push({
          table: key.table,
          filter: odata`PartitionKey eq ${key.partition} and RowKey eq ${key.row}`,
          limit: 1,
        });
        const row = await records.get(key);
        came(row === null ? [] : [row.value]);
        return row;
      },
      list: async (table, partition, range) => {
        cost.operations++;
        const bounds = [odata`PartitionKey eq ${partition}`];
        if (range.from !== undefined) bounds.push(odata`RowKey ge ${range.from}`);
        if (range.next !== undefined) bounds.push(odata`RowKey gt ${range.next}`);
        if (range.before !== undefined) bounds.push(odata`RowKey lt ${range.before}`);
        read.push({
          table,
          filter: bounds.join(' and '),
          limit: Math.min(range.limit ?? PAGE_ROWS, PAGE_ROWS),
        });
        const page = await records.list<never>(table, partition, range);
        came(page.rows.map(({ value }) => value));
        return page;
      },
    },
    meter: {
      take: () => {
        const taken = { cost, read };
        cost = { operations: 0, rowsRead: 0, bytesRead: 0 };
        read = [];
        return taken;
      },
    },
  };
}
