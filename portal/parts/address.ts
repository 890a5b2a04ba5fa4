import { addressSchema, idSchema } from '../../shared/api/index.ts';
import { domainOf, hashDomain } from '../../shared/policy/inside.ts';

/** An address as it was typed or linked, without the spaces around it; null where it is not one. */
export function parseAddress(text: string): string | null {
  const parsed = addressSchema.safeParse(text.trim());
  return parsed.success ? parsed.data : null;
}

/** Tells whether an address belongs to the organisation, whose domains the page knows only as SHA-256 hashes. */
export function isInside(address: string, insideDomainHashes: readonly string[]): boolean {
  return insideDomainHashes.includes(hashDomain(domainOf(address)));
}

/** The address that a link carries behind `#to=`, where no server or log sees it; empty where there is none. */
export function linkedAddress(hash: string): string {
  return parseAddress(new URLSearchParams(hash.replace(/^#/, '')).get('to') ?? '') ?? '';
}

/** The message that brought somebody to a page, from `?m=`; null where none did. */
export function linkedMessage(search: string): string | null {
  const parsed = idSchema.safeParse(new URLSearchParams(search).get('m'));
  return parsed.success ? parsed.data : null;
}

/** A page of the registration that remembers the message to go on to and the address typed so far. */
export function registrationPath(
  page: '/register' | '/confirm',
  messageId: string | null,
  address: string,
): string {
  const query = messageId === null ? '' : `?m=${messageId}`;
  const fragment = address === '' ? '' : `#to=${encodeURIComponent(address)}`;
  return `${page}${query}${fragment}`;
}
