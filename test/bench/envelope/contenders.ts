import { CompactEncrypt, compactDecrypt } from 'jose';
import { type Bytes, concatBytes, createKey, openPart, sealPart } from '../../../shared/envelope/index.ts';
import { wrapPartKey } from '../../../shared/envelope/keys.ts';

/** One part under a fresh key. `seal` and `open` are what is measured; `store` stands between them. */
export type Attempt = {
  seal: () => Promise<void>;
  /** Puts what was sealed where `open` finds it, and answers its length in bytes. */
  store: () => number;
  /** Answers the length of the plaintext in bytes. */
  open: () => Promise<number>;
};
type Contender = (plaintext: Bytes) => Promise<Attempt>;

/**
 * Sealpost's part format through the product's functions. It alone unwraps its key to open. The stream hands
 * over what is in memory, as the others have it.
 */
const sealpost: Contender = async (plaintext) => {
  const [partKey, messageKey] = [createKey(), createKey()];
  const claim = { sizeBytes: plaintext.byteLength, wrappedKey: await wrapPartKey(partKey, messageKey) };
  const sealed: Bytes[] = [];
  let stored: Bytes = new Uint8Array(0);
  return {
    seal: async () => {
      for await (const bytes of sealPart(plaintext, partKey)) sealed.push(bytes);
    },
    store: () => {
      stored = concatBytes(...sealed);
      sealed.length = 0;
      return stored.byteLength;
    },
    open: async () => {
      const opened: Bytes[] = [];
      for await (const bytes of openPart(streamOf(stored), claim, messageKey)) opened.push(bytes);
      return opened.reduce((sum, bytes) => sum + bytes.byteLength, 0);
    },
  };
};

/** AES-256-GCM in one call, nonce beside it. */
const webcrypto: Contender = async (plaintext) => {
  const raw = createKey();
  const form = { name: 'AES-GCM', iv: crypto.getRandomValues(new Uint8Array(12)) };
  let stored = new ArrayBuffer(0);
  return {
    seal: async () => {
      const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
      stored = await crypto.subtle.encrypt(form, key, plaintext);
    },
    store: () => stored.byteLength + form.iv.byteLength,
    open: async () => {
      const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
      return (await crypto.subtle.decrypt(form, key, stored)).byteLength;
    },
  };
};

/** A compact JWE (RFC 7516) with `dir` and A256GCM. */
const jose: Contender = async (plaintext) => {
  const key = createKey();
  let stored = '';
  return {
    seal: async () => {
      const header = { alg: 'dir', enc: 'A256GCM' };
      stored = await new CompactEncrypt(plaintext).setProtectedHeader(header).encrypt(key);
    },
    store: () => stored.length,
    open: async () => (await compactDecrypt(stored, key)).plaintext.byteLength,
  };
};

export const contenders = { sealpost, webcrypto, jose };

function streamOf(bytes: Bytes): ReadableStream<Bytes> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
