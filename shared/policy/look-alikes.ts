import { type Memory, shortHash } from './memory.ts';
import { hashKey, type SendPolicy } from './send-policy.ts';
import { sha256, sha256Start, startOf } from './sha256.ts';

/** Where most people outside have their mail; a domain next to one of these is a typing error or a trap. */
const PROVIDERS = [
  'gmail.com',
  'yahoo.com',
  'outlook.com',
  'hotmail.com',
  'icloud.com',
  'comcast.net',
  'verizon.net',
  'protonmail.com',
  'googlemail.com',
  'roadrunner.com',
  'sbcglobal.net',
  'bellsouth.net',
];
/** Real ones that are next to a provider by name. */
const NEIGHBOURS = ['ymail.com', 'mail.com', 'email.com', 'cloud.com', 'verizon.com', 'comcast.com'];
/** Endings that people mix up for one's own domain; under .net too many have the same name by right. */
const ENDINGS = ['com', 'org', 'gov', 'us', 'co', 'edu'];
/** Endings that are given only to who has a right to the name: maine.edu is no trap for maine.gov. */
const GUARDED = ['gov', 'edu', 'mil'];
/** Endings that typing errors are looked for in. */
const TYPED_ENDINGS = ['com', 'org', 'net', 'gov', 'edu'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-';
/** Pairs that look alike in many fonts. */
const TWINS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['nn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
  ['0', 'o'],
  ['1', 'l'],
  ['1', 'i'],
  ['i', 'l'],
  ['5', 's'],
  ['3', 'e'],
  ['8', 'b'],
  ['-', ''],
];
/** Letters of other scripts that look like ours, one for one. */
const FOREIGN = 'аеорсхуіјѕԁԛԝһӏαορνικɡı';
const FAMILIAR = 'aeopcxyijsdqwhlaopvikgi';
/** Shorter names have a real neighbour for every letter. */
const MIN_CHARS = 5;
const MAX_CHARS = 40;

/**
 * Makes the question "which known domain could this one be mistaken for?", null for none. Known are the
 * organisation's domains, those with enforced TLS, those written to before, and large providers. All but the
 * last are hashes, so variations of the asked domain are hashed and looked up. Some milliseconds a domain.
 */
export function lookAlikesOf(policy: SendPolicy, memory: Memory | null): (domain: string) => string | null {
  const { insideDomainHashes, tlsDomainHashes, genuineDomainHashes } = policy;
  const own = new Set(insideDomainHashes.concat(tlsDomainHashes).map(hashKey));
  const genuine = new Set(genuineDomainHashes.map(hashKey));
  const written = new Set(memory === null ? [] : memory.domains);
  const starts = new Set(Array.from(own).concat(Array.from(written)).map(startOf));
  const isOwn = (domain: string) => own.has(hashKey(sha256(domain)));
  // Nearly no variation gets past the first 32 bits, and only what does is looked at closely.
  const isKnown = (domain: string) =>
    PROVIDERS.indexOf(domain) >= 0 ||
    (starts.has(sha256Start(domain)) && (isOwn(domain) || written.has(shortHash(domain))));
  const isGenuine = (domain: string) =>
    isKnown(domain) || NEIGHBOURS.indexOf(domain) >= 0 || genuine.has(hashKey(sha256(domain)));

  return (domain) => {
    if (domain.length > MAX_CHARS || !/^[^.\s]+(?:\.[^.\s]+)+$/.test(domain)) return null;
    const plain = inOurLetters(domain);
    if (plain !== domain && isKnown(plain)) return plain;
    // Who has a domain has all that is below it.
    if (parents(domain).concat(domain).some(isGenuine)) return null;
    const tails = parents(plain).concat(plain);
    for (const tail of tails) {
      const name = partsOf(tail).name;
      for (const other of otherEndings(tail)) if (isOwn(`${name}.${other}`)) return `${name}.${other}`;
    }
    const lists = [disguises(plain)].concat(tails.map(variationsOf));
    for (const list of lists) for (const one of list) if (one !== domain && isKnown(one)) return one;
    return null;
  };
}

/** What stands behind each dot but the last: "a.b.gov" has "b.gov". */
function parents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'));
}

