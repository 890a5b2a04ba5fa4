import { reasonInWords } from '../../../shared/policy/decide.ts';
import { type FindingType, findingTypes } from '../../../shared/scan/index.ts';
import { type MessageKey, t } from '../strings/i18n.ts';

/** Why the alert stopped the message and opened this pane, as pieces of a list. */
export type AlertContext = { action: 'warn' | 'secure'; reasons: readonly string[] };

const VERSION = 1;
/** What the alert hands over names nobody and no file, so these words do not either. */
const WORDS: Readonly<Record<string, MessageKey>> = {
  subject_marker: 'stoppedMarker',
  confidential: 'stoppedConfidential',
  needless_confidential: 'stoppedNeedless',
  not_complete: 'stoppedNotComplete',
  unreadable_attachment: 'stoppedUnreadable',
  look_alike: 'stoppedLookAlike',
  first_time: 'stoppedFirstTime',
  many_outsiders: 'stoppedManyOutsiders',
};

/** Reads what the alert handed over; null where it is nothing of ours. */
export function parseAlertContext(text: string | null): AlertContext | null {
  const value = text === null ? null : parseJson(text);
  if (!isRecord(value) || value.version !== VERSION || !Array.isArray(value.reasons)) return null;
  const { action } = value;
  if (action !== 'warn' && action !== 'secure') return null;
  const reasons = value.reasons.map(wordsOf).filter((words) => words !== null);
  return { action, reasons: [...new Set(reasons)] };
}

function wordsOf(reason: unknown): string | null {
  if (!isRecord(reason)) return null;
  const { code, type, count } = reason;
  if (code === 'sensitive' && typeof count === 'number' && isFindingType(type)) {
    return reasonInWords({ code, type, count, why: '' });
  }
  const key = WORDS[String(code)];
  return key === undefined ? null : t(key);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFindingType(value: unknown): value is FindingType {
  return typeof value === 'string' && Object.hasOwn(findingTypes, value);
}
