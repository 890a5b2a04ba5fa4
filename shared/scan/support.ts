import type { FindingType } from './finding.ts';
import type { Label, LabelKind } from './labels.ts';
import { cellAt, lastLabelBefore, lineStart, type Page, type Why } from './page.ts';
import { firstFrom } from './tokenise.ts';

/** A label counts on the same line up to here, on the line before up to NEAR, and weakly up to FAR. */
const SAME_LINE_CHARS = 160;
const NEAR_CHARS = 60;
const AFTER_CHARS = 30;
const FAR_CHARS = 300;
const FAR_CONFIDENCE = 0.65;
/** So many labels are looked back over; a text made of labels costs no more. */
const MAX_LABELS = 16;

/**
 * How a value says what it is. `formatted`: its own form is telling, so a label counts wherever it stands
 * near. `bare`: only digits, so the nearest label must be the one, with nothing else announced between.
 */
export type Form = 'formatted' | 'bare';

/** What says that the value at `start`..`end` is of this type: a column's header or a label around it; null where nothing does. */
export function support(page: Page, type: FindingType, start: number, end: number, form: Form): Why | null {
  const cell = cellAt(page, start);
  if (cell !== null) {
    if (cell.kind === type) return { confidence: 0.95, why: `under the column "${cell.header}"` };
    if (form === 'bare') return null;
  }
  return before(page, type, start, end, form) ?? after(page, type, start, end, form);
}

/** Whether the value stands right behind words that announce something else, such as "invoice no." */
export function isSomethingElse(page: Page, start: number, reach: number): boolean {
  const last = lastLabelBefore(page.labels, start);
  const label = page.labels[last];
  if (label === undefined || (label.kind !== 'other' && label.kind !== 'meeting' && label.kind !== 'phone'))
    return false;
  if (start - label.end > reach) return false;
  const between = page.text.slice(label.end, start);
  return reach > 12 ? between.indexOf('\n') < 0 : /^[\s:#=.()-]*$/.test(between);
}

function before(page: Page, type: FindingType, start: number, end: number, form: Form): Why | null {
  const { text, labels } = page;
  const line = lineStart(text, start, SAME_LINE_CHARS);
  const last = lastLabelBefore(labels, start);
  let to = start;
  for (let i = last; i >= 0 && i > last - MAX_LABELS; i--) {
    const label = labels[i];
    if (label === undefined || start - label.end > FAR_CHARS) return null;
    const isNear = start - label.end <= NEAR_CHARS || label.start >= line;
    if (label.kind === type) {
      if (form === 'bare' && hasRunBetween(page, label.end, to)) return null;
      return isNear ? near(text, label) : far(text, label);
    }
    if (isPassedOver(label.kind) || (label.kind === 'phone' && !isPhoneLong(end - start))) continue;
    // A label for something else is nearer. It may be one of a list: "SSN/DOB:", "SSN and DOB are".
    if (form === 'bare' && !isOneOfList(text, labels[i - 1], label)) return null;
    to = label.start;
  }
  return null;
}

function near(text: string, label: Label): Why {
  return { confidence: 0.95, why: `beside "${words(text, label)}"` };
}

function far(text: string, label: Label): Why {
  return { confidence: FAR_CONFIDENCE, why: `not far behind "${words(text, label)}"` };
}

/** "He gave his social over the phone: …" – nine digits are no telephone number. */
function isPhoneLong(length: number): boolean {
  return length === 7 || length >= 10;
}

/** Names and talk of banks announce no value of their own. */
function isPassedOver(kind: LabelKind): boolean {
  return kind === 'NAME' || kind === 'bank_context';
}

function isOneOfList(text: string, earlier: Label | undefined, label: Label): boolean {
  if (earlier === undefined || label.start - earlier.end > 8) return false;
  return /^\s{0,2}(?:[/,&+]|and|or|und|y|et)?\s{0,2}(?:the)?\s{0,2}$/.test(
    text.slice(earlier.end, label.start),
  );
}

/** Whether a long number stands between label and value: then the label speaks of that one. */
function hasRunBetween(page: Page, from: number, to: number): boolean {
  const { starts, ends } = page.tokens;
  for (let i = firstFrom(starts, from); (starts[i] ?? to) < to; i++) {
    if ((ends[i] ?? 0) - (starts[i] ?? 0) >= 6 && page.taken[i] !== 1) return true;
  }
  return false;
}

function after(page: Page, type: FindingType, start: number, end: number, form: Form): Why | null {
  const { text, labels, tokens } = page;
  for (let i = lastLabelBefore(labels, end) + 1; i < labels.length; i++) {
    const label = labels[i];
    if (label === undefined || label.start - end > AFTER_CHARS) return null;
    if (label.start < end) continue;
    if (text.slice(end, label.start).indexOf('\n') >= 0) return null;
    if (label.kind !== type) {
      if (isPassedOver(label.kind)) continue;
      return null;
    }
    // A number behind the label is what the label speaks of.
    const next = tokens.starts[firstFrom(tokens.starts, label.end)];
    const isSpokenFor =
      next !== undefined && next - label.end <= 24 && text.slice(label.end, next).indexOf('\n') < 0;
    if (form === 'bare' && isSpokenFor && next > start) return null;
    return near(text, label);
  }
  return null;
}

/** The words of a label as they stand in the text, on one line. */
export function words(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(start, end).replace(/\s+/g, ' ');
}