function partsOf(domain: string): { name: string; ending: string } {
  const dot = domain.lastIndexOf('.');
  return { name: domain.slice(0, dot), ending: domain.slice(dot + 1) };
}

function inOurLetters(domain: string): string {
  let plain = '';
  for (const letter of domain.normalize('NFD').replace(/[\u0300-\u036f]/g, '')) {
    const index = FOREIGN.indexOf(letter);
    plain += index < 0 ? letter : FAMILIAR.charAt(index);
  }
  return plain;
}

/** The same name under other endings, for an ending that anybody gets. */
function otherEndings(domain: string): string[] {
  const { ending } = partsOf(domain);
  const isOpen = ENDINGS.indexOf(ending) >= 0 && GUARDED.indexOf(ending) < 0;
  return isOpen ? ENDINGS.filter((other) => other !== ending) : [];
}

/** A known domain written into another one: "example-gov.org", "examplegov.com", "example.gov.mail.com". */
function disguises(domain: string): string[] {
  const { name } = partsOf(domain);
  const found: string[] = [];
  const labels = domain.split('.');
  for (let count = 2; count < labels.length; count++) found.push(labels.slice(0, count).join('.'));
  const last = name.slice(name.lastIndexOf('.') + 1);
  for (const ending of TYPED_ENDINGS) {
    const cut = last.length - ending.length;
    if (cut < 2 || last.slice(cut) !== ending) continue;
    found.push(`${last.slice(0, cut).replace(/-$/, '')}.${ending}`);
  }
  return found;
}

/** Every domain that one typing error or look-alike letters make of this one. */
function variationsOf(domain: string): string[] {
  const { name, ending } = partsOf(domain);
  const found = new Set<string>();
  // A 1 may stand for either.
  const plain = lookingAlike(domain, 'l');
  found.add(plain);
  found.add(lookingAlike(domain, 'i'));
  for (const other of TYPED_ENDINGS) {
    if (other !== ending && isOneApart(ending, other)) found.add(`${name}.${other}`);
  }
  const { name: plainName, ending: plainEnding } = partsOf(plain);
  for (const [one, other] of TWINS) {
    for (const each of [name, plainName]) {
      if (each.indexOf(one) >= 0) found.add(`${each.split(one).join(other)}.${plainEnding}`);
      if (other !== '' && each.indexOf(other) >= 0)
        found.add(`${each.split(other).join(one)}.${plainEnding}`);
    }
  }
  for (const changed of oneTypingErrorFrom(name)) found.add(`${changed}.${ending}`);
  return Array.from(found);
}

/** Figures and pairs of letters as the letters that they are taken for. */
function lookingAlike(domain: string, one: 'l' | 'i'): string {
  return domain
    .replace(/0/g, 'o')
    .replace(/1/g, one)
    .replace(/3/g, 'e')
    .replace(/5/g, 's')
    .replace(/8/g, 'b')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w');
}

function oneTypingErrorFrom(name: string): string[] {
  const found: string[] = [];
  const add = (changed: string) => {
    if (changed.length >= MIN_CHARS) found.push(changed);
  };
  for (let i = 0; i <= name.length; i++) {
    const head = name.slice(0, i);
    const rest = name.slice(i);
    if (rest !== '') add(head + rest.slice(1));
    if (rest.length > 1) add(head + rest.charAt(1) + rest.charAt(0) + rest.slice(2));
    for (let k = 0; k < LETTERS.length; k++) {
      add(head + LETTERS.charAt(k) + rest);
      if (rest !== '') add(head + LETTERS.charAt(k) + rest.slice(1));
    }
  }
  return found;
}

/** Whether one letter more, less, other or two swapped make one text of the other. */
function isOneApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let same = 0;
  while (same < one.length && one.charAt(same) === other.charAt(same)) same++;
  const rest = one.slice(same);
  const otherRest = other.slice(same);
  const isSwapped =
    rest.charAt(0) === otherRest.charAt(1) &&
    rest.charAt(1) === otherRest.charAt(0) &&
    rest.slice(2) === otherRest.slice(2);
  return (
    isSwapped ||
    rest.slice(1) === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1)
  );
}
