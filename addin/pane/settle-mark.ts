import type { Person, StatusAnswer } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { getMark, removeMark } from '../outlook/mark.ts';
import { type Role, readSenders } from '../outlook/recipients.ts';
import type { Service } from './service.ts';

/** A message that is committed: whom it is sealed for and until when (ISO 8601). */
export type SealedMessage = {
  id: string;
  from: Person;
  /** Who wrote it, where it is from another's mailbox. */
  sender?: Person;
  people: Record<Role, Person[]>;
  expiresAt: string;
  asksPassphrase: boolean;
  /** What its notice passes the organisation's mail-flow rules by. */
  pass?: string;
};

/** Everybody the message is sealed for, each address once. */
export function addressesOf(message: SealedMessage): string[] {
  const { to, cc, bcc } = message.people;
  return [...new Set([...to, ...cc, ...bcc].map((person) => person.address.toLowerCase()))];
}

/** What a draft's mark turned out to mean: nothing any more, a message to announce, or one that has ended. */
export type Settled = { kind: 'free' } | { kind: 'sealed'; message: SealedMessage } | { kind: 'ended' };

/**
 * Settles the mark that an earlier attempt left on the draft. The service is asked first, and asking
 * ends a message that was not committed: so an attempt is finished or undone, and never made twice.
 * A free draft has no mark any more. Throws AppError where the service or Outlook gave no answer.
 */
export async function settleMark(service: Service): Promise<Settled> {
  const mark = await getMark();
  if (mark.messageId === null) return { kind: 'free' };
  const state = await abandon(service, mark.messageId);
  if (state === 'sent') return { kind: 'sealed', message: await loadSealed(service, mark.messageId) };
  // Ended since then. Without a notice form the draft still holds what its author wrote.
  if (state === 'ended' && mark.noticeForm !== null) return { kind: 'ended' };
  await removeMark();
  return { kind: 'free' };
}

async function abandon(service: Service, messageId: string): Promise<'abandoned' | 'sent' | 'ended'> {
  try {
    const { state } = await service.client.abandon(messageId);
    return state === 'expired' || state === 'revoked' ? 'ended' : state;
  } catch (error) {
    // Nobody's message, or not this sender's: the mark came with a copied draft.
    if (error instanceof AppError && isUnknownMessage(error)) return 'abandoned';
    throw error;
  }
}

function isUnknownMessage(error: AppError): boolean {
  return error.code === 'not_found' || error.code === 'not_for_you' || error.code === 'bad_request';
}

async function loadSealed(service: Service, messageId: string): Promise<SealedMessage> {
  const [status, senders] = await Promise.all([service.client.status(messageId), readSenders()]);
  const withRole = (role: StatusAnswer['readers'][number]['role']) =>
    status.readers.filter((reader) => reader.role === role).map(({ address, name }) => ({ address, name }));
  return {
    id: messageId,
    ...senders,
    people: { to: withRole('to'), cc: withRole('cc'), bcc: withRole('bcc') },
    expiresAt: status.expiresAt,
    asksPassphrase: status.asksPassphrase === true,
    ...(status.noticePass === undefined ? {} : { pass: status.noticePass }),
  };
}
