import type { Bytes } from '../../shared/envelope/index.ts';

/*
 * The sealed parts of the message file that was opened last: ciphertext, which the browser keeps for this site (Cache
 * API) until the next file or the end of the session. What is read from it is verified like anything from storage.
 */

const CACHE = 'message-file';
const address = (messageId: string, partId: string) => `/m/${messageId}/parts/${partId}`;

/** Keeps the parts of a file in the place of any kept before. Throws where this browser keeps nothing. */
export async function keepParts(
  messageId: string,
  parts: readonly { id: string; sealed: Bytes }[],
): Promise<void> {
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  for (const { id, sealed } of parts) await cache.put(address(messageId, id), new Response(sealed));
}

/** A kept part, or null. */
export async function keptPart(messageId: string, partId: string): Promise<ReadableStream<Bytes> | null> {
  try {
    const kept = await caches.match(address(messageId, partId), { cacheName: CACHE });
    return kept?.body ?? null;
  } catch {
    return null;
  }
}

/** Forgets what was kept. */
export async function forgetParts(): Promise<void> {
  await caches.delete(CACHE).catch(() => false);
}
