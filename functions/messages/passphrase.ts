import { timingSafeEqual } from 'node:crypto';
import type { SendRequest } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Caller, Directory, Ports, ServiceKeys } from '../ports.ts';
import { findReader, mailAuthor, WHATEVER_WISHES } from './author-mail.ts';
import { eventChange } from './events.ts';
import { loadOwnReadable } from './load-own.ts';
import { noteReader } from './note-reader.ts';
import { markWork, nudge, workChange } from './outbox.ts';
import { type RecordPassphrase, readerKey, type SentRecord } from './records.ts';
import { readersNamed } from './revoke.ts';
import { fromOf } from './written-by.ts';

/** How often one person may guess. */
const TRIES = 10;

/** What the record keeps of a passphrase: a MAC of the proof, so that storage alone gives nothing to guess against. */
export async function passphraseOf(
  service: ServiceKeys,
  id: string,
  asked: SendRequest['passphrase'],
): Promise<{ passphrase?: RecordPassphrase }> {
  if (asked === undefined) return {};
  const { proof, ...parameters } = asked;
  return { passphrase: { ...parameters, verifier: await verifierOf(service, id, proof) } };
}

function verifierOf(service: ServiceKeys, id: string, proof: string): Promise<string> {
  return service.mac('passphrase-proof', id, proof);
}

/**
 * Lets through who proves the message's passphrase, and everybody where it asks for none. A wrong guess is answered only
 * once it is counted, so that neither a crash nor many at once give a free one; each person has ten. Throws
 * `passphrase_needed`, `passphrase_wrong` or `passphrase_stopped`, all with what the browser needs for the next try.
 */
export async function checkPassphrase(
  ports: Ports,
  { accountId }: Caller,
  id: string,
  record: SentRecord,
  proof: string | undefined,
): Promise<void> {
  const { passphrase } = record;
  if (passphrase === undefined) return;
  const known = (await ports.records.get(readerKey(id, accountId)))?.value ?? {};
  if (isStopped(known)) throw refusal('passphrase_stopped', record, passphrase, 0);
  const { wrongPassphrases: knownWrong = 0 } = known;
  if (proof === undefined) throw refusal('passphrase_needed', record, passphrase, TRIES - knownWrong);
  if (isSame(await verifierOf(ports.service, id, proof), passphrase.verifier)) {
    if (knownWrong > 0) await noteReader(ports, id, accountId, forgetWrong);
    return;
  }
  const wrong = await countWrong(ports, id, accountId);
  const isLast = wrong === null || wrong === TRIES;
  throw refusal(
    isLast ? 'passphrase_stopped' : 'passphrase_wrong',
    record,
    passphrase,
    TRIES - (wrong ?? TRIES),
  );
}

/** Counts a wrong guess, notes it in the history and, at the last one, leaves its author's mail behind; null: none was left. */
async function countWrong(ports: Ports, id: string, accountId: string): Promise<number | null> {
  const now = ports.clock.now();
  await markWork(ports, id);
  let wrong = 0;
  const isCounted = await noteReader(
    ports,
    id,
    accountId,
    (row) => {
      wrong = (row.wrongPassphrases ?? 0) + 1;
      return wrong > TRIES ? null : { ...row, wrongPassphrases: wrong };
    },
    (row) => [
      eventChange(now, { kind: 'passphrase_wrong', accountId }),
      ...(isStopped(row)
        ? [
            eventChange(now, { kind: 'passphrase_stopped', accountId }),
            workChange(`stopped!${accountId}`, now, { kind: 'stopped', accountId }),
          ]
        : []),
    ],
  );
  if (!isCounted) return null;
  if (wrong === TRIES) await nudge(ports, id);
  return wrong;
}

const forgetWrong: Parameters<typeof noteReader>[3] = ({ wrongPassphrases: _wrong, ...row }) => row;

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function refusal(
  code: 'passphrase_needed' | 'passphrase_wrong' | 'passphrase_stopped',
  record: SentRecord,
  { salt, memoryKiB, passes, lanes }: RecordPassphrase,
  triesLeft: number,
): AppError {
  const messages = {
    passphrase_needed: 'This message asks for a passphrase.',
    passphrase_wrong: 'That is not the passphrase of this message.',
    passphrase_stopped: 'The passphrase was wrong too often.',
  };
  return new AppError(code, {
    message: messages[code],
    facts: { salt, memoryKiB, passes, lanes, triesLeft, authorName: fromOf(record).name },
  });
}

/**
 * Its author gives somebody ten more tries. Safe to repeat. Throws `not_for_you`, `expired`, `bad_request` for an
 * address that the message does not name.
 */
export async function allowPassphraseTries(
  ports: Ports,
  caller: Caller,
  id: string,
  address: string,
): Promise<void> {
  const { value: record } = await loadOwnReadable(ports, caller, id);
  const event = { kind: 'passphrase_allowed', accountId: caller.accountId } as const;
  for (const { accountId } of readersNamed(record, [address])) {
    await noteReader(
      ports,
      id,
      accountId,
      (row) => (row.wrongPassphrases === undefined ? null : forgetWrong(row)),
      [eventChange(ports.clock.now(), { ...event, readers: [accountId] })],
    );
  }
}

/** Whether somebody has used up all tries. */
export function isStopped({ wrongPassphrases = 0 }: { wrongPassphrases?: number }): boolean {
  return wrongPassphrases >= TRIES;
}

/** Tells the author who has had ten wrong tries. Throws `unavailable`; `at`: ISO UTC. */
export async function tellStopped(
  ports: Ports,
  directory: Directory,
  id: string,
  accountId: string,
  at: string,
): Promise<void> {
  const found = await findReader(ports, id, accountId);
  // An end has settled it.
  if (found?.record.state !== 'sent') return;
  const { record, reader } = found;
  const told = {
    name: `stopped.${id}.${accountId}.${Date.parse(at)}`,
    about: 'notices' as const,
    wishes: WHATEVER_WISHES,
    mail: { kind: 'stopped' as const, reader },
  };
  await mailAuthor(ports, directory, id, record, told, at);
}
