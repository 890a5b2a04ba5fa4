import type { RecipientFact } from './facts.ts';
import { domainOf } from './inside.ts';
import { knowsPerson, type Memory, shortHash } from './memory.ts';
import type { SendPolicy } from './send-policy.ts';
import { sha256, sha256Start, startOf } from './sha256.ts';

/** Where most people outside have their mail; a domain next to one of these is a typing error or a trap. */
const PROVIDERS = [
  'gmail.com',
  'yahoo.com',
  'outlook.com',
  'hotmail.com',
  'aol.com',
  'icloud.com',
  'comcast.net',
  'msn.com',
  'live.com',
  'verizon.net',
  'att.net',
  'me.com',
  'mac.com',
  'ymail.com',
  'protonmail.com',
  'proton.me',
  'googlemail.com',
  'gmx.com',
  'roadrunner.com',
  'charter.net',
  'cox.net',
  'sbcglobal.net',
];
/** Endings that people mix up for one's own domain; many have the same name under .net by right, such as providers. */
const ENDINGS = ['com', 'org', 'gov', 'us', 'co', 'edu'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-';
/** Pairs that look alike in many fonts. */
const TWINS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
  ['0', 'o'],
  ['1', 'l'],
  ['i', 'l'],
  ['5', 's'],
  ['-', ''],
];
/** So many unknown domains are looked at; more people outside are a reason of their own. */
const MAX_DOMAINS = 10;

/**
 * Sorts a message's recipients by what the policy says of their domains, each address once. `memory`: whom this
 * mailbox wrote to before, null where nothing is remembered.
 */
export function classifyRecipients(
  policy: SendPolicy,
  addresses: readonly string[],
  memory: Memory | null,
): RecipientFact[] {
  const looked = new Map<string, string | null>();
  const lookAlike = (domain: string): string | null => {
    const known = looked.get(domain);
    if (known !== undefined) return known;
    const found = looked.size < MAX_DOMAINS ? knownTwin(policy, domain, memory) : null;
    looked.set(domain, found);
    return found;
  };
  return Array.from(new Set(addresses.map((address) => address.trim().toLowerCase()))).map((address) => {
    const domain = domainOf(address);
    const kind = kindOf(policy, domain);
    return {
      address,
      kind,
      looksLike: kind === 'outside' ? lookAlike(domain) : null,
      isFirstTime: memory === null ? null : kind === 'outside' && !knowsPerson(memory, address),
    };
  });
}

function kindOf({ insideDomainHashes, tlsDomainHashes }: SendPolicy, domain: string): RecipientFact['kind'] {
  const hash = sha256(domain);
  if (insideDomainHashes.indexOf(hash) >= 0) return 'inside';
  return tlsDomainHashes.indexOf(hash) >= 0 ? 'tls' : 'outside';
}

/**
 * A known domain that this one could be mistaken for. Known domains are hashes, so the variations of this one
 * are hashed and looked up, and not the other way round.
 */
function knownTwin(policy: SendPolicy, domain: string, memory: Memory | null): string | null {
  if (PROVIDERS.indexOf(domain) >= 0 || domain.length > 40) return null;
  if (memory !== null && memory.domains.indexOf(shortHash(domain)) >= 0) return null;
  const variations = variationsOf(domain);
  for (const variation of variations) if (PROVIDERS.indexOf(variation) >= 0) return variation;
  const own = policy.insideDomainHashes.concat(policy.tlsDomainHashes);
  const { name, ending } = partsOf(domain);
  for (const other of ENDINGS.indexOf(ending) < 0 ? [] : ENDINGS) {
    if (own.indexOf(sha256(`${name}.${other}`)) >= 0) return `${name}.${other}`;
  }
  const written = memory === null ? [] : memory.domains;
  // Thousands of hashes: first their beginnings, and only what matches is looked at closely.
  const starts = new Set(own.concat(written).map(startOf));
  for (const variation of variations) {
    if (!starts.has(sha256Start(variation))) continue;
    const hash = sha256(variation);
    if (own.indexOf(hash) >= 0 || written.indexOf(shortHash(variation)) >= 0) return variation;
  }
  return null;
}

/** Every domain that one typing error or one pair of look-alike letters makes of this one. */
function variationsOf(domain: string): string[] {
  const { name, ending } = partsOf(domain);
  const found = new Set<string>();
  const add = (changed: string) => found.add(`${changed}.${ending}`);
  // Short names have a real neighbour for every letter.
  if (name.length >= 4) {
    for (let i = 0; i <= name.length; i++) {
      const [head, rest] = [name.slice(0, i), name.slice(i)];
      if (rest !== '') add(head + rest.slice(1));
      if (rest.length > 1) add(head + rest.charAt(1) + rest.charAt(0) + rest.slice(2));
      for (let k = 0; k < LETTERS.length; k++) {
        add(head + LETTERS.charAt(k) + rest);
        if (rest !== '') add(head + LETTERS.charAt(k) + rest.slice(1));
      }
    }
  }
  for (const [one, other] of TWINS) {
    if (one !== '' && name.indexOf(one) >= 0) add(name.split(one).join(other));
    if (other !== '' && name.indexOf(other) >= 0) add(name.split(other).join(one));
  }
  found.delete(domain);
  return Array.from(found);
}

function partsOf(domain: string): { name: string; ending: string } {
  const dot = domain.lastIndexOf('.');
  return { name: domain.slice(0, dot), ending: domain.slice(dot + 1) };
}
