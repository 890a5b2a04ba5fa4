export { toBlob } from './blob.ts';
export { type Bytes, concatBytes, fromBase64Url, toBase64Url } from './bytes.ts';
export {
  createKey,
  createReaderKey,
  decryptAsReader,
  encryptToReader,
  verificationFailed,
  wrapMessageKey,
  wrappedKeyFromWire,
} from './keys.ts';
export { type Letter, type LetterAttachment, readLetter, writeLetter } from './letter.ts';
export {
  encryptionData,
  openPart,
  REGION_BYTES,
  regionCount,
  sealedSize,
  sealPart,
  sealToBlob,
} from './part.ts';
export { openSubject, sealSubject } from './subject-cell.ts';
