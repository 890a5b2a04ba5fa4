import { addressSchema } from '../../shared/api/index.ts';
import { toBase64Url } from '../../shared/envelope/index.ts';
import type { Recipient, Recipients } from '../outlook/recipients.ts';

/** What a recipient will meet, or why a secure message cannot go to them. */
export type Meeting = 'outside' | 'inside' | 'group' | 'unresolved' | 'bad_address';
export type AudienceMember = { address: string; name: string; meeting: Meeting };

/**
 * Sorts the draft's recipients by what they will meet, each address once. `insideDomainHashes` are
 * SHA-256 as base64url of the organisation's domains in lower case.
 */
export async function sortAudience(
  recipients: Recipients,
  insideDomainHashes: readonly string[],
): Promise<AudienceMember[]> {
  const members = new Map<string, Promise<AudienceMember>>();
  for (const recipient of [...recipients.to, ...recipients.cc, ...recipients.bcc]) {
    const key = recipient.address === '' ? `?${recipient.name}` : recipient.address.toLowerCase();
    if (!members.has(key)) members.set(key, toMember(recipient, insideDomainHashes));
  }
  return Promise.all(members.values());
}

async function toMember(
  recipient: Recipient,
  insideDomainHashes: readonly string[],
): Promise<AudienceMember> {
  const { address, name } = recipient;
  return { address, name, meeting: await meetingOf(recipient, insideDomainHashes) };
}

async function meetingOf(recipient: Recipient, insideDomainHashes: readonly string[]): Promise<Meeting> {
  if (recipient.isGroup) return 'group';
  if (recipient.address === '') return 'unresolved';
  if (!addressSchema.safeParse(recipient.address).success) return 'bad_address';
  const domain = recipient.address.slice(recipient.address.lastIndexOf('@') + 1).toLowerCase();
  return insideDomainHashes.includes(await sha256(domain)) ? 'inside' : 'outside';
}

async function sha256(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
