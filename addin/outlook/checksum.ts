/**
 * A checksum of 64 bits in hexadecimal: MurmurHash3 twice with different seeds, because the alert has no
 * cryptography in classic Outlook. It tells texts apart by accident, not against somebody who forges.
 */
export function checksum(text: string): string {
  return shortChecksum(text) + hex(murmurHash3(text, 0x5ea1b057));
}

/** The first half of the checksum: 32 bits, for few texts beside each other. */
export function shortChecksum(text: string): string {
  return hex(murmurHash3(text, 0));
}

function hex(value: number): string {
  return `0000000${value.toString(16)}`.slice(-8);
}

/** MurmurHash3_x86_32 over the text's UTF-16 code units, each taken as one 32-bit block. */
function murmurHash3(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    let block = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    block = Math.imul((block << 15) | (block >>> 17), 0x1b873593);
    hash ^= block;
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash ^= text.length * 4;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
