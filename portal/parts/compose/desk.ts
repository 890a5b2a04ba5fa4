import {
  type Client,
  type ConfigAnswer,
  type DraftClient,
  fetchAccountKey,
  type MeAnswer,
  type Person,
  type PutPart,
} from '../../../shared/api/index.ts';
import {
  type Bytes,
  type DraftContent,
  fromBase64Url,
  MIN_PASSPHRASE,
  normalisePassphrase,
  toBase64Url,
} from '../../../shared/envelope/index.ts';
import { AppError } from '../../../shared/errors.ts';
import { composeBody, picturesIn } from './compose-body.ts';
import { createStore, type DraftChange, type DraftState, type Store, totalBytes } from './draft-state.ts';
import { createSaver } from './save-draft.ts';
import { createSender, type Letter } from './send-draft.ts';
import { createUploads, type Uploads } from './upload-files.ts';

const DAY_MS = 24 * 3_600_000;

/** Where one message is written: it lives on while its writer looks at other pages, and past the end of a session. */
export type Desk = Pick<Store<DraftState>, 'get' | 'subscribe'> & {
  /** The text that stood there before anything was written: a signature. */
  firstText: string;
  /** Blob URLs of the pictures that this window can show, by content id. */
  pictures: ReadonlyMap<string, string>;
  change: (change: DraftChange) => void;
  addFiles: Uploads['add'];
  /** Adds a picture to the text; answers its content id. */
  addPicture: (file: File) => string;
  /** Shows a picture that is uploaded already. */
  showPicture: (contentId: string, content: Blob) => void;
  removeFile: Uploads['remove'];
  retryFile: Uploads['retry'];
  send: () => void;
  undo: () => void;
  sendNow: () => void;
  keepMine: () => void;
  /** Saves what is not saved yet, as after a new sign-in. */
  save: () => Promise<void>;
  discard: () => Promise<void>;
  /** Saves a last time and ends; what is saved stays. */
  close: () => void;
  /** Ends at once: somebody else is here now. */
  forget: () => void;
  /** Whether nothing was written that is worth keeping. */
  isUntouched: () => boolean;
  /** Whether closing the window now would lose or stop something. */
  isAtRisk: () => boolean;
};

export type DeskPorts = {
  client: Client;
  drafts: DraftClient;
  putPart: PutPart;
  config: ConfigAnswer;
  me: MeAnswer;
  /** Hears of every refusal, as of a session that has ended. */
  onError: (error: AppError) => void;
};

/** What a desk begins with: a new message, or one that was saved. */
export type Begun = Omit<DraftState, 'pictures' | 'saving' | 'savedAtMs' | 'sending'> & {
  messageKey: string;
  version: number;
};

