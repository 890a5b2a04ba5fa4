import type { SentRecord } from './records.ts';

/*
 * Whose a message is: of the person who wrote it and, where it was written on behalf of another mailbox, of that
 * mailbox too (RFC 5322 calls the first Sender and the second From).
 */

type Written = Pick<SentRecord, 'author' | 'onBehalfOf'>;
type Named = { address: string; name: string };

/** The accounts that have the message under Sent and control it: the person, then the mailbox. */
export function writersOf({
  author,
  onBehalfOf,
}: Written): { accountId: string; address: string; name: string }[] {
  return onBehalfOf === undefined ? [author] : [author, onBehalfOf];
}

/** Whether the account is the author's, or the mailbox's that the author wrote for. */
export function isWrittenBy(record: Written, accountId: string): boolean {
  return writersOf(record).some((writer) => writer.accountId === accountId);
}

/** Whom the message is from, for whoever gets it: the mailbox where there is one, else the person. */
export function fromOf({ author, onBehalfOf }: Written): Named {
  const { address, name } = onBehalfOf ?? author;
  return { address, name };
}

/** Who wrote it for another mailbox; absent where it is from whoever wrote it. */
export function senderOf({ author, onBehalfOf }: Written): { sender?: Named } {
  return onBehalfOf === undefined ? {} : { sender: { address: author.address, name: author.name } };
}
