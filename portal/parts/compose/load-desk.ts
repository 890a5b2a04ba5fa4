import { idSchema, type MeAnswer, type OpenedMessage, readLinked } from '../../../shared/api/index.ts';
import {
  type Bytes,
  createKey,
  type DraftOrigin,
  fromBase64Url,
  type LetterAttachment,
  openDraft,
  toBase64Url,
} from '../../../shared/envelope/index.ts';
import type { ComposeTranslate } from '../../strings/compose/words.ts';
import { accountKeyOf } from '../account-key.ts';
import { isPicture } from '../inline-pictures.ts';
import { openAndKeep, withFreshLinks } from '../open-message.ts';
import type { ReaderMemory } from '../session.ts';
import type { Dates } from '../use-dates.ts';
import { answerTo, quoteOf, subjectOf } from './begin-draft.ts';
import { beginWriting, picturesIn } from './compose-body.ts';
import { type Begun, createDesk, type Desk, type DeskPorts } from './desk.ts';
import type { DraftState } from './draft-state.ts';
import type { NewFile } from './upload-files.ts';

/** Where writing begins: with nothing, with a saved draft, or with an earlier message. */
export type Start =
  | { kind: 'new' }
  | { kind: 'draft'; draftId: string }
  | { kind: 'answer'; origin: DraftOrigin };

const KINDS = { reply: 'reply', 'reply-all': 'replyAll', forward: 'forward' } as const;

/** The start that an address of the portal names; null where what it names is no id. */
export function startOf(path: string): Start | null {
  if (path === '/compose') return { kind: 'new' };
  const [, draftId] = /^\/compose\/([^/]+)$/.exec(path) ?? [];
  if (draftId !== undefined) return isId(draftId) ? { kind: 'draft', draftId } : null;
  const [, messageId, way] = /^\/m\/([^/]+)\/(reply|reply-all|forward)$/.exec(path) ?? [];
  if (messageId === undefined || !isId(messageId)) return null;
  return { kind: 'answer', origin: { kind: KINDS[way as keyof typeof KINDS], messageId } };
}

function isId(text: string): boolean {
  return idSchema.safeParse(text).success;
}

/** Whether a desk is the one that a start asks for: an answer that is being written is gone on with. */
export function isDeskOf(desk: Desk, start: Start): boolean {
  const { draftId, origin, sending } = desk.get();
  if (sending.state === 'sent') return false;
  switch (start.kind) {
    case 'new':
      return origin === null && draftId === null;
    case 'draft':
      return draftId === start.draftId;
    case 'answer':
      return origin?.kind === start.origin.kind && origin.messageId === start.origin.messageId;
  }
}

export type Loading = DeskPorts & {
  memory: ReaderMemory;
  w: ComposeTranslate;
  dates: Dates;
  /** What stands under each new message; empty for none. */
  signature: string;
};

/**
 * Sets up the desk for a start: a saved draft as it was, an answer with its people, subject and quote, and what is
 * passed on with its files. Throws as openMessage and readDraft do.
 */
export async function loadDesk(start: Start, loading: Loading): Promise<Desk> {
  switch (start.kind) {
    case 'new':
      return createDesk(loading, blank(loading));
    case 'draft':
      return reopened(start.draftId, loading);
    case 'answer':
      return answering(start.origin, loading);
  }
}

function blank({ config, signature }: Loading): Begun {
  return {
    draftId: null,
    version: 0,
    messageKey: toBase64Url(createKey()),
    origin: null,
    onBehalfOf: null,
    to: [],
    cc: [],
    bcc: [],
    leftOut: [],
    subject: '',
    written: beginWriting(signature),
    confidential: false,
    passphrase: null,
    days: config.expiry.defaultDays,
    quote: null,
    files: [],
  };
}

