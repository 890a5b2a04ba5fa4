import { type Bytes, createReaderKey, decryptAsReader, sealSubject } from '../envelope/index.ts';
import type { Client } from './client.ts';

/** Fetches the account key, encrypted to an ephemeral key of this browser. */
export async function fetchAccountKey(client: Client): Promise<Bytes> {
  const readerKey = await createReaderKey();
  const { key } = await client.accountKey(readerKey.publicJwk);
  return decryptAsReader(key, readerKey.privateKey);
}

/** Stores a message's subject, encrypted under the account key, in the owner's own mailbox row. */
export async function keepSubject(
  client: Client,
  mailboxRow: string,
  messageId: string,
  subject: string,
): Promise<void> {
  const accountKey = await fetchAccountKey(client);
  await client.storeSubject(mailboxRow, await sealSubject(accountKey, messageId, subject));
}
