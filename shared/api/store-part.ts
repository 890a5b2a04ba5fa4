import {
  type Bytes,
  createKey,
  encryptionData,
  type LetterAttachment,
  sealToBlob,
  toBase64Url,
} from '../envelope/index.ts';
import { AppError } from '../errors.ts';
import type { Client } from './client.ts';
import type { PutPart } from './put-part.ts';
import type { SealedPart } from './schemas.ts';

/** What a file is called and what it is, before and after it is stored. */
export type OutgoingAttachment = { name: string; mediaType: string; content: Blob; contentId?: string };
export type SendPorts = { client: Client; putPart: PutPart };
/** What all parts of a message that is being stored have in common. */
export type Storing = {
  ports: SendPorts;
  messageId: string;
  messageKey: Bytes;
  /** Waits before a broken upload is tried again; rejects where it is not worth another try. */
  beforeRetry: (tries: number, error: AppError, signal: AbortSignal) => Promise<void>;
};

/**
 * Seals one part and stores it; a broken upload begins again as a new part under a new key, since no key seals
 * twice. Throws AppError, what `beforeRetry` rejects with, or AbortError.
 */
export async function storePart(
  storing: Storing,
  content: Blob,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<SealedPart> {
  const { ports, messageId, messageKey, beforeRetry } = storing;
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    try {
      const [{ sealed, wrappedKey }, part] = await Promise.all([
        sealToBlob(content, createKey(), messageKey),
        ports.client.createPart(messageId, content.size),
      ]);
      signal.throwIfAborted();
      await ports.putPart(part.url, sealed, encryptionData(`sealpost:${messageId}`, wrappedKey), {
        onProgress: (sentBytes) => onProgress(Math.min(sentBytes, content.size)),
        signal,
      });
      onProgress(content.size);
      return { id: part.id, sizeBytes: content.size, wrappedKey: toBase64Url(wrappedKey) };
    } catch (error) {
      onProgress(0);
      if (!(error instanceof AppError) || error.code !== 'unavailable') throw error;
      await beforeRetry(tries, error, signal);
    }
  }
}

/** An attachment as the letter lists it, once its part is stored. */
export function storedAttachment(
  { name, mediaType, contentId }: Omit<OutgoingAttachment, 'content'>,
  { id: partId, sizeBytes, wrappedKey }: SealedPart,
): LetterAttachment {
  return {
    partId,
    name,
    mediaType,
    sizeBytes,
    wrappedKey,
    ...(contentId === undefined ? {} : { contentId }),
  };
}
