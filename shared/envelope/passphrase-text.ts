/** The least number of characters of a passphrase as normalised. */
export const MIN_PASSPHRASE = 8;

/**
 * A passphrase as it counts: NFKC, lower case, without white space and hyphens, since it is told by telephone.
 */
export function normalisePassphrase(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}]+/gu, '');
}

const GROUPS = 3;
const GROUP_SIZE = 10_000;
/** The largest multiple of a group's size in 32 bits: what lies above would favour some groups. */
const FAIR_BELOW = Math.floor(2 ** 32 / GROUP_SIZE) * GROUP_SIZE;

/** Twelve random digits in groups of four (40 bits): said in any language, and typed on any telephone. */
export function suggestPassphrase(): string {
  return Array.from({ length: GROUPS }, () => String(fairNumber()).padStart(4, '0')).join(' ');
}

function fairNumber(): number {
  for (;;) {
    const [number = FAIR_BELOW] = crypto.getRandomValues(new Uint32Array(1));
    if (number < FAIR_BELOW) return number % GROUP_SIZE;
  }
}
