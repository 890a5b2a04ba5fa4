import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import type { DueRow, MailboxRecord, MessageRecord } from '../../functions/messages/records.ts';

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

/** Names all that no message accounts for, once every sweep has run: one line each, none when all is well. */
export function orphansIn(stored: Stored, nowMs: number): string[] {
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
    const { dueAt, messageId } = value as DueRow;
    if (Date.parse(dueAt) <= nowMs) lines.push(`mark ${partition} of ${messageId} is left`);
  }
  return [...lines, ...mailboxProblems(stored)];
}

/** Each message that was sent stands once with its author and once with each reader, and no other does. */
function mailboxProblems({ records, mailbox }: Stored): string[] {
  const placeOf = (owner: string, folder: string, id: string) => `${owner} ${folder} ${id}`;
  const found = mailbox.map(({ partition, row, value }) =>
    placeOf(partition, row.slice(0, row.indexOf('!')), value.messageId),
  );
  const expected = [...records].flatMap(([id, record]) =>
    'readers' in record
      ? [
          placeOf(record.author.accountId, 'sent', id),
          ...record.readers.map((reader) => placeOf(reader.accountId, 'inbox', id)),
        ]
      : [],
  );
  return [
    ...expected.filter((place) => !found.includes(place)).map((place) => `mailbox lacks ${place}`),
    ...found
      .filter((place, at) => !expected.includes(place) || found.indexOf(place) !== at)
      .map((place) => `mailbox has ${place} without reason`),
  ];
}
