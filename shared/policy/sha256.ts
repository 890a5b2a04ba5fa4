/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const K = fractions(64, 3);
/** Those of the square roots of the first eight (5.3.3). */
const START = fractions(8, 2);

/** The message schedule of one block, used again and again: thousands of domains are hashed on one Send. */
const schedule = new Int32Array(64);

/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, base64url without padding. Synchronous and in plain ES2016, because
 * Outlook's engine for send events has no WebCrypto; for short texts such as domains, and not for secrets.
 */
export function sha256(text: string): string {
  return base64Url(digest(text));
}

/** The first 32 bits of sha256, where only a look into a set of such hashes is wanted. */
export function sha256Start(text: string): number {
  return digest(text)[0] as number;
}

/** The first 32 bits of a hash that sha256 wrote; needs its first six characters. */
export function startOf(hash: string): number {
  let bits = 0;
  for (let i = 0; i < 5; i++) bits = (bits << 6) | ALPHABET.indexOf(hash.charAt(i));
  return (bits << 2) | (ALPHABET.indexOf(hash.charAt(5)) >> 4);
}

function digest(text: string): Int32Array {
  const bytes = utf8(text);
  const { length } = bytes;
  const state = START.slice();
  const blocks = ((length + 8) >> 6) + 1;
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) {
      const at = block * 64 + i * 4;
      schedule[i] =
        (byteAt(bytes, at) << 24) |
        (byteAt(bytes, at + 1) << 16) |
        (byteAt(bytes, at + 2) << 8) |
        byteAt(bytes, at + 3);
    }
    if (block === blocks - 1) {
      schedule[14] = Math.floor(length / 0x20000000);
      schedule[15] = length << 3;
    }
    compress(state, schedule);
  }
  return state;
}

/** The text's bytes, then one bit, then zeros (5.1.1). */
function byteAt(bytes: readonly number[], at: number): number {
  return at < bytes.length ? (bytes[at] as number) : at === bytes.length ? 0x80 : 0;
}

function compress(state: Int32Array, w: Int32Array): void {
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] as number) + (w[i] as number)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  // Typed arrays keep 32 bits of what they are given.
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

function rotate(value: number, bits: number): number {
  return (value >>> bits) | (value << (32 - bits));
}

/** 32 bits behind the point of the square or cube roots of the first `count` primes. */
function fractions(count: number, root: number): Int32Array {
  const values = new Int32Array(count);
  let found = 0;
  for (let candidate = 2; found < count; candidate++) {
    if (!isPrime(candidate)) continue;
    const whole = candidate ** (1 / root);
    values[found++] = ((whole - Math.floor(whole)) * 0x100000000) | 0;
  }
  return values;
}

function isPrime(value: number): boolean {
  for (let divisor = 2; divisor * divisor <= value; divisor++) if (value % divisor === 0) return false;
  return true;
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return utf8OfAny(text);
    bytes.push(code);
  }
  return bytes;
}

function utf8OfAny(text: string): number[] {
  // One character a byte, or "%" with two hex digits.
  const escaped = encodeURIComponent(wellFormed(text));
  const bytes: number[] = [];
  for (let i = 0; i < escaped.length; i++) {
    if (escaped.charAt(i) !== '%') bytes.push(escaped.charCodeAt(i));
    else {
      bytes.push(Number.parseInt(escaped.slice(i + 1, i + 3), 16));
      i += 2;
    }
  }
  return bytes;
}

/** Halves of characters that stand alone become U+FFFD, as in every UTF-8 encoder. */
function wellFormed(text: string): string {
  let whole = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    whole += character.length === 1 && code >= 0xd800 && code <= 0xdfff ? '\ufffd' : character;
  }
  return whole;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function base64Url(state: Int32Array): string {
  const bytes: number[] = [];
  for (let i = 0; i < 8; i++)
    for (let shift = 24; shift >= 0; shift -= 8) bytes.push(((state[i] as number) >>> shift) & 255);
  let text = '';
  for (let i = 0; i < 32; i += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    text += ALPHABET.charAt(a >> 2) + ALPHABET.charAt(((a & 3) << 4) | (b >> 4));
    text += ALPHABET.charAt(((b & 15) << 2) | (c >> 6)) + ALPHABET.charAt(c & 63);
  }
  return text.slice(0, 43);
}
