import { type Bytes, openPart, wrappedKeyFromWire } from '../envelope/index.ts';
import { AppError } from '../errors.ts';
import type { SealedPart } from './schemas.ts';

/** What a part is checked against: its plaintext length in bytes and its wrapped key, base64url. */
type Claim = Pick<SealedPart, 'sizeBytes' | 'wrappedKey'>;
/** A part whose sealed bytes are on their way. */
export type FetchedPart = { part: Claim; sealed: ReadableStream<Uint8Array<ArrayBuffer>> };

/** Streams a part's verified plaintext from its link. Throws `verification_failed` or `unavailable`. */
export async function* readLinked(
  url: string,
  part: Claim,
  messageKey: Bytes,
  signal?: AbortSignal,
): AsyncGenerator<Bytes, void, undefined> {
  yield* openFetched(await fetchLinked(url, part, signal), messageKey, signal);
}

export async function fetchLinked(url: string, part: Claim, signal?: AbortSignal): Promise<FetchedPart> {
  const response = await fetch(url, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: signal ?? null,
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new AppError('unavailable', { message: 'The download was interrupted.', cause });
  });
  if (!response.ok || response.body === null) {
    throw new AppError('unavailable', {
      message: 'The download was interrupted.',
      detail: `Get Blob ${response.status}`,
    });
  }
  return { part, sealed: response.body };
}

export async function* openFetched(
  { part, sealed }: FetchedPart,
  messageKey: Bytes,
  signal?: AbortSignal,
): AsyncGenerator<Bytes, void, undefined> {
  try {
    yield* openPart(
      sealed,
      { sizeBytes: part.sizeBytes, wrappedKey: wrappedKeyFromWire(part.wrappedKey) },
      messageKey,
    );
  } catch (error) {
    if (error instanceof AppError || signal?.aborted) throw error;
    throw new AppError('unavailable', { message: 'The download was interrupted.', cause: error });
  }
}
