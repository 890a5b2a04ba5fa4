import type { Caller, Ports } from '../ports.ts';
import { accessOf } from './access.ts';
import { eventChange } from './events.ts';
import { endedError, notForYou } from './load-own.ts';
import { noteReader } from './note-reader.ts';
import { messageKey } from './records.ts';

/** Notes that a reader's browser asks for an attachment; the author's own is no news. Throws `not_for_you`, `expired`. */
export async function noteDownload(ports: Ports, caller: Caller, id: string): Promise<void> {
  const now = ports.clock.now();
  const { accountId } = caller;
  const access = accessOf((await ports.records.get(messageKey(id)))?.value ?? null, accountId, now);
  if (access.kind === 'not_for_you') throw notForYou();
  if (access.kind === 'ended') throw endedError(access);
  if (access.as === 'author') return;
  await noteReader(ports, id, accountId, (known) => ({ downloadedAt: now.toISOString(), ...known }), [
    eventChange(now, { kind: 'downloaded', accountId }),
  ]);
}
