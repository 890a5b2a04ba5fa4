import type { Ports } from '../ports.ts';
import { type ReaderRow, readerKey } from './records.ts';

/**
 * Adds to what is known about one reader of a message. Delivery and opening do so at the same moment, so
 * each change is made on what stands there, under its ETag, and none is lost.
 */
export async function noteReader(
  ports: Ports,
  messageId: string,
  accountId: string,
  change: (known: ReaderRow) => ReaderRow,
): Promise<void> {
  const key = readerKey(messageId, accountId);
  for (;;) {
    const row = await ports.records.get(key);
    const noted =
      row === null
        ? await ports.records.insert(key, change({}))
        : await ports.records.replace(key, change(row.value), row.etag);
    if (noted) return;
  }
}
