import { partitionPoint } from './partition-point.ts';

/** A text ready to be scanned, and the way back to places in what was given. */
export type ScanText = { text: string; toGiven: (offset: number) => number };

/** Characters that stand for an ASCII one in mails: dashes, spaces, full-width digits and letters. */
const STAND_INS =
  /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2010-\u2015\u2212\ufe58\ufe63\uff01-\uff5e\u2018\u2019\u02bc\u2028\u2029]/g;
/** Characters that nobody sees, such as the soft hyphen and zero-width spaces. */
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/;

/**
 * Makes one form of what looks alike: each stand-in becomes its ASCII character, and what nobody sees
 * goes. Offsets stay the same unless something went, and `toGiven` leads back.
 */
export function normalise(given: string): ScanText {
  const text = given.replace(STAND_INS, asciiFor);
  if (!UNSEEN.test(text)) return { text, toGiven: (offset) => offset };
  const kept: string[] = [];
  // At `breaks[i]` in the shortened text, `gone[i]` characters have been left out before it.
  const breaks: number[] = [];
  const gone: number[] = [];
  let length = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !isUnseen(text.charCodeAt(i))) continue;
    if (i > from) kept.push(text.slice(from, i));
    length += i - from;
    from = i + 1;
    breaks.push(length);
    gone.push(from - length);
  }
  return { text: kept.join(''), toGiven: (offset) => offset + goneBefore(breaks, gone, offset) };
}

function goneBefore(breaks: readonly number[], gone: readonly number[], offset: number): number {
  return gone[partitionPoint(breaks.length, (i) => (breaks[i] ?? 0) <= offset) - 1] ?? 0;
}

function isUnseen(code: number): boolean {
  return code === 0xad || (code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xfeff;
}

function asciiFor(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code === 0x2018 || code === 0x2019 || code === 0x02bc) return "'";
  if (code === 0x2028 || code === 0x2029) return '\n';
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe58 || code === 0xfe63) return '-';
  return ' ';
}
