import { addressSchema } from '../../shared/api/index.ts';
import { domainOf, hashDomain } from '../../shared/policy/inside.ts';
import type { Recipient, Recipients } from '../outlook/recipients.ts';

/** What a recipient will meet, or why a secure message cannot go to them. */
export type Meeting = 'outside' | 'inside' | 'group' | 'unresolved' | 'bad_address';
export type AudienceMember = { address: string; name: string; meeting: Meeting };

/**
 * Sorts the draft's recipients by what they will meet, each address once. `insideDomainHashes` are
 * SHA-256 as base64url of the organisation's domains in lower case.
 */
export function sortAudience(
  recipients: Recipients,
  insideDomainHashes: readonly string[],
): AudienceMember[] {
  const members = new Map<string, AudienceMember>();
  for (const recipient of [...recipients.to, ...recipients.cc, ...recipients.bcc]) {
    const key = recipient.address === '' ? `?${recipient.name}` : recipient.address.toLowerCase();
    if (!members.has(key)) members.set(key, toMember(recipient, insideDomainHashes));
  }
  return [...members.values()];
}

function toMember(recipient: Recipient, insideDomainHashes: readonly string[]): AudienceMember {
  const { address, name } = recipient;
  return { address, name, meeting: meetingOf(recipient, insideDomainHashes) };
}

function meetingOf(recipient: Recipient, insideDomainHashes: readonly string[]): Meeting {
  if (recipient.isGroup) return 'group';
  if (recipient.address === '') return 'unresolved';
  if (!addressSchema.safeParse(recipient.address).success) return 'bad_address';
  return insideDomainHashes.includes(hashDomain(domainOf(recipient.address))) ? 'inside' : 'outside';
}
