import { type ConfigAnswer, type MeAnswer, type OpenedMessage, openMessage } from '../../shared/api/index.ts';
import type { PassphraseKeys } from '../../shared/envelope/index.ts';
import { AppError } from '../../shared/errors.ts';
import { keptPart } from './kept-parts.ts';
import { client, fetchMe } from './service.ts';

/** The organisation's settings, and who is signed in (null: nobody). */
export type FirstAnswers = readonly [ConfigAnswer, MeAnswer | null];
/** A message with the moment of its opening, on the clock of performance.now. */
export type Opening = { opened: OpenedMessage; atMs: number };

let answers: Promise<FirstAnswers> | null = null;
let opening: { messageId: string; opening: Promise<Opening> } | null = null;

/** Asks the service, before anything is drawn, for what the page at this path will need. */
export function askAhead(path: string): void {
  const me = fetchMe();
  answers = Promise.all([client.config(), me]);
  const messageId = /^\/m\/([A-Za-z0-9_-]{22})(?:\/|$)/.exec(path)?.[1];
  opening = messageId === undefined ? null : { messageId, opening: openFor(me, messageId) };
  // Who takes an answer hears of its failure; until then nobody has to.
  answers.catch(() => undefined);
  opening?.opening.catch(() => undefined);
}

/** The first answers, asked ahead or, from the second call on, asked for now. Throws as the client does. */
export function firstAnswers(): Promise<FirstAnswers> {
  const taken = answers ?? Promise.all([client.config(), fetchMe()]);
  answers = null;
  return taken;
}

/**
 * Opens a message, or hands over the opening that was asked ahead. That one may have failed for want of
 * a sign-in which has happened since, so it is then tried again. `keys`: of its passphrase. Throws as openMessage does.
 */
export function openOnce(messageId: string, keys?: PassphraseKeys): Promise<Opening> {
  const taken = opening?.messageId === messageId ? opening.opening : null;
  opening = null;
  if (keys !== undefined) return open(messageId, keys);
  return taken === null ? open(messageId) : taken.catch(() => open(messageId));
}

/** Programs that try the links in a mail are not signed in: for them the page only reads. */
async function openFor(me: Promise<MeAnswer | null>, messageId: string): Promise<Opening> {
  if ((await me) === null) throw new AppError('not_signed_in');
  return open(messageId);
}

async function open(messageId: string, keys?: PassphraseKeys): Promise<Opening> {
  const opened = await openMessage(client, messageId, keys, (partId) => keptPart(messageId, partId));
  return { opened, atMs: performance.now() };
}
