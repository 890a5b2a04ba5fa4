import { callOutlook } from './call.ts';
import { formatDismissed, parseDismissed } from './dismissed-form.ts';
import { composeItem } from './host.ts';

/** Header of a draft that is being sealed or has been: the id of its secure message. */
const MARK_HEADER = 'x-sealpost-message';
/** Header of a draft that has become the notice: the form that it must have on Send. */
const NOTICE_HEADER = 'x-sealpost-notice';
/** Header of a notice by which it passes the organisation's mail-flow rules, which take it off as the mail leaves. */
const PASS_HEADER = 'x-sealpost-pass';
/** Header of what the author called not sensitive; see dismissed-form.ts. */
const DISMISSED_HEADER = 'x-sealpost-dismissed';

/** What a draft's headers say: `messageId` null for a draft without a mark, `noticeForm` null before it is the notice. */
export type Mark = { messageId: string | null; noticeForm: string | null };

/** Reads the mark of the draft. */
export async function getMark(): Promise<Mark> {
  const headers = await readHeaders(composeItem(), [MARK_HEADER, NOTICE_HEADER]);
  return { messageId: headers[MARK_HEADER] ?? null, noticeForm: headers[NOTICE_HEADER] ?? null };
}

/** Marks the draft as the one of a message; any older form of a notice goes. */
export async function setMark(messageId: string): Promise<void> {
  const item = composeItem();
  await saveDraft();
  await removeHeaders(item, [NOTICE_HEADER]);
  await callOutlook<void>('mark the draft', (done) =>
    item.internetHeaders.setAsync({ [MARK_HEADER]: messageId }, done),
  );
  await saveDraft();
}

/** Removes the mark, so that the draft is an ordinary one again. */
export async function removeMark(): Promise<void> {
  await removeHeaders(composeItem(), [MARK_HEADER, NOTICE_HEADER, PASS_HEADER]);
  await saveDraft();
}

/** Gives the draft, now the notice, what it passes the mail-flow rules by; it is saved by what follows. */
export async function setPass(pass: string): Promise<void> {
  await callOutlook<void>('mark the notice', (done) =>
    composeItem().internetHeaders.setAsync({ [PASS_HEADER]: pass }, done),
  );
}

/** Writes down the form that the draft, now the notice, must have on Send. */
export async function setNoticeForm(form: string): Promise<void> {
  const item = composeItem();
  await callOutlook<void>('mark the notice', (done) =>
    item.internetHeaders.setAsync({ [NOTICE_HEADER]: form }, done),
  );
  await saveDraft();
}

/** Removes the form again, as the notice leaves; Outlook itself saves what it sends. */
export function removeNoticeForm(): Promise<void> {
  return removeHeaders(composeItem(), [NOTICE_HEADER]);
}

/** Reads the keys of the findings that the author called not sensitive. */
export async function getDismissed(): Promise<string[]> {
  const headers = await readHeaders(composeItem(), [DISMISSED_HEADER]);
  return parseDismissed(headers[DISMISSED_HEADER] ?? '');
}

/** Remembers on the draft which findings the author called not sensitive. */
export async function setDismissed(keys: readonly string[]): Promise<void> {
  await saveDraft();
  if (keys.length === 0) await removeDismissed();
  else {
    await callOutlook<void>('remember what is not sensitive', (done) =>
      composeItem().internetHeaders.setAsync({ [DISMISSED_HEADER]: formatDismissed(keys) }, done),
    );
  }
  await saveDraft();
}

/**
 * Forgets them; the draft is saved by what follows. A notice must not carry them: they were made of what
 * is sealed, and who receives it could try values.
 */
export function removeDismissed(): Promise<void> {
  return removeHeaders(composeItem(), [DISMISSED_HEADER]);
}

/** Saves the draft in the mailbox; answers its id. */
export function saveDraft(): Promise<string> {
  return callOutlook<string>('save the draft', (done) => composeItem().saveAsync(done));
}

/** Removes those of the headers that are there: the rest would be an error in some versions. */
export async function removeHeaders(item: Office.MessageCompose, names: string[]): Promise<void> {
  const present = Object.keys(await readHeaders(item, names));
  if (present.length === 0) return;
  await callOutlook<void>('remove the mark', (done) => item.internetHeaders.removeAsync(present, done));
}

/** Answers under lower-case names: header names are case-insensitive (RFC 5322), and Outlook may spell them its own way. */
export async function readHeaders(
  item: Office.MessageCompose,
  names: string[],
): Promise<Record<string, string>> {
  const answer: unknown = await callOutlook('read the mark', (done) =>
    item.internetHeaders.getAsync(names, done),
  );
  const headers: Record<string, string> = {};
  if (typeof answer !== 'object' || answer === null) return headers;
  const given = answer as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (typeof value === 'string' && value.trim() !== '') headers[name.toLowerCase()] = value.trim();
  }
  return headers;
}
