import { AppError } from '../../shared/errors.ts';
import type { Ports, ServiceKeys } from '../ports.ts';
import { type RecordPassphrase, type SentRecord, type StoredKey, storedKeyKey } from './records.ts';

/** What the seal covers: all that access and verification depend on. */
type Sealed = Pick<
  SentRecord,
  'author' | 'onBehalfOf' | 'readers' | 'parts' | 'sentAt' | 'expiresAt' | 'confidential' | 'passphrase'
>;

/**
 * The record seal: HMAC-SHA-256 over the message id, author, the mailbox written for, readers, parts, times and wrapped key, by
 * a service key that the vault protects. Whoever can only write storage can neither graft a reader nor
 * put another message in place.
 */
export function sealOf(
  service: ServiceKeys,
  id: string,
  record: Sealed,
  storedKey: StoredKey,
): Promise<string> {
  const { author, onBehalfOf, readers, parts, passphrase } = record;
  return service.mac(
    'record-seal',
    JSON.stringify([
      'sealpost-record-1',
      id,
      [author.accountId, author.kind, author.address, author.name],
      readers.map(({ accountId, address, name, role, endedAt }) => [
        ...[accountId, address, name, role],
        ...(endedAt === undefined ? [] : [endedAt]),
      ]),
      parts.map((part) => [part.id, part.sizeBytes, part.wrappedKey]),
      [record.sentAt, record.expiresAt, record.confidential],
      [storedKey.kid, storedKey.alg, storedKey.value],
      // Facts that not each message has go by their name, so that older seals hold.
      ...(passphrase === undefined ? [] : [sealedPassphrase(passphrase)]),
      ...(onBehalfOf === undefined
        ? []
        : [['onBehalfOf', onBehalfOf.accountId, onBehalfOf.address, onBehalfOf.name]]),
    ]),
  );
}

function sealedPassphrase({ salt, memoryKiB, passes, lanes, verifier }: RecordPassphrase) {
  return ['passphrase', salt, memoryKiB, passes, lanes, verifier];
}

/**
 * Checks a message's seal and answers its wrapped key; null where the key is gone, as it is after the end. Throws
 * `verification_failed` for a record that somebody else has written.
 */
export async function checkSeal(ports: Ports, id: string, record: SentRecord): Promise<StoredKey | null> {
  const storedKey = (await ports.records.get(storedKeyKey(id, record.keyRow)))?.value;
  if (storedKey === undefined) return null;
  if ((await sealOf(ports.service, id, record, storedKey)) !== record.seal) {
    ports.log.error('record.seal_broken', { messageId: id });
    throw new AppError('verification_failed', {
      message: 'This message could not be verified, so it is not shown.',
      detail: 'record seal',
    });
  }
  return storedKey;
}

/**
 * The record with a change of what its seal covers, sealed anew; null where its key is gone. The old seal is
 * checked first, or a change would make genuine what somebody has grafted in. Throws `verification_failed`.
 */
export async function sealAnew(
  ports: Ports,
  id: string,
  record: SentRecord,
  change: Partial<Pick<SentRecord, 'readers' | 'expiresAt'>>,
): Promise<SentRecord | null> {
  const storedKey = await checkSeal(ports, id, record);
  if (storedKey === null) return null;
  const changed = { ...record, ...change };
  return { ...changed, seal: await sealOf(ports.service, id, changed, storedKey) };
}
