import { AppError } from '../../shared/errors.ts';
import { mailboxesFor } from '../../shared/policy/index.ts';
import type { Caller, Directory, Ports } from '../ports.ts';
import type { SentRecord } from './records.ts';

/** The mailboxes that the caller may write for; none for people outside. */
export function ownMailboxes(ports: Ports, caller: Caller): { address: string; name: string }[] {
  return caller.kind === 'staff' ? mailboxesFor(ports.policy.delegates, caller.address) : [];
}

/**
 * The mailbox that a message is written for, with its account; nothing where it is the caller's own or none is named.
 * Throws `forbidden` where the policy does not let the caller write for it.
 */
export async function onBehalfOf(
  ports: Ports,
  directory: Directory,
  caller: Caller,
  address: string | undefined,
): Promise<Pick<SentRecord, 'onBehalfOf'>> {
  const wanted = address?.toLowerCase();
  if (wanted === undefined || wanted === caller.address.toLowerCase()) return {};
  const mailbox = ownMailboxes(ports, caller).find((one) => one.address === wanted);
  if (mailbox === undefined) {
    throw new AppError('forbidden', {
      message: `You may not send secure messages on behalf of ${wanted}. Write from your own address, or ask your administrator.`,
      facts: { problem: 'not_a_delegate', address: wanted },
    });
  }
  return { onBehalfOf: { ...mailbox, accountId: await directory.accountOf(mailbox.address) } };
}
