/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const K = fractions(64, 3);
/** Those of the square roots of the first eight (5.3.3). */
const START = fractions(8, 2);

/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, base64url without padding. Synchronous and in plain ES2016, because
 * Outlook's engine for send events has no WebCrypto; for short texts such as domains, and not for secrets.
 */
export function sha256(text: string): string {
  const bytes = utf8(text);
  const length = bytes.length;
  const padded = new Uint8Array(((length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, length << 3);
  view.setUint32(padded.length - 8, Math.floor(length / 0x20000000));
  const state = new Int32Array(START);
  const words = new Int32Array(64);
  for (let offset = 0; offset < padded.length; offset += 64) compress(state, words, view, offset);
  return base64Url(state);
}

function compress(state: Int32Array, w: Int32Array, view: DataView, offset: number): void {
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(offset + i * 4);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
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
  [a, b, c, d, e, f, g, h].forEach((value, i) => {
    state[i] = ((state[i] as number) + value) | 0;
  });
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

function utf8(text: string): Uint8Array {
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
  return new Uint8Array(bytes);
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
