import { emptyMemory, type Memory, readMemory, remember, writeMemory } from '../../shared/policy/memory.ts';
import { readSetting, writeSettings } from '../outlook/settings.ts';

/** Whom this mailbox wrote to before; null where nobody is remembered yet. */
export function knownPeople(): Memory | null {
  return readMemory(readSetting('memory'));
}

/** Remembers whom a message went to. It is a convenience: an Outlook that cannot keep it is no reason to stop. */
export async function rememberPeople(addresses: readonly string[]): Promise<void> {
  const memory = remember(knownPeople() ?? emptyMemory, addresses);
  await writeSettings({ memory: writeMemory(memory) }).catch(() => undefined);
}
