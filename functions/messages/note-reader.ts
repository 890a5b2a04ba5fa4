import type { Change, Ports } from '../ports.ts';
import { type ReaderRow, readerKey } from './records.ts';

/**
 * Adds to what is known about one reader of a message. Delivery and opening do so at the same moment, so each
 * change is made on what stands there, under its ETag, and none is lost. `also`: what goes with it or not at all,
 * without conditions of its own; where it depends on the change, of what then stands there. False where `change` answers null: nothing to add.
 */
export async function noteReader(
  ports: Ports,
  messageId: string,
  accountId: string,
  change: (known: ReaderRow) => ReaderRow | null,
  also: readonly Change[] | ((changed: ReaderRow) => readonly Change[]) = [],
): Promise<boolean> {
  const key = readerKey(messageId, accountId);
  for (;;) {
    const row = await ports.records.get(key);
    const value = change(row?.value ?? {});
    if (value === null) return false;
    const own: Change =
      row === null
        ? { kind: 'insert', row: key.row, value }
        : { kind: 'replace', row: key.row, value, etag: row.etag };
    if (
      await ports.records.commit('messages', messageId, [
        own,
        ...(typeof also === 'function' ? also(value) : also),
      ])
    )
      return true;
  }
}