/** Sets up the desk of one message; nothing is asked of the service before the first change. */
export function createDesk(ports: DeskPorts, { messageKey: keyText, version, ...begun }: Begun): Desk {
  const { client, drafts, config, me } = ports;
  const messageKey = fromBase64Url(keyText);
  const store = createStore<DraftState>({
    ...begun,
    pictures: 0,
    saving: version === 0 ? 'nothing' : 'saved',
    savedAtMs: null,
    sending: { state: 'writing' },
  });
  const pictures = new Map<string, string>();
  let isTouched = version > 0;

  const idempotencyKey = crypto.randomUUID();
  let making: Promise<string> | null = null;
  const makeDraft = async (): Promise<string> => {
    // Another window of this browser may have signed somebody else in.
    if ((await client.me()).id !== me.id) throw new AppError('not_signed_in');
    return (await client.createDraft(lineageOf(begun.origin), idempotencyKey)).id;
  };
  const draftId = (): Promise<string> => {
    making ??= begun.draftId !== null ? Promise.resolve(begun.draftId) : makeDraft();
    making.catch(() => {
      making = null;
    });
    return making;
  };
  let key: Promise<Bytes> | null = null;
  const onError = (error: AppError) => {
    if (error.code === 'not_signed_in') key = null;
    ports.onError(error);
  };
  const accountKey = () => {
    key ??= fetchAccountKey(client);
    key.catch(() => {
      key = null;
    });
    return key;
  };
  const contentOf = (state: DraftState): DraftContent => ({
    form: 1,
    messageKey: toBase64Url(messageKey),
    origin: state.origin,
    to: [...state.to],
    cc: [...state.cc],
    bcc: [...state.bcc],
    ...(state.onBehalfOf === null ? {} : { onBehalfOf: state.onBehalfOf }),
    subject: state.subject,
    html: state.written.html,
    confidential: state.confidential,
    ...(state.passphrase === null ? {} : { passphrase: true as const }),
    days: state.days,
    attachments: attachmentsOf(state),
  });
  const saver = createSaver({
    store,
    client: drafts,
    accountKey,
    draftId: async () => {
      const id = await draftId();
      if (store.get().draftId === null) store.set({ draftId: id });
      return id;
    },
    contentOf,
    version,
    onError,
  });
  const touch = () => {
    isTouched = true;
    saver.touch();
  };
  const sendPorts = { client, putPart: ports.putPart };
  const sender = createSender({
    store,
    ports: sendPorts,
    messageKey,
    config,
    draftId,
    letterOf: (state) => ({ letter: letterOf(state, me), attachments: attachmentsInText(state) }),
    flush: saver.flush,
    onSent: saver.stop,
    onError,
  });
  const uploads = createUploads({
    store,
    ports: sendPorts,
    messageKey,
    draftId,
    maxBytes: config.maxMessageBytes,
    onStored: () => {
      touch();
      sender.filesChanged();
    },
    onError: (error) => {
      sender.filesChanged();
      onError(error);
    },
  });

  let isForgotten = false;
  const showPicture = (contentId: string, content: Blob) => {
    if (isForgotten) return;
    pictures.set(contentId, URL.createObjectURL(content));
    store.set({ pictures: pictures.size });
  };
  const forget = () => {
    isForgotten = true;
    saver.stop();
    uploads.stop();
    sender.undo();
    for (const url of pictures.values()) URL.revokeObjectURL(url);
  };

  return {
    get: store.get,
    subscribe: store.subscribe,
    firstText: begun.draftId === null ? begun.written.text : '',
    pictures,
    change: (change) => {
      store.set(change);
      touch();
    },
    addFiles: uploads.add,
    addPicture: (file) => {
      const contentId = `${crypto.randomUUID()}@picture`;
      showPicture(contentId, file);
      uploads.add([
        { name: file.name, mediaType: file.type, sizeBytes: file.size, contentId, content: file },
      ]);
      return contentId;
    },
    showPicture,
    removeFile: uploads.remove,
    retryFile: uploads.retry,
    send: sender.send,
    undo: sender.undo,
    sendNow: sender.now,
    keepMine: saver.keepMine,
    save: saver.resume,
    discard: async () => {
      uploads.stop();
      const id = making === null ? null : await making.catch(() => null);
      if (id !== null) await drafts.discardDraft(id);
      forget();
    },
    close: () => {
      void saver.flush().finally(forget);
    },
    forget,
    isUntouched: () => !isTouched,
    isAtRisk: () => {
      const { files, sending } = store.get();
      if (sending.state === 'sent') return false;
      return (
        saver.isDirty() ||
        files.some((file) => file.state !== 'stored') ||
        !['writing', 'undone', 'failed'].includes(sending.state)
      );
    },
  };
}

function lineageOf(origin: DraftState['origin']) {
  if (origin === null) return {};
  return origin.kind === 'forward' ? { forwardOf: origin.messageId } : { inReplyTo: origin.messageId };
}

function attachmentsOf({ files }: DraftState) {
  return files.flatMap((file) => (file.stored === null ? [] : [file.stored]));
}

/** A picture that was taken out of the text again is not sent. */
function attachmentsInText(state: DraftState) {
  const shown = picturesIn(state.written.html);
  return attachmentsOf(state).filter(({ contentId }) => contentId === undefined || shown.has(contentId));
}

function letterOf(state: DraftState, me: MeAnswer): Letter {
  const quote = state.quote === 'gone' ? null : state.quote;
  const own = { address: me.address, name: me.name };
  return {
    subject: state.subject,
    from: state.onBehalfOf ?? own,
    ...(state.onBehalfOf === null ? {} : { sender: own }),
    to: [...state.to],
    cc: [...state.cc],
    bcc: [...state.bcc],
    body: composeBody(state.written, quote),
    confidential: state.confidential,
    expiresAt: new Date(Date.now() + state.days * DAY_MS).toISOString(),
    noticeBy: 'service',
    ...(state.passphrase === null ? {} : { passphrase: state.passphrase }),
    ...(state.origin === null || state.origin.kind === 'forward'
      ? {}
      : { inReplyTo: state.origin.messageId }),
  };
}

/** What keeps a message from being sent; null where nothing does. */
export function problemOf(
  state: DraftState,
  { firstText, maxBytes, maxReaders }: { firstText: string; maxBytes: number; maxReaders: number },
): 'to' | 'tooMany' | 'body' | 'passphrase' | 'tooLarge' | 'file' | null {
  const readers: Person[] = [...state.to, ...state.cc, ...state.bcc];
  if (readers.length === 0) return 'to';
  if (readers.length > maxReaders) return 'tooMany';
  const text = state.written.text.trim();
  const hasText = text !== '' && text !== firstText.trim();
  if (!hasText && state.files.length === 0 && (state.quote === null || state.origin?.kind !== 'forward'))
    return 'body';
  if (state.passphrase !== null && normalisePassphrase(state.passphrase).length < MIN_PASSPHRASE)
    return 'passphrase';
  if (state.files.some((file) => file.state === 'failed')) return 'file';
  return totalBytes(state.files) > maxBytes ? 'tooLarge' : null;
}
