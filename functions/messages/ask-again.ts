import { AppError } from '../../shared/errors.ts';
import type { Caller, Directory, Ports } from '../ports.ts';
import { accessOf } from './access.ts';
import { findReader, mailAuthor, WISHES_ANY_MAIL } from './author-mail.ts';
import { eventChange } from './events.ts';
import { notForYou } from './load-own.ts';
import { noteReader } from './note-reader.ts';
import { markWork, nudge, workChange } from './outbox.ts';
import { isUnsent, messageKey } from './records.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * A reader whom an ended message names asks its author to send it again: one mail a day, however often it is asked,
 * and the same answer each time. Throws `not_for_you`, also for its author; `conflict` while it can still be read.
 */
export async function askAgain(ports: Ports, caller: Caller, id: string): Promise<void> {
  const record = (await ports.records.get(messageKey(id)))?.value ?? null;
  const now = ports.clock.now();
  const access = accessOf(record, caller.accountId, now);
  if (access.kind === 'not_for_you' || record === null || isUnsent(record)) throw notForYou();
  if (!record.readers.some(({ accountId }) => accountId === caller.accountId)) throw notForYou();
  if (access.kind === 'granted')
    throw new AppError('conflict', { message: 'This message can still be read.' });

  await markWork(ports, id);
  const { accountId } = caller;
  const isAsked = await noteReader(
    ports,
    id,
    accountId,
    (known) =>
      known.askedAt !== undefined && now.getTime() - Date.parse(known.askedAt) < DAY_MS
        ? null
        : { ...known, askedAt: now.toISOString() },
    [
      workChange(`asked!${accountId}`, now, { kind: 'asked', accountId }),
      eventChange(now, { kind: 'asked_again', accountId }),
    ],
  );
  if (isAsked) await nudge(ports, id);
}

/** Tells the author of an ended message who asks for it. Throws `unavailable`; `at`: when it was asked, ISO UTC. */
export async function tellAsked(
  ports: Ports,
  directory: Directory,
  id: string,
  accountId: string,
  at: string,
): Promise<void> {
  const found = await findReader(ports, id, accountId);
  if (found === null) return;
  const { record, reader } = found;
  const told = {
    name: `asked.${id}.${accountId}.${Date.parse(at)}`,
    about: 'notices' as const,
    wishes: WISHES_ANY_MAIL,
    mail: { kind: 'asked' as const, reader, at },
  };
  await mailAuthor(ports, directory, id, record, told, at);
}
