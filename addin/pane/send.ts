/**
 * One secure message from Outlook, in the order that keeps every promise: parts stored, draft
 * marked, message committed, draft rewritten, notice released. A crash leaves an unannounced message,
 * never a link to nothing, and a mark on the draft that resumeSend settles when the pane opens again.
 */
import type { StoredMessage } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { readDraftFacts } from '../outlook/draft-facts.ts';
import { hasSendEvent } from '../outlook/host.ts';
import { removeDismissed, setMark, setNoticeForm, setPass } from '../outlook/mark.ts';
import { type DraftFacts, isSameDraft, isSamePeople, noticeForm } from '../outlook/notice-form.ts';
import { readDraft } from '../outlook/read-draft.ts';
import { canRelease, release } from '../outlook/release.ts';
import { replaceDraft } from '../outlook/replace-draft.ts';
import { isCancelled, toAppError } from './explain.ts';
import { type SendChoice, toOutgoing } from './outgoing.ts';
import { rememberPeople } from './remember-people.ts';
import type { Service } from './service.ts';
import { addressesOf, type SealedMessage, settleMark } from './settle-mark.ts';

/** Loaded whole before anything is sent: afterwards a broken connection must not keep the notice back. */
const loadSealing = () => import('./sealing.ts');

/** How an attempt ended. Only after `not_sent` and `cancelled` is the draft what it was before. */
export type Outcome =
  | { kind: 'released'; message: SealedMessage }
  | { kind: 'press_send'; message: SealedMessage }
  | { kind: 'cancelled' }
  | { kind: 'not_sent'; error: AppError }
  | { kind: 'not_known' | 'not_announced'; error: AppError }
  | { kind: 'people_changed'; message: SealedMessage }
  | { kind: 'ended' };

export type SendWatch = {
  /** Cancels until the commit begins. */
  signal: AbortSignal;
  onUpload: (sentBytes: number, totalBytes: number) => void;
  onCommit: () => void;
  onAnnounce: () => void;
  /** All is done but for Outlook's own sending, which may close the pane at once. */
  onReady: (message: SealedMessage) => void;
};

/** Sends the draft securely, or finishes the attempt that an earlier pane left behind. Never throws. */
export async function sendSecure(service: Service, choice: SendChoice, watch: SendWatch): Promise<Outcome> {
  const earlier = await resumeSend(service, watch);
  if (earlier !== null) return earlier;

  let sealing: Awaited<ReturnType<typeof loadSealing>>;
  let stored: StoredMessage;
  let message: SealedMessage;
  let facts: DraftFacts;
  try {
    sealing = await loadSealing();
    const draft = await readDraft(watch.signal);
    const outgoing = toOutgoing(draft, service.config, choice);
    stored = await sealing.storeMessage(service, outgoing, {
      onProgress: watch.onUpload,
      signal: watch.signal,
    });
    const { from, sender, to, cc, bcc } = outgoing;
    message = {
      id: stored.id,
      from,
      ...(sender === undefined ? {} : { sender }),
      people: { to, cc, bcc },
      expiresAt: choice.expiresAt,
      asksPassphrase: choice.passphrase !== null,
    };
    facts = draft.facts;
  } catch (error) {
    return notSent(error);
  }

  try {
    await setMark(stored.id);
    demandSameDraft(facts, await readDraftFacts());
    watch.signal.throwIfAborted();
    watch.onCommit();
    const { noticePass } = await sealing.commitMessage(service.client, stored);
    if (noticePass !== undefined) message = { ...message, pass: noticePass };
  } catch (error) {
    const state = await settleMark(service).catch(toAppError);
    if (state instanceof AppError) return { kind: 'not_known', error: state };
    if (state.kind !== 'sealed') return notSent(error);
    message = state.message;
  }
  return announce(service, message, watch);
}

/**
 * Finishes or undoes what an earlier attempt left on the draft; the pane calls it when it opens.
 * Answers null for a draft that is free to be sent. Never throws.
 */
export async function resumeSend(service: Service, watch: SendWatch): Promise<Outcome | null> {
  const state = await settleMark(service).catch(toAppError);
  if (state instanceof AppError) return { kind: 'not_known', error: state };
  if (state.kind === 'sealed') return announce(service, state.message, watch);
  return state.kind === 'ended' ? { kind: 'ended' } : null;
}

/** Rewrites the draft of a committed message into its notice and lets it go. Safe to repeat. */
async function announce(service: Service, message: SealedMessage, watch: SendWatch): Promise<Outcome> {
  watch.onAnnounce();
  const sealedFor = addressesOf(message);
  try {
    const { addresses } = await readDraftFacts();
    if (!isSamePeople(sealedFor, addresses)) return { kind: 'people_changed', message };
    const { messageUrl, renderNotice } = await loadSealing();
    const file = await noticeFile(service, message.id);
    const notice = (attached: string | null) =>
      renderNotice({
        origin: service.origin,
        messageId: message.id,
        from: message.from,
        ...(message.sender === undefined ? {} : { sender: message.sender }),
        organisation: service.config.organisation,
        branding: { colour: service.config.branding.colour, logo: '' },
        expiresAt: message.expiresAt,
        asksPassphrase: message.asksPassphrase,
        hasFile: attached !== null,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        // The notice speaks to its readers, not to its author.
        locale: service.config.organisation.language,
      });
    await removeDismissed();
    if (message.pass !== undefined) await setPass(message.pass);
    const written = await replaceDraft(notice, messageUrl(service.origin, message.id), file);
    if (hasSendEvent()) await setNoticeForm(noticeForm(message.id, { ...written, addresses: sealedFor }));
  } catch (error) {
    return { kind: 'not_announced', error: toAppError(error) };
  }

  if (!canRelease()) return { kind: 'press_send', message };
  // Outlook may end the pane as it sends, so the service is told first; it only reminds the author of
  // notices that stayed behind, and must not keep this one back.
  await service.client.noticeReleased(message.id).catch(() => undefined);
  await rememberPeople(sealedFor);
  watch.onReady(message);
  return { kind: await release(), message };
}

/** The sealed message as the notice is to carry it; null where it is not to, or where it cannot be had: the link is enough. */
async function noticeFile(
  service: Service,
  messageId: string,
): Promise<{ name: string; content: Blob } | null> {
  if (service.config.messageFiles !== true) return null;
  const { file } = await service.client.messageFile(messageId, 'notice').catch(() => ({ file: null }));
  return file === null ? null : { name: file.name, content: new Blob([file.html], { type: 'text/html' }) };
}

function notSent(error: unknown): Outcome {
  return isCancelled(error) ? { kind: 'cancelled' } : { kind: 'not_sent', error: toAppError(error) };
}

/** What was typed while the parts were on their way would be lost in the notice, so it stops the sending. */
function demandSameDraft(before: DraftFacts, now: DraftFacts): void {
  if (isSameDraft(before, now)) return;
  throw new AppError('conflict', { message: 'The draft has changed.', facts: { problem: 'draft_changed' } });
}
