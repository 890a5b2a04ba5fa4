import { setTimeout as sleep } from 'node:timers/promises';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import type { DueRow } from '../../functions/due.ts';
import { readRowName } from '../../functions/messages/mailbox-row.ts';
import {
  type FolderRecord,
  folderRange,
  isUnread,
  type MailboxRecord,
  type MessageRecord,
} from '../../functions/messages/records.ts';
import { writersOf } from '../../functions/messages/written-by.ts';

/* What stands in storage, read behind the service's back. */

type StoredRow = { partition: string; row: string; value: unknown };
export type Stored = {
  /** Message records by message id. */
  records: Map<string, MessageRecord>;
  /** All rows of the table of messages. */
  messages: StoredRow[];
  keys: StoredRow[];
  due: StoredRow[];
  mailbox: (StoredRow & { value: MailboxRecord })[];
  /** Blob names, `{message id}/{part id}`. */
  blobs: string[];
};

/** Reads all that belongs to messages. */
export async function readStorage(connection: string): Promise<Stored> {
  const [messages, keys, due, mailbox] = await Promise.all(
    ['messages', 'keys', 'due', 'mailbox'].map((name) => readTable(connection, name)),
  );
  const blobs: string[] = [];
  const container = BlobServiceClient.fromConnectionString(connection).getContainerClient('parts');
  for await (const blob of container.listBlobsFlat()) blobs.push(blob.name);
  return {
    records: new Map(
      messages
        ?.filter(({ row }) => row === 'message')
        .map(({ partition, value }) => [partition, value as MessageRecord]),
    ),
    messages: messages ?? [],
    keys: keys ?? [],
    due: due ?? [],
    mailbox: (mailbox ?? []) as Stored['mailbox'],
    blobs,
  };
}

async function readTable(connection: string, name: string): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  const table = TableClient.fromConnectionString(connection, name, { allowInsecureConnection: true });
  for await (const entity of table.listEntities<Record<string, string>>()) {
    let json = '';
    for (let i = 0; entity[`d${i}`] !== undefined; i++) json += entity[`d${i}`];
    rows.push({ partition: entity.partitionKey ?? '', row: entity.rowKey ?? '', value: JSON.parse(json) });
  }
  return rows;
}

/** How long the service may take with what the sweeps have made into jobs. */
const BACKGROUND_MS = 20_000;

/** Reads storage once nothing is left that no message accounts for; throws with what is, where that never comes. */
export async function readSettled(connection: string, nowMs: () => number): Promise<Stored> {
  const untilMs = performance.now() + BACKGROUND_MS;
  for (;;) {
    const stored = await readStorage(connection);
    const orphans = orphansIn(stored, nowMs());
    if (orphans.length === 0) return stored;
    if (performance.now() > untilMs) throw new Error(`left behind: ${orphans.join('; ')}`);
    await sleep(200);
  }
}

/** Names all that no message accounts for, once every sweep has run: one line each, none when all is well. */
function orphansIn(stored: Stored, nowMs: number): string[] {
  const sent = (id: string) => {
    const record = stored.records.get(id);
    return record?.state === 'sent' ? record : undefined;
  };
  const lines: string[] = [];
  for (const { partition, row } of stored.keys) {
    if (sent(partition)?.keyRow !== row) lines.push(`key ${partition}/${row} without its message`);
  }
  for (const blob of stored.blobs) {
    const [id = '', partId] = blob.split('/');
    if (!sent(id)?.parts.some((part) => part.id === partId)) lines.push(`blob ${blob} without its message`);
  }
  for (const { partition, row } of stored.messages) {
    if (!stored.records.has(partition)) lines.push(`row ${partition}/${row} without its message`);
    if (row.startsWith('outbox:')) lines.push(`${partition} waits for its delivery`);
    const partId = /^part:(.*)$/.exec(row)?.[1];
    if (partId !== undefined && sent(partition)?.parts.every((part) => part.id !== partId))
      lines.push(`part row ${partition}/${row} is not the message's`);
  }
  for (const [id, record] of stored.records) {
    if (record.state === 'draft' || record.state === 'abandoned') lines.push(`draft ${id} is left`);
    if (record.state !== 'sent') continue;
    if (!stored.keys.some(({ partition, row }) => partition === id && row === record.keyRow))
      lines.push(`message ${id} without its key`);
    for (const part of record.parts)
      if (!stored.blobs.includes(`${id}/${part.id}`)) lines.push(`message ${id} without part ${part.id}`);
    if (!stored.due.some((row) => row.partition.startsWith('expire!') && row.row === id))
      lines.push(`message ${id} would never expire`);
  }
  for (const { partition, value } of stored.due) {
    const { dueAt, id: messageId } = value as DueRow;
    if (Date.parse(dueAt) <= nowMs) lines.push(`mark ${partition} of ${messageId} is left`);
  }
  return [...lines, ...mailboxProblems(stored)];
}

/** Each message that was sent stands once with its author and once with each reader, and no other does. */
function mailboxProblems({ records, mailbox }: Stored): string[] {
  const placeOf = (owner: string, folder: string, id: string) => `${owner} ${folder} ${id}`;
  const found = mailbox.flatMap(({ partition, row }) => {
    const name = readRowName(row);
    return name === null ? [] : [placeOf(partition, name.first, name.messageId)];
  });
  const expected = [...records].flatMap(([id, record]) =>
    'readers' in record
      ? [
          ...writersOf(record).map(({ accountId }) => placeOf(accountId, 'sent', id)),
          ...record.readers.map((reader) => placeOf(reader.accountId, 'inbox', id)),
        ]
      : [],
  );
  return [
    ...expected.filter((place) => !found.includes(place)).map((place) => `mailbox lacks ${place}`),
    ...found
      .filter((place, at) => !expected.includes(place) || found.indexOf(place) !== at)
      .map((place) => `mailbox has ${place} without reason`),
    ...miscounted(mailbox),
  ];
}

/** Folders whose counts are not what a recount says, one line each. */
export function miscounted(mailbox: Stored['mailbox']): string[] {
  const counts = new Map<string, { total: number; unread: number }>();
  for (const { partition, row, value } of mailbox) {
    const name = readRowName(row);
    if (name === null) continue;
    const place = `${partition} ${name.folder}`;
    const { total, unread } = counts.get(place) ?? { total: 0, unread: 0 };
    counts.set(place, { total: total + 1, unread: unread + Number(isUnread(value)) });
  }
  const told = new Map(
    mailbox
      .filter(({ row }) => row.startsWith(folderRange.from) && !row.endsWith('!drafts'))
      .map(({ partition, row, value }) => {
        const { total, unread } = value as unknown as FolderRecord;
        const counts = { total: Number(total), unread: Number(unread) };
        return [`${partition} ${row.slice(folderRange.from.length)}`, counts];
      }),
  );
  return [...new Set([...counts.keys(), ...told.keys()])].flatMap((place) => {
    const [is, says] = [counts, told].map((from) =>
      JSON.stringify(from.get(place) ?? { total: 0, unread: 0 }),
    );
    return is === says ? [] : [`folder ${place} says ${says}, and there are ${is}`];
  });
}
