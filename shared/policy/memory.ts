import { domainOf } from './inside.ts';
import { sha256 } from './sha256.ts';

/**
 * Whom this mailbox has written to before, oldest first, as short hashes: six characters (36 bits) of SHA-256
 * each. It lives in Outlook's roaming settings, where 32 kB are for everything.
 */
export type Memory = { people: readonly string[]; domains: readonly string[] };

/** Of the 32 kB that Outlook keeps for the add-in, so many characters are for whom one has written to. */
const MAX_KEPT_CHARS = 8000;
const HASH_CHARS = 6;
const VERSION = '1';

export const emptyMemory: Memory = { people: [], domains: [] };

/** Reads a memory that writeMemory wrote; null where there is none or it is of another form. */
export function readMemory(text: unknown): Memory | null {
  if (typeof text !== 'string') return null;
  const parts = text.split('.');
  const [version, people = '', domains = ''] = parts;
  const isWhole = parts.length === 3 && people.length % HASH_CHARS === 0 && domains.length % HASH_CHARS === 0;
  return version === VERSION && isWhole ? { people: chop(people), domains: chop(domains) } : null;
}

/** Writes a memory in at most `maxChars` characters, the oldest left out. */
export function writeMemory({ people, domains }: Memory, maxChars = MAX_KEPT_CHARS): string {
  // A fifth is for domains, which are fewer and are what look-alikes are held against.
  const room = Math.max(0, maxChars - VERSION.length - 2);
  const domainCount = Math.min(domains.length, Math.floor(room / 5 / HASH_CHARS));
  const peopleCount = Math.min(people.length, Math.floor((room - domainCount * HASH_CHARS) / HASH_CHARS));
  const newest = (all: readonly string[], count: number) => all.slice(all.length - count).join('');
  return `${VERSION}.${newest(people, peopleCount)}.${newest(domains, domainCount)}`;
}

/** The memory with these addresses as its newest. */
export function remember({ people, domains }: Memory, addresses: readonly string[]): Memory {
  return {
    people: append(
      people,
      addresses.map((address) => shortHash(address.toLowerCase())),
    ),
    domains: append(
      domains,
      addresses.map((address) => shortHash(domainOf(address))),
    ),
  };
}

/** Whether an address was written to before. */
export function knowsPerson({ people }: Memory, address: string): boolean {
  return people.indexOf(shortHash(address.toLowerCase())) >= 0;
}

/** Whether all of these are in the newer half of the memory, so that nobody is forgotten if it stays as it is. */
export function remembersWell({ people }: Memory, addresses: readonly string[]): boolean {
  const oldHalf = people.length >> 1;
  return addresses.every((address) => people.indexOf(shortHash(address.toLowerCase())) >= oldHalf);
}

/** How a memory names a domain. */
export function shortHash(text: string): string {
  return sha256(text).slice(0, HASH_CHARS);
}

function append(all: readonly string[], added: readonly string[]): string[] {
  const fresh = new Set(added);
  return all.filter((hash) => !fresh.has(hash)).concat(Array.from(fresh));
}

function chop(text: string): string[] {
  const parts: string[] = [];
  for (let i = 0; i < text.length; i += HASH_CHARS) parts.push(text.slice(i, i + HASH_CHARS));
  return parts;
}
