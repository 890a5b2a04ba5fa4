import { addressSchema } from '../../shared/api/index.ts';
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

/** Pages that a way in may lead on to: ours, and only those for readers. */
const NEXT_PATH =
  /^\/(?:m\/[A-Za-z0-9_-]{22}(?:\/(?:reply|reply-all|forward))?|compose(?:\/[A-Za-z0-9_-]{22})?|inbox|sent|drafts|trash|folder\/f-[A-Za-z0-9_-]{16}|settings(?:\/[a-z-]{1,40})?|tls-request|manage\/[a-z-]{1,40})$/;

/** The page to go on to once somebody is in, from `?next=`; null where none was asked for. */
export function linkedNext(search: string): string | null {
  const next = new URLSearchParams(search).get('next') ?? '';
  return NEXT_PATH.test(next) ? next : null;
}

/** A page on the way in, which remembers the page to go on to and the address typed so far. */
export function wayInPath(
  page: '/register' | '/confirm' | '/forgot' | '/reset' | '/sign-in',
  next: string | null,
  address: string,
): string {
  const query = next === null ? '' : `?next=${encodeURIComponent(next)}`;
  const fragment = address === '' ? '' : `#to=${encodeURIComponent(address)}`;
  return `${page}${query}${fragment}`;
}
