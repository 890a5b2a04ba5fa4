/* The rules of a new password that need no list: the same in the page, while one types, and at the service. */

export type CharacterKind = 'lower' | 'upper' | 'digit' | 'symbol';

/** What policy asks of a password; lengths in characters after NFKC. */
export type PasswordLimits = { minLength: number; maxLength: number; kinds: readonly CharacterKind[] };

/** A rule that a password can break; `personal`: it is little more than names and addresses that anybody knows. */
export type PasswordRule = 'short' | 'long' | 'varied' | 'personal' | CharacterKind;

/** Whom a password is for, in words that anybody could guess it from. */
export type PasswordOwner = { address: string; names: readonly string[]; organisation: string };

const KINDS: Readonly<Record<CharacterKind, RegExp>> = {
  lower: /\p{Ll}/u,
  upper: /\p{Lu}/u,
  digit: /\p{Nd}/u,
  symbol: /[^\p{L}\p{Nd}]/u,
};
/** The service's own name, as the portal shows it. */
const SERVICE_WORDS = ['sealpost', 'secure mail', 'securemail'];
/** So many characters have to be left without the words that anybody knows. */
const LEAST_OWN = 8;
const LEAST_DISTINCT = 5;
const LEAST_STEPS = 6;
/** Shorter words stand in too many others. */
const LEAST_WORD = 4;
const LEAST_NAME = 3;
/** Keys and letters in the order in which fingers and heads find them. */
const ROWS = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', '12345678901234567890'];

/** NFKC, so that the same password typed on another keyboard is the same (NIST SP 800-63B-4). */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/** Which rules a new password breaks, in the order in which they are worth telling; empty where none. */
export function brokenRules(limits: PasswordLimits, password: string, owner: PasswordOwner): PasswordRule[] {
  const normal = normalisePassword(password);
  const length = [...normal].length;
  const plain = normal.toLowerCase();
  return [
    ...(length < limits.minLength ? (['short'] as const) : []),
    ...(length > limits.maxLength ? (['long'] as const) : []),
    ...limits.kinds.filter((kind) => !KINDS[kind].test(normal)),
    ...(isVaried(plain) ? [] : (['varied'] as const)),
    ...(isPersonal(plain, owner) ? (['personal'] as const) : []),
  ];
}

/** Whether a text is the same piece over and over, and which: `passpass` is `pass`; null where it is not. */
export function repeatedPiece(text: string): string | null {
  const at = text.length < 2 ? -1 : `${text}${text}`.indexOf(text, 1);
  return at > 0 && at < text.length ? text.slice(0, at) : null;
}

/** More than four different characters, and more than runs such as `aaaa`, `1234` or `qwerty`. */
function isVaried(plain: string): boolean {
  const characters = [...(repeatedPiece(plain) ?? plain)];
  const steps = characters.filter((_, at) => {
    const [before = '', last = '', here = ''] = [characters[at - 2], characters[at - 1], characters[at]];
    return !(isNext(before, last) && isNext(last, here));
  });
  return new Set(characters).size >= LEAST_DISTINCT && steps.length >= LEAST_STEPS;
}

function isNext(one: string, other: string): boolean {
  if (one === '' || other === '') return false;
  return one === other || ROWS.some((row) => row.includes(one + other) || row.includes(other + one));
}

/** Whether fewer than eight characters are its owner's own. */
function isPersonal(plain: string, owner: PasswordOwner): boolean {
  let own = plain;
  for (const word of wordsOf(owner)) own = own.replaceAll(word, '');
  return own !== plain && [...own].length < LEAST_OWN;
}

/** The words that anybody knows, longest first, so that a name goes as a whole. */
function wordsOf({ address, names, organisation }: PasswordOwner): string[] {
  const local = address.slice(0, address.lastIndexOf('@'));
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const long = [
    address,
    local,
    domain,
    ...local.split(/[^\p{L}\p{Nd}]+/u),
    ...domain.split('.'),
    ...SERVICE_WORDS,
    organisation,
    organisation.replaceAll(/\s+/g, ''),
    ...organisation.split(/\s+/),
  ].filter((word) => word.length >= LEAST_WORD);
  const short = names
    .flatMap((name) => [name, name.replaceAll(/\s+/g, ''), ...name.split(/\s+/)])
    .filter((word) => word.length >= LEAST_NAME);
  const plain = [...long, ...short].map((word) => normalisePassword(word).toLowerCase());
  return [...new Set(plain)].toSorted((a, b) => b.length - a.length);
}