async function answering(origin: DraftOrigin, loading: Loading): Promise<Desk> {
  const { memory, w, dates, me, config } = loading;
  const last = memory.lastOpened;
  const opened = last?.answer.id === origin.messageId ? last : await openAndKeep(memory, origin.messageId);
  const desk = createDesk(loading, {
    ...blank(loading),
    ...answerTo(origin.kind, opened, me, config),
    origin,
    onBehalfOf: sameMailbox(opened, me),
    subject: subjectOf(w, origin.kind, opened.letter.subject),
    confidential: opened.answer.confidential,
    passphrase: memory.passphrases.get(origin.messageId)?.text ?? null,
    quote: quoteOf(w, dates, origin.kind, opened),
  });
  if (origin.kind === 'forward') desk.addFiles(filesOf(memory, opened));
  return desk;
}

/** What somebody wrote for a mailbox they go on writing for it. */
function sameMailbox({ answer }: OpenedMessage, me: MeAnswer): DraftState['onBehalfOf'] {
  return answer.sender?.address === me.address ? answer.author : null;
}

async function recovered(draftId: string, loading: Loading): Promise<Begun> {
  const { drafts, memory } = loading;
  const [saved, accountKey] = await Promise.all([drafts.readDraft(draftId), accountKeyOf(memory)]);
  const {
    form: _form,
    attachments,
    html,
    passphrase,
    onBehalfOf = null,
    ...content
  } = await openDraft(accountKey, draftId, saved.cell);
  const text = new DOMParser().parseFromString(html, 'text/html').body.textContent;
  return {
    ...content,
    onBehalfOf,
    passphrase: passphrase === undefined ? null : '',
    draftId,
    version: saved.version,
    leftOut: [],
    written: { html, text },
    quote: await quoteAgain(content.origin, loading),
    files: attachments.map((stored) => ({
      key: stored.partId,
      name: stored.name,
      mediaType: stored.mediaType,
      sizeBytes: stored.sizeBytes,
      ...(stored.contentId === undefined ? {} : { contentId: stored.contentId }),
      state: 'stored',
      sentBytes: stored.sizeBytes,
      error: null,
      stored,
    })),
  };
}

async function reopened(draftId: string, loading: Loading): Promise<Desk> {
  const begun = await recovered(draftId, loading);
  const desk = createDesk(loading, begun);
  // Nobody waits for them: each shows once it is there, and where it does not come its name stands in its place.
  const named = picturesIn(begun.written.html);
  for (const { stored } of begun.files) {
    if (stored !== null && named.has(stored.contentId ?? '') && isPicture(stored))
      void readPicture(stored, { draftId, messageKey: begun.messageKey, drafts: loading.drafts }).then(
        (picture) => desk.showPicture(stored.contentId ?? '', picture),
        () => undefined,
      );
  }
  return desk;
}

/** Decrypts a picture that was uploaded for a draft. Throws as draftPart and readLinked do. */
async function readPicture(
  stored: LetterAttachment,
  { draftId, messageKey, drafts }: { draftId: string; messageKey: string; drafts: DeskPorts['drafts'] },
): Promise<Blob> {
  const { url } = await drafts.draftPart(draftId, stored.partId);
  const chunks: Bytes[] = [];
  for await (const chunk of readLinked(url, stored, fromBase64Url(messageKey))) chunks.push(chunk);
  return new Blob(chunks, { type: stored.mediaType });
}

/** The earlier message may have ended since the draft was begun. */
async function quoteAgain(
  origin: DraftOrigin | null,
  { memory, w, dates }: Loading,
): Promise<DraftState['quote']> {
  if (origin === null) return null;
  return openAndKeep(memory, origin.messageId).then(
    (opened) => quoteOf(w, dates, origin.kind, opened),
    () => 'gone',
  );
}

/** The files of a message that is passed on: each is decrypted here and sealed anew for the new message. */
function filesOf(memory: ReaderMemory, opened: OpenedMessage): NewFile[] {
  return opened.letter.attachments.map(({ partId, name, mediaType, sizeBytes }) => ({
    name,
    mediaType,
    sizeBytes,
    content: async (signal) => {
      const fresh = await withFreshLinks(memory, opened);
      const chunks: Bytes[] = [];
      for await (const chunk of fresh.readAttachment(partId, signal)) chunks.push(chunk);
      return new Blob(chunks, { type: mediaType });
    },
  }));
}
