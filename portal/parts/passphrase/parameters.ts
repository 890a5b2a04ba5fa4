import type { PassphraseParameters } from '../../../shared/envelope/index.ts';
import type { AppError } from '../../../shared/errors.ts';

/** What the service says of how a message's passphrase becomes keys; the derivation refuses what is none of ours. */
export function parametersOf({ facts = {} }: AppError): PassphraseParameters {
  const { salt, memoryKiB, passes, lanes } = facts;
  return {
    salt: String(salt),
    memoryKiB: memoryKiB,
    passes: passes,
    lanes: lanes,
  } as PassphraseParameters;
}
