import { addressSchema, type ConfigAnswer, type Outgoing, type Person } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Draft } from '../outlook/read-draft.ts';
import type { Recipient } from '../outlook/recipients.ts';
import { confidentialBy } from './confidential-by.ts';

/** What stands against sending a draft; the pane has words for each. */
type DraftProblem =
  | 'no_recipients'
  | 'too_many_recipients'
  | 'group'
  | 'unresolved'
  | 'bad_address'
  | 'empty'
  | 'too_large';

/** What the sender chose in the pane: until when (ISO 8601), and what of the findings is not sensitive; and why it is sent securely. */
export type SendChoice = {
  expiresAt: string;
  overridden: NonNullable<Outgoing['overridden']>;
  /** Codes of the decision on send. */
  reasons: readonly string[];
  /** Null: the message asks for none. */
  passphrase: string | null;
};

/**
 * Turns a draft into the message to seal. Throws `bad_request` or `too_large` with facts
 * `{problem: DraftProblem, ...}` for a draft that cannot be sent as it is.
 */
export function toOutgoing(draft: Draft, config: ConfigAnswer, choice: SendChoice): Outgoing {
  const people = { to: toPeople(draft.to), cc: toPeople(draft.cc), bcc: toPeople(draft.bcc) };
  const count = people.to.length + people.cc.length + people.bcc.length;
  if (count === 0) throw draftProblem('no_recipients');
  if (count > config.maxReaders) throw draftProblem('too_many_recipients', { max: config.maxReaders });
  const hasPicture = /<img\b/i.test(draft.html);
  if (draft.text.trim() === '' && draft.attachments.length === 0 && !hasPicture) throw draftProblem('empty');
  const sizeBytes = draft.attachments.reduce((sum, attachment) => sum + attachment.content.size, 0);
  if (sizeBytes > config.maxMessageBytes) {
    throw new AppError('too_large', { facts: { problem: 'too_large', maxBytes: config.maxMessageBytes } });
  }
  const confidential = isConfidential(draft, config);
  return {
    idempotencyKey: crypto.randomUUID(),
    subject: draft.subject,
    from: draft.from,
    ...(draft.sender === undefined ? {} : { sender: draft.sender }),
    ...people,
    body: { html: draft.html, text: draft.text },
    attachments: draft.attachments,
    confidential,
    reasons: [...choice.reasons, ...(confidential ? ['confidential'] : [])],
    sentAt: new Date().toISOString(),
    expiresAt: choice.expiresAt,
    noticeBy: 'sender',
    ...(choice.passphrase === null ? {} : { passphrase: choice.passphrase }),
    ...(config.send.reportOverrides === true && choice.overridden.length > 0
      ? { overridden: choice.overridden }
      : {}),
  };
}

function toPeople(recipients: readonly Recipient[]): Person[] {
  return recipients.map(({ address, name, isGroup }) => {
    if (isGroup) throw draftProblem('group', { name: name || address });
    if (address === '') throw draftProblem('unresolved', { name });
    if (!addressSchema.safeParse(address).success) throw draftProblem('bad_address', { address });
    return { address, name: oneLine(name) };
  });
}

/** By our own mark, Outlook's label or the subject. */
function isConfidential({ subject, confidential }: Draft, { send }: ConfigAnswer): boolean {
  const words = {
    confidentialLabels: textsIn(send.confidentialLabels),
    confidentialMarkers: textsIn(send.confidentialMarkers),
  };
  return confidential.isMarked || confidentialBy(words, subject, confidential) !== null;
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** Display names come from anywhere; the service takes one line of 256 characters. */
function oneLine(name: string): string {
  return name
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 256);
}

function draftProblem(problem: DraftProblem, facts: Record<string, string | number> = {}): AppError {
  return new AppError('bad_request', { facts: { problem, ...facts } });
}
