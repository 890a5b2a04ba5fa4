import { gcmDecrypt, gcmEncrypt, importGcmKey } from '../../shared/envelope/aes-gcm.ts';
import { aesKeyUnwrap, aesKeyWrap } from '../../shared/envelope/aes-key-wrap.ts';
import { fromHex, toHex } from './open-vectors.ts';

/** Published test vectors that our functions have to meet, in any runtime; bytes in hex. */

type GcmCase = { key: string; nonce: string; plaintext: string; additional: string; sealed: string };
type WrapCase = { kek: string; content: string; wrapped: string };

const key = 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308';
const nonce = 'cafebabefacedbaddecaf888';
const plaintext =
  'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
  '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255';
const ciphertext =
  '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
  '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad';
const zeroKey = '0'.repeat(64);
const zeroNonce = '0'.repeat(24);

/** McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 13 to 16 (256-bit keys, 96-bit nonces). */
export const gcmCases: Readonly<Record<string, GcmCase>> = {
  'test case 13': {
    key: zeroKey,
    nonce: zeroNonce,
    plaintext: '',
    additional: '',
    sealed: '530f8afbc74536b9a963b4f1c4cb738b',
  },
  'test case 14': {
    key: zeroKey,
    nonce: zeroNonce,
    plaintext: '0'.repeat(32),
    additional: '',
    sealed: 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
  },
  'test case 15': {
    key,
    nonce,
    plaintext,
    additional: '',
    sealed: `${ciphertext}b094dac5d93471bdec1a502270e3cc6c`,
  },
  'test case 16': {
    key,
    nonce,
    plaintext: plaintext.slice(0, 120),
    additional: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
    sealed: `${ciphertext.slice(0, 120)}76fc6ece0f4e1768cddf8853bb2d551b`,
  },
};

const kek = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

/** RFC 3394 sections 4.3, 4.5 and 4.6: data of 128, 192 and 256 bits under a 256-bit key-encryption key. */
export const wrapCases: Readonly<Record<string, WrapCase>> = {
  'RFC 3394 section 4.3': {
    kek,
    content: '00112233445566778899aabbccddeeff',
    wrapped: '64e8c3f9ce0f5ba263e9777905818a2a93c8191e7d6e8ae7',
  },
  'RFC 3394 section 4.5': {
    kek,
    content: '00112233445566778899aabbccddeeff0001020304050607',
    wrapped: 'a8f9bc1612c68b3ff6e6f4fbe30e71e4769c8b80a32cb8958cd5d17d6b254da1',
  },
  'RFC 3394 section 4.6': {
    kek,
    content: '00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f',
    wrapped: '28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21',
  },
};

/** What our functions make of a case, both ways. */
export async function runGcmCase(vector: GcmCase): Promise<{ sealed: string; opened: string }> {
  const additional = fromHex(vector.additional);
  const [encryptKey, decryptKey] = await Promise.all([
    importGcmKey(fromHex(vector.key), 'encrypt'),
    importGcmKey(fromHex(vector.key), 'decrypt'),
  ]);
  const iv = fromHex(vector.nonce);
  return {
    sealed: toHex(await gcmEncrypt(encryptKey, iv, fromHex(vector.plaintext), additional)),
    opened: toHex(await gcmDecrypt(decryptKey, iv, fromHex(vector.sealed), additional)),
  };
}

/** What our functions make of a case, both ways. */
export async function runWrapCase(vector: WrapCase): Promise<{ wrapped: string; unwrapped: string }> {
  return {
    wrapped: toHex(await aesKeyWrap(fromHex(vector.content), fromHex(vector.kek))),
    unwrapped: toHex(await aesKeyUnwrap(fromHex(vector.wrapped), fromHex(vector.kek))),
  };
}
