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
import { type Deadline, startDeadline } from './deadline.ts';
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

/** A look into a message: its end, and at any time before that what can be said so far, null as long as that is nothing. */
export type Check = { done: Promise<Checked>; soFar: () => Checked | null };

/** So long Outlook may take to hand over subject, text and list of files; the rest is for looking into them. */
const READ_MS = 2000;
/** And so long for what the decision can do without. */
const MINOR_MS = 1000;

/**
 * Reads the message that is about to leave and decides. What stays inside is not read at all. Whatever the
 * deadline leaves unread is said by the decision. `asked`: the policy as askForPolicy asked for it. Rejects where
 * Outlook does not even tell who gets it.
 */
export function checkContent(deadline: Deadline, asked: Promise<unknown>): Check {
  let seen: Seen | null = null;
  const look = async () => {
    const begun = await begin(deadline, asked);
    seen = begun;
    if (begun.recipients.some(({ kind }) => kind !== 'inside')) await readAll(begun, deadline);
    return conclude(begun);
  };
  return { done: look(), soFar: () => (seen === null ? null : conclude({ ...seen, isComplete: false })) };
}

/** Everything that was read so far; it grows while the message is read. */
type Seen = Pick<Checked, 'policy' | 'fresh' | 'recipients'> & {
  subject: string;
  isConfidential: boolean;
  found: Found[];
  dismissed: readonly string[];
  unreadable: SendFacts['unreadable'][number][];
  isComplete: boolean;
};

async function begin(deadline: Deadline, asked: Promise<unknown>): Promise<Seen> {
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
  return {
    policy,
    fresh,
    recipients,
    subject: '',
    isConfidential: false,
    found: [],
    dismissed: [],
    unreadable: [],
    isComplete: true,
  };
}

function conclude({ policy, fresh, recipients, found, dismissed, ...read }: Seen): Checked {
  const open = openFindings(found, dismissed);
  const findings = open.map(({ finding }) => finding);
  // Only from Mailbox 1.14 on a question can be answered with Send Anyway.
  const facts: SendFacts = { ...read, recipients, findings, canSendAnyway: hasMailbox('1.14') };
  return {
    decision: decide(policy, facts),
    policy,
    fresh,
    recipients,
    found: open,
    hasDismissed: dismissed.length > 0,
  };
}

/** Subject, text and names first: they are there at once, and tell most. */
async function readAll(seen: Seen, deadline: Deadline): Promise<void> {
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
  const { policy } = seen;
  const { isMarked, label } = confidential.value;
  seen.subject = subject.value;
  seen.isConfidential =
    isMarked ||
    hasConfidentialMarker(policy, subject.value) ||
    (label !== null && isConfidentialLabel(label, policy.confidentialLabels));
  seen.dismissed = dismissed.value;
  seen.isComplete = subject.isRead && body.isRead && attachments.isRead;

  const scan = createScanner({ packs: changedPacks(builtInPacks, policy.packs) });
  const look = async (piece: Piece) => {
    if (!(await lookInto(scan, piece, deadline, seen.found))) seen.isComplete = false;
  };
  await look({ place: { part: 'subject' }, text: subject.value });
  for (const { name } of attachments.value)
    await look({ place: { part: 'attachment', name }, text: fileNameText(name) });
  await look({ place: { part: 'body' }, text: body.value });
  // The small ones first, so that a large one costs the others nothing, and none but the last takes all the time.
  const files = attachments.value.slice().sort((a, b) => a.sizeBytes - b.sizeBytes);
  for (let i = 1; i <= files.length; i++) {
    const leftMs = deadline.leftMs();
    const limitMs = i === files.length ? leftMs : leftMs / 2;
    const file = files[i - 1];
    if (limitMs > 0 && file !== undefined) await readFile(seen, file, startDeadline(limitMs), look);
    else seen.isComplete = false;
  }
}

async function readFile(
  seen: Seen,
  attachment: ListedAttachment,
  deadline: Deadline,
  look: (piece: Piece) => Promise<void>,
): Promise<void> {
  const { name } = attachment;
  const isLate = () => deadline.leftMs() === 0;
  const read = await deadline.within(readAttachmentText(attachment, isLate));
  // What reading had to leave because of the time is unread, and not unreadable.
  if (read === 'late' || isLate()) seen.isComplete = false;
  else if (read.kind === 'unreadable') seen.unreadable.push({ name, reason: read.reason });
  if (read === 'late' || read.kind !== 'text') return;
  if (read.isTruncated) seen.isComplete = false;
  if (read.unread !== undefined && !isLate()) seen.unreadable.push({ name, reason: read.unread });
  await look({ place: { part: 'attachment', name }, text: read.text });
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
