import type { Label } from '../labels.ts';
import { lastLabelBefore, lineEnd, type Page, report } from '../page.ts';
import { words } from '../support.ts';
import { firstFrom } from '../tokenise.ts';

/** Words that follow "password" or "password is" in talk about passwords. */
const NO_SECRETS =
  /^(?:reset|resets|protected|required|change|changes|changed|expired|expires|expiring|policy|recovery|manager|field|above|below|here|not|now|the|a|an|is|was|will|to|be|been|for|your|my|our|and|or|in|on|of|with|that|this|it|you|please|has|have|sent|same|only|case|incorrect|invalid|wrong|correct|needed|hint|secure|safe|set|unknown|none|null|true|false|n\/a|na|tbd|xxx+|\*+|\.+|_+|-+|https?:.*|www\..*)$/i;

/** What may stand between "password" and its value, and the value: "(temporary): x", " for the file is x", "= x". */
const ANNOUNCED =
  /^(?:\s{0,3}\([^)\n]{1,30}\)| (?:for|to|of|on) [^\n:="]{1,40})?\s{0,3}(?:(:|=|->|=>)|\b(?:is|was|are|will be|es|est)(?:\s{0,2}(?:now|set to|still))?\s{0,2}(:)?)\s{0,3}["'`“<]?(\S{3,80})/i;

/** Passwords and PINs behind their label, answers to "mother's maiden name", and the last four digits of an SSN. */
export function detectSecrets(page: Page): void {
  page.labels.forEach((label) => {
    if (label.kind === 'PASSWORD') password(page, label);
    else if (label.kind === 'MAIDEN_NAME') maidenName(page, label);
    else if (label.kind === 'SSN_LAST4') lastFour(page, label);
    else if (label.kind === 'SSN') maskedNumber(page, label);
  });
  for (const { kind, header, start, end } of page.cells) {
    const value = page.text.slice(start, end);
    if (kind !== 'PASSWORD' || /\s/.test(value) || !isSecret(value, false, '', header)) continue;
    add(page, start, end, 0.9, `under the column "${header}"`);
  }
}

function password(page: Page, label: Label): void {
  const { text } = page;
  const line = text.slice(label.end, lineEnd(text, label.end, 160));
  if (/^\s{0,3}[:=]?\s{0,3}$/.test(line)) {
    passwordBelow(page, label);
    return;
  }
  const match = ANNOUNCED.exec(line);
  if (match === null) return;
  const value = trimmed(match[3] ?? '');
  const isSigned = match[1] !== undefined || match[2] !== undefined;
  const rest = line.slice(line.indexOf(value) + value.length);
  if (!isSecret(value, isSigned, rest, text.slice(label.start, label.end))) return;
  if (isPin(value) && isOfMeeting(page, label)) return;
  const start = label.end + line.indexOf(value, match[0].length - (match[3] ?? '').length);
  add(page, start, start + value.length, isSigned ? 0.95 : 0.85, `beside "${words(text, label)}"`);
}

/** A password alone on the line below its label. */
function passwordBelow(page: Page, label: Label): void {
  const match = /^[^\n]{0,8}\n[ \t]{0,9}(\S{4,64})[ \t]{0,9}(?:\n|$)/.exec(
    page.text.slice(label.end, label.end + 100),
  );
  const value = match?.[1] ?? '';
  if (!isSecret(value, false, '', words(page.text, label)) || (isPin(value) && isOfMeeting(page, label)))
    return;
  const start = page.text.indexOf(value, label.end);
  add(page, start, start + value.length, 0.8, `below "${words(page.text, label)}"`);
}

/** Without the quotation marks and full stops around it. */
function trimmed(value: string): string {
  return value.replace(/[.,;:)\]}>"'`”]{1,4}$/, '');
}

function isSecret(value: string, isSigned: boolean, rest: string, label: string): boolean {
  if (value.length < 4 || value.length > 64 || NO_SECRETS.test(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;
  if (/^pin/i.test(label) || /code/i.test(label))
    return /^\d{3,12}$/.test(value) || (kinds > 1 && /\d/.test(value));
  if (kinds > 1 && /[\d!@#$%^&*?+=~]/.test(value)) return true;
  // A plain word only where nothing follows it: "Password: heron".
  return isSigned && /^[A-Za-z]{4,}$/.test(value) && /^[\s"'.)\]]*$/.test(rest) && kinds <= 2;
}

function isPin(value: string): boolean {
  return /^[\d#*-]+$/.test(value);
}

/** Codes of conference calls and video meetings are in every invitation. */
function isOfMeeting({ labels }: Page, label: Label): boolean {
  const index = lastLabelBefore(labels, label.end);
  for (let i = Math.max(0, index - 12); i < Math.min(labels.length, index + 12); i++) {
    const other = labels[i];
    if (other?.kind === 'meeting' && Math.abs(other.start - label.start) < 400) return true;
  }
  return false;
}

function maidenName(page: Page, label: Label): void {
  const line = page.text.slice(label.end, lineEnd(page.text, label.end, 80));
  const match = /^\s{0,3}(?::|=|-|is|was)\s{0,3}([A-Z][A-Za-z'-]{2,30})/.exec(line);
  if (match === null) return;
  const start = label.end + match[0].length - (match[1] ?? '').length;
  add(
    page,
    start,
    start + (match[1] ?? '').length,
    0.9,
    `beside "${words(page.text, label)}"`,
    'MAIDEN_NAME',
  );
}

/** "last four of her SSN: 1234", "SSN last 4 1234", "SSN ending in 1234". */
function lastFour(page: Page, label: Label): void {
  const { text, labels, tokens } = page;
  const last = lastLabelBefore(labels, label.end);
  const earlier = labels[last - 1];
  const later = labels[last + 1];
  const isOfSsn =
    (earlier?.kind === 'SSN' && label.start - earlier.end <= 12) ||
    (later?.kind === 'SSN' && later.start - label.end <= 24);
  if (!isOfSsn && !/^ssn/i.test(text.slice(label.start, label.end))) return;
  const from = later?.kind === 'SSN' && later.start - label.end <= 24 ? later.end : label.end;
  const run = firstFrom(tokens.starts, from);
  const start = tokens.starts[run] ?? text.length;
  if (start - from > 24 || tokens.areDigits[run] !== true || (tokens.ends[run] ?? 0) - start !== 4) return;
  report(page, 'SSN_LAST4', run, run, { confidence: 0.9, why: `beside "${words(text, label)}"` });
}

/** "SSN: xxx-xx-1234". */
function maskedNumber(page: Page, label: Label): void {
  const match = /^[\s:#is]{0,6}[xX*#•]{3}-?[xX*#•]{2}-?(\d{4})(?!\d)/.exec(
    page.text.slice(label.end, label.end + 24),
  );
  if (match === null) return;
  const end = label.end + match[0].length;
  add(page, end - 4, end, 0.9, `masked, beside "${words(page.text, label)}"`, 'SSN_LAST4');
}

function add(
  page: Page,
  start: number,
  end: number,
  confidence: number,
  why: string,
  type: 'PASSWORD' | 'MAIDEN_NAME' | 'SSN_LAST4' = 'PASSWORD',
): void {
  const { starts, ends } = page.tokens;
  for (let i = firstFrom(starts, start); (ends[i] ?? end + 1) <= end; i++) page.taken[i] = 1;
  page.findings.push({ type, start, end, confidence, why });
}
