import { createHash } from 'node:crypto';

/**
 * RSAES-OAEP with SHA-256 as RFC 8017 section 7.1 writes it, with plain integers: slow, leaky, and
 * independent of every library, which is its purpose here.
 */

const HASH_BYTES = 32;
type PublicNumbers = { n: string; e: string };

/** Encodes and encrypts with a given seed (RFC 8017 section 7.1.1, empty label). */
export function oaepEncrypt(key: PublicNumbers, message: Uint8Array, seed: Uint8Array): Buffer {
  const n = toInteger(key.n);
  const sizeBytes = byteLengthOf(n);
  const block = Buffer.alloc(sizeBytes - HASH_BYTES - 1);
  sha256(Buffer.alloc(0)).copy(block);
  block[block.byteLength - message.byteLength - 1] = 1;
  block.set(message, block.byteLength - message.byteLength);
  const maskedBlock = xor(block, mask(seed, block.byteLength));
  const maskedSeed = xor(seed, mask(maskedBlock, HASH_BYTES));
  return toBytes(power(fromBytes(Buffer.concat([maskedSeed, maskedBlock])), toInteger(key.e), n), sizeBytes);
}

/** Decrypts and decodes (RFC 8017 section 7.1.2, empty label); throws where the encoding is not OAEP. */
export function oaepDecrypt(
  key: { n: string; d: string },
  ciphertext: Uint8Array,
): { message: Buffer; seed: Buffer } {
  const n = toInteger(key.n);
  const sizeBytes = byteLengthOf(n);
  const encoded = toBytes(power(fromBytes(ciphertext), toInteger(key.d), n), sizeBytes);
  const maskedBlock = encoded.subarray(1 + HASH_BYTES);
  const seed = xor(encoded.subarray(1, 1 + HASH_BYTES), mask(maskedBlock, HASH_BYTES));
  const block = xor(maskedBlock, mask(seed, maskedBlock.byteLength));
  const one = block.indexOf(1, HASH_BYTES);
  const isPadded = block.subarray(HASH_BYTES, one).every((byte) => byte === 0);
  if (
    encoded[0] !== 0 ||
    one < 0 ||
    !isPadded ||
    !block.subarray(0, HASH_BYTES).equals(sha256(Buffer.alloc(0)))
  )
    throw new Error('not OAEP with SHA-256 and an empty label');
  return { message: block.subarray(one + 1), seed };
}

/** MGF1 with SHA-256 (RFC 8017 appendix B.2.1). */
function mask(seed: Uint8Array, lengthBytes: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; counter * HASH_BYTES < lengthBytes; counter++) {
    const suffix = Buffer.alloc(4);
    suffix.writeUInt32BE(counter);
    blocks.push(sha256(Buffer.concat([seed, suffix])));
  }
  return Buffer.concat(blocks).subarray(0, lengthBytes);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square, rest] = [1n, base % modulus, exponent];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function xor(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((byte, i) => byte ^ (b[i] ?? 0)));
}

function toInteger(text: string): bigint {
  return fromBytes(Buffer.from(text, 'base64url'));
}

function fromBytes(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function toBytes(value: bigint, sizeBytes: number): Buffer {
  return Buffer.from(value.toString(16).padStart(sizeBytes * 2, '0'), 'hex');
}

function byteLengthOf(value: bigint): number {
  return Math.ceil(value.toString(16).length / 2);
}
