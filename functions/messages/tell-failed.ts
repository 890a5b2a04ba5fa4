import type { Directory, Ports } from '../ports.ts';
import { mailAuthor, WHATEVER_WISHES } from './author-mail.ts';
import type { Work } from './outbox.ts';
import { isUnsent, messageKey } from './records.ts';

/** Tells the author whose notices the mail system would not take, in one mail. Throws `unavailable`; `at`: ISO UTC. */
export async function tellFailed(
  ports: Ports,
  directory: Directory,
  id: string,
  { batch, readers }: Extract<Work, { kind: 'failed' }>,
  at: string,
): Promise<void> {
  const record = (await ports.records.get(messageKey(id)))?.value;
  if (record === undefined || isUnsent(record)) return;
  const failed = record.readers.filter(({ accountId }) => readers.includes(accountId));
  if (failed.length === 0) return;
  const told = {
    name: `failed.${id}.${batch}`,
    about: 'account' as const,
    wishes: WHATEVER_WISHES,
    mail: { kind: 'failed' as const, readers: failed },
  };
  await mailAuthor(ports, directory, id, record, told, at);
}
