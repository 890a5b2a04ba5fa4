import {
  changedPacks,
  classifyRecipients,
  type Decision,
  decide,
  domainOf,
  hasConfidentialMarker,
  type RecipientFact,
  readMemory,
  type SendFacts,
  type SendPolicy,
} from '../../shared/policy/decide.ts';
import { builtInPacks, createScanner, fileNameText } from '../../shared/scan/index.ts';
import { type ListedAttachment, listFiles, readAttachmentText } from '../outlook/attachment-text.ts';
import { callOutlook } from '../outlook/call.ts';
import { isConfidentialLabel, readConfidential } from '../outlook/confidential.ts';
import { composeItem, hasMailbox } from '../outlook/host.ts';
import { getDismissed } from '../outlook/mark.ts';
import { readRecipients, readSender } from '../outlook/recipients.ts';
import { readSetting } from '../outlook/settings.ts';
import type { Deadline } from './deadline.ts';
import { loadPolicy } from './load-policy.ts';
import { type Found, lookInto, type Piece } from './look-into.ts';
import { openFindings } from './open-findings.ts';

/** What the alert made of an ordinary message. */
export type Checked = {
  decision: Decision;
  policy: SendPolicy;
  /** A compact copy of the policy where the service answered with it just now. */
  fresh: string | null;
  recipients: readonly RecipientFact[];
  /** What was found and not called "not sensitive". */
  found: readonly Found[];
  /** Whether the draft carries what its author called "not sensitive". */
  hasDismissed: boolean;
};

/**
 * Reads the message that is about to leave and decides. What stays inside is not read at all. Whatever the
 * deadline leaves unread is said by the decision. `asked`: the policy as askForPolicy asked for it. Throws where
 * Outlook does not even tell who gets it.
 */
export async function checkContent(deadline: Deadline, asked: Promise<unknown>): Promise<Checked> {
  const senderDomain = readSender().then(
    ({ address }) => domainOf(address),
    () => '',
  );
  const [{ policy, fresh }, people] = await Promise.all([
    loadPolicy(deadline, asked, senderDomain),
    readRecipients(),
  ]);
  // A name that Outlook has not resolved yet may become anybody: it counts as outside, and never as nobody.
  const addresses = [...people.to, ...people.cc, ...people.bcc].map(({ address, name }) =>
    address === '' ? name : address,
  );
  const recipients = classifyRecipients(policy, addresses, readMemory(readSetting('memory')));
  const isInside = recipients.every(({ kind }) => kind === 'inside');
  const { facts, ...read } = isInside ? await factsInside() : await factsOutside(policy, deadline);
  return { decision: decide(policy, { ...facts, recipients }), policy, fresh, recipients, ...read };
}

/** So long Outlook may take to hand over subject, text and list of files; the rest is for looking into them. */
const READ_MS = 2000;
/** And so long for what the decision can do without. */
const MINOR_MS = 1000;

type Read = { facts: Omit<SendFacts, 'recipients'>; found: Found[]; hasDismissed: boolean };

const nothing: Omit<SendFacts, 'recipients'> = {
  subject: '',
  isConfidential: false,
  findings: [],
  unreadable: [],
  isComplete: true,
  canSendAnyway: true,
};

async function factsInside(): Promise<Read> {
  return { facts: nothing, found: [], hasDismissed: false };
}

async function factsOutside(policy: SendPolicy, deadline: Deadline): Promise<Read> {
  const item = composeItem();
  const [subject, body, confidential, dismissed, attachments] = await Promise.all([
    part(
      deadline,
      callOutlook<string>('read the subject', (done) => item.subject.getAsync(done)),
      '',
    ),
    part(
      deadline,
      callOutlook<string>('read the text', (done) => item.body.getAsync(Office.CoercionType.Text, done)),
      '',
    ),
    part(deadline, readConfidential(), { isMarked: false, label: null }, MINOR_MS),
    part<string[]>(deadline, getDismissed(), [], MINOR_MS),
    part<ListedAttachment[]>(deadline, listFiles(), []),
  ]);
  const { isMarked, label } = confidential.value;
  const isConfidential =
    isMarked ||
    hasConfidentialMarker(policy, subject.value) ||
    (label !== null && isConfidentialLabel(label, policy.confidentialLabels));
  const wasRead = subject.isRead && body.isRead && attachments.isRead;

  const pieces: Piece[] = [
    { place: { part: 'subject' }, text: subject.value },
    { place: { part: 'body' }, text: body.value },
    ...attachments.value.map(
      ({ name }): Piece => ({ place: { part: 'attachment', name }, text: fileNameText(name) }),
    ),
  ];
  const scan = createScanner({ packs: changedPacks(builtInPacks, policy.packs) });
  const found: Found[] = [];
  const unreadable: SendFacts['unreadable'][number][] = [];
  let isComplete = wasRead;
  const look = async (piece: Piece) => {
    const looked = await lookInto(scan, piece, deadline);
    for (const one of looked.found) found.push(one);
    isComplete = isComplete && looked.isComplete;
  };
  for (const piece of pieces) await look(piece);
  // The small ones first, so that a large one costs the others nothing, and none but the last takes all the time.
  const files = attachments.value.slice().sort((a, b) => a.sizeBytes - b.sizeBytes);
  for (const attachment of files) {
    const leftMs = deadline.leftMs();
    if (leftMs === 0) {
      isComplete = false;
      break;
    }
    const isLast = attachment === files[files.length - 1];
    const read = await deadline.within(readAttachmentText(attachment), isLast ? leftMs : leftMs / 2);
    if (read === 'late') isComplete = false;
    else if (read.kind === 'unreadable') unreadable.push({ name: attachment.name, reason: read.reason });
    else if (read.kind === 'text') {
      if (read.isTruncated) isComplete = false;
      if (read.unread !== undefined) unreadable.push({ name: attachment.name, reason: read.unread });
      await look({ place: { part: 'attachment', name: attachment.name }, text: read.text });
    }
  }
  const open = openFindings(found, dismissed.value);
  const findings = open.map(({ finding }) => finding);
  // Only the web and classic Outlook from Mailbox 1.14 on turn a question into Send Anyway.
  const canSendAnyway = hasMailbox('1.14');
  return {
    facts: { subject: subject.value, isConfidential, findings, unreadable, isComplete, canSendAnyway },
    found: open,
    hasDismissed: dismissed.value.length > 0,
  };
}

/** A part of the draft, or what stands for it where Outlook does not give it in time. */
async function part<T>(
  deadline: Deadline,
  work: Promise<T>,
  otherwise: T,
  limitMs = READ_MS,
): Promise<{ value: T; isRead: boolean }> {
  const value = await deadline.within(work, limitMs).catch((): 'late' => 'late');
  return value === 'late' ? { value: otherwise, isRead: false } : { value: value as T, isRead: true };
}
