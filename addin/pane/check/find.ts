import type { Place } from '../../../shared/policy/decide.ts';
import { type Finding, type FindingType, findingTypes, maskExcerpt } from '../../../shared/scan/index.ts';
import { dismissedKey } from '../../outlook/dismissed-form.ts';
import type { Found } from './jobs.ts';

/** More of one type in one part than this change no decision, and nobody reads them. */
const MAX_OF_TYPE = 500;
const CONTEXT_CHARS = 30;
/** Others that can stand in the same excerpt, on either side. */
const NEIGHBOURS = 10;

/**
 * Everything that a scanner finds in one part of a draft and that the decision asks for, ready to be shown: what
 * can alarm, and names, beside which a date of birth weighs more.
 */
export function findIn(scan: (text: string) => Finding[], text: string, place: Place): Found[] {
  const findings = scan(text);
  const counts = new Map<FindingType, number>();
  return findings.flatMap((finding, index) => {
    const { type, start, end } = finding;
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    if (!isWeighed(type) || count > MAX_OF_TYPE) return [];
    const near = findings.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
    const key = dismissedKey(type, text.slice(start, end), place);
    return [{ ...finding, place, key, excerpt: excerptOf(text, finding, near) }];
  });
}

function isWeighed(type: FindingType): boolean {
  return findingTypes[type].alarms || type === 'NAME';
}

function excerptOf(text: string, finding: Finding, near: readonly Finding[]): Found['excerpt'] {
  // A whole stretch of text, which shows nothing once it is masked: its reason names the parts.
  if (finding.type === 'COMBINATION') return { before: '', masked: '', after: '' };
  const { before, masked, after } = maskExcerpt(text, finding, CONTEXT_CHARS, near);
  return {
    before: finding.start > CONTEXT_CHARS ? `… ${before}` : before,
    masked,
    after: finding.end + CONTEXT_CHARS < text.length ? `${after} …` : after,
  };
}
