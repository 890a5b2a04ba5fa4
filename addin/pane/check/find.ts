import type { Place } from '../../../shared/policy/decide.ts';
import { type Finding, maskExcerpt } from '../../../shared/scan/index.ts';
import { dismissedKey } from '../../outlook/dismissed-form.ts';
import type { Found } from './jobs.ts';

/** More findings of one part than this change no decision, and nobody reads them. */
const MAX_FOUND = 1_000;
const CONTEXT_CHARS = 30;
/** Others that can stand in the same excerpt, on either side. */
const NEIGHBOURS = 10;

/** Everything a scanner finds in one part of a draft, ready to be shown. */
export function findIn(scan: (text: string) => Finding[], text: string, place: Place): Found[] {
  const findings = scan(text).slice(0, MAX_FOUND);
  return findings.map((finding, index) => {
    const near = findings.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
    return {
      ...finding,
      place,
      key: dismissedKey(finding.type, text.slice(finding.start, finding.end), place),
      excerpt: excerptOf(text, finding, near),
    };
  });
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
