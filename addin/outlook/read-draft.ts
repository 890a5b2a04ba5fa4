import { type DraftAttachment, readAttachments } from './attachments.ts';
import { callOutlook } from './call.ts';
import { type Confidential, readConfidential } from './confidential.ts';
import { readDraftFacts } from './draft-facts.ts';
import { composeItem } from './host.ts';
import { matchInlineImages } from './inline-images.ts';
import { listAttachments } from './list-attachments.ts';
import { saveDraft } from './mark.ts';
import type { DraftFacts } from './notice-form.ts';
import { type Recipients, readRecipients, readSenders } from './recipients.ts';

/** A draft as its author wrote it. `facts` let a later look tell whether it is still the same. */
export type Draft = Recipients & {
  from: { address: string; name: string };
  /** Who writes it, where it is from another's mailbox. */
  sender?: { address: string; name: string };
  subject: string;
  html: string;
  text: string;
  attachments: DraftAttachment[];
  confidential: Confidential;
  facts: DraftFacts;
};

/**
 * Reads the whole draft. It is saved first, because Outlook rewrites what it saves and only what
 * was saved reads the same a second time. Throws AppError with `facts.problem`, or AbortError.
 */
export async function readDraft(signal: AbortSignal): Promise<Draft> {
  const item = composeItem();
  await saveDraft();
  const [facts, recipients, senders, rawHtml, confidential, read] = await Promise.all([
    readDraftFacts(),
    readRecipients(),
    readSenders(),
    callOutlook<string>('read the text', (done) => item.body.getAsync(Office.CoercionType.Html, done)),
    readConfidential(),
    readAttachments(signal),
  ]);
  const { html, attachments } = matchInlineImages(rawHtml, read);
  return {
    ...recipients,
    ...senders,
    subject: facts.subject,
    html,
    text: facts.text,
    attachments,
    confidential,
    facts,
  };
}

/** Number and total size in bytes of the draft's attachments, as Outlook lists them. */
export async function measureAttachments(): Promise<{ count: number; sizeBytes: number }> {
  const list = await listAttachments();
  return { count: list.length, sizeBytes: list.reduce((sum, { size }) => sum + size, 0) };
}
