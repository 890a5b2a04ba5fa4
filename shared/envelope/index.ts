export { gcmDecrypt, gcmEncrypt, NONCE_BYTES } from './aes-gcm.ts';
export { toBlob } from './blob.ts';
export { type Bytes, concatBytes, fromBase64, fromBase64Url, toBase64, toBase64Url } from './bytes.ts';
export { type DraftContent, type DraftOrigin, openDraft, sealDraft } from './draft-cell.ts';
export {
  createKey,
  createReaderKey,
  decryptAsReader,
  encryptToReader,
  type PassphraseKeys,
  unwrapUnderPassphrase,
  verificationFailed,
  wrapMessageKey,
  wrappedKeyFromWire,
  wrapUnderPassphrase,
} from './keys.ts';
export { type Letter, type LetterAttachment, readLetter, writeLetter } from './letter.ts';
export { loadPassphrase } from './load-passphrase.ts';
export {
  encryptionData,
  openPart,
  REGION_BYTES,
  regionCount,
  sealedSize,
  sealPart,
  sealToBlob,
} from './part.ts';
export type { PassphraseParameters } from './passphrase.ts';
export { MIN_PASSPHRASE, normalisePassphrase, suggestPassphrase } from './passphrase-text.ts';
export { openSubject, sealSubject } from './subject-cell.ts';
