import type { OpenedMessage } from '../../shared/api/index.ts';
import { sealSubject } from '../../shared/envelope/index.ts';
import { AppError } from '../../shared/errors.ts';
import { accountKeyOf } from './account-key.ts';
import { openOnce } from './ahead.ts';
import { client } from './service.ts';
import type { ReaderMemory } from './session.ts';

/** The links to parts live 15 minutes; after this long, ask for new ones before using them. */
const LINKS_FRESH_MS = 12 * 60 * 1000;
const openedAt = new WeakMap<OpenedMessage, number>();

/**
 * Opens a message and, the first time, keeps its subject in the reader's mailbox. A subject that
 * cannot be kept never stands between a reader and the message. Throws as openMessage does.
 */
export async function openAndKeep(memory: ReaderMemory, messageId: string): Promise<OpenedMessage> {
  const { opened, atMs } = await openOnce(messageId, memory.passphrases.get(messageId)?.keys).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.code.startsWith('passphrase'))
        memory.passphrases.delete(messageId);
      throw error;
    },
  );
  openedAt.set(opened, atMs);
  memory.lastOpened = opened;
  // What a passphrase keeps even from the service is written nowhere else.
  if (opened.withPassphrase) return opened;
  if (!memory.keptSubjects.has(messageId)) {
    memory.keptSubjects.add(messageId);
    keepSubject(memory, opened).catch(() => memory.keptSubjects.delete(messageId));
  }
  memory.onOpened?.(opened);
  return opened;
}

async function keepSubject(memory: ReaderMemory, { answer, letter }: OpenedMessage): Promise<void> {
  const cell = await sealSubject(await accountKeyOf(memory), answer.id, letter.subject);
  await client.storeSubject(answer.mailboxRow, cell);
}

/** The same message with links that still work: itself, or opened anew where it has been lying open for long. */
export async function withFreshLinks(memory: ReaderMemory, opened: OpenedMessage): Promise<OpenedMessage> {
  const ageMs = performance.now() - (openedAt.get(opened) ?? 0);
  return ageMs < LINKS_FRESH_MS ? opened : openAndKeep(memory, opened.answer.id);
}
