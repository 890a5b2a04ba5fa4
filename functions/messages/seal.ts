import type { ServiceKeys } from '../ports.ts';
import type { SentRecord, StoredKey } from './records.ts';

/** What the seal covers: all that access and verification depend on. */
type Sealed = Pick<SentRecord, 'author' | 'readers' | 'parts' | 'sentAt' | 'expiresAt' | 'confidential'>;

/**
 * The record seal: HMAC-SHA-256 over the message id, author, readers, parts, times and wrapped key, by
 * a service key that the vault protects. Whoever can only write storage can neither graft a reader nor
 * put another message in place.
 */
export function sealOf(
  service: ServiceKeys,
  id: string,
  record: Sealed,
  storedKey: StoredKey,
): Promise<string> {
  const { author, readers, parts } = record;
  return service.mac(
    'record-seal',
    JSON.stringify([
      'sealpost-record-1',
      id,
      [author.accountId, author.kind, author.address, author.name],
      readers.map((reader) => [reader.accountId, reader.address, reader.name, reader.role]),
      parts.map((part) => [part.id, part.sizeBytes, part.wrappedKey]),
      [record.sentAt, record.expiresAt, record.confidential],
      [storedKey.kid, storedKey.alg, storedKey.value],
    ]),
  );
}
