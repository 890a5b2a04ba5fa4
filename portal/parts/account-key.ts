import { fetchAccountKey } from '../../shared/api/index.ts';
import type { Bytes } from '../../shared/envelope/index.ts';
import { client } from './service.ts';
import type { ReaderMemory } from './session.ts';

/** The reader's account key, fetched once while this page lives; a failure is not remembered. */
export function accountKeyOf(memory: ReaderMemory): Promise<Bytes> {
  memory.accountKey ??= fetchAccountKey(client).catch((error: unknown) => {
    memory.accountKey = null;
    throw error;
  });
  return memory.accountKey;
}
