import {
  type Place,
  type Reason,
  type RecipientFact,
  reasonInWords,
  tipInWords,
} from '../../shared/policy/decide.ts';
import { fileNameText, maskExcerpt } from '../../shared/scan/index.ts';
import type { Checked } from './check-content.ts';
import { fill, strings } from './strings/en.ts';

/**
 * What Outlook shows: the title in bold where it knows Markdown, and plain everywhere else. `markdown` is null where
 * names or addresses have signs of Markdown: how to say that they are none is documented nowhere.
 */
export type Explanation = { plain: string; markdown: string | null };

/** Outlook cuts at 500 characters. */
const MAX_CHARS = 500;
const EXCERPT_CHARS = 12;
const MAX_EXCERPT = 48;
const MAX_FILE_NAME = 40;
const MAX_LISTED = 4;
const MONTHS =
  'January, February, March, April, May, June, July, August, September, October, November, December'.split(
    ', ',
  );

/** Says what was found, who would get it, and what Send Secure does about it. */
export function explain(checked: Checked, now: Date): Explanation {
  const { decision, policy } = checked;
  const sensitive = decision.reasons.filter(isSensitive);
  const title = titleOf(checked, sensitive.length);
  const sentences: string[] = [];
  if (decision.action === 'secure' || sensitive.length > 0) sentences.push(whoGetsIt(checked));
  if (sensitive.length > 0) sentences.push(fill(strings.found, { list: listed(checked, sensitive) }));
  for (const reason of decision.reasons) {
    if (reason.code === 'needless_confidential') {
      sentences.push(fill(strings.nothingFound, { people: peopleOf(checked) }));
    } else if (reason.code !== 'sensitive' && reason.code !== 'confidential')
      sentences.push(reasonInWords(reason));
  }
  const isSecure = decision.action === 'secure';
  const last = isSecure
    ? fill(strings.until, { day: dayAfter(now, policy.defaultDays) })
    : title === strings.confidential
      ? strings.keepOrSend
      : '';
  const advice = decision.tips.indexOf('phone_first') >= 0 ? tipInWords('phone_first') : '';
  const text = shortened(sentences, last, advice, MAX_CHARS - title.length - 6);
  return {
    plain: `${title}\n${text}`,
    markdown: /[\\`*_[\]<>#|]/.test(text) ? null : `**${title}**\n\n${text}`,
  };
}

type Sensitive = Extract<Reason, { code: 'sensitive' }>;

function isSensitive(reason: Reason): reason is Sensitive {
  return reason.code === 'sensitive';
}

function titleOf({ decision }: Checked, sensitiveCount: number): string {
  if (sensitiveCount > 0) return strings.sensitive;
  if (decision.action === 'secure') return strings.secureAsked;
  const isNeedless = decision.reasons.every(({ code }) => code === 'needless_confidential');
  return isNeedless ? strings.confidential : strings.lookAgain;
}

function whoGetsIt(checked: Checked): string {
  const { organisation } = checked.policy;
  const people = peopleOf(checked);
  return organisation === ''
    ? fill(strings.goesOutside, { people })
    : fill(strings.goesTo, { people, organisation });
}

function peopleOf({ recipients }: Checked): string {
  const isOutside = ({ kind }: RecipientFact) => kind === 'outside';
  // Those whom TLS protects are named only where it is all about them, as with a marker in the subject.
  const people = recipients.some(isOutside)
    ? recipients.filter(isOutside)
    : recipients.filter(({ kind }) => kind !== 'inside');
  const first = people[0]?.address ?? '';
  return people.length < 2 ? first : fill(strings.andMore, { first, count: people.length - 1 });
}

/** Counts in words, the first with an excerpt. What is made of other findings stands last. */
function listed(checked: Checked, reasons: readonly Sensitive[]): string {
  const own = reasons.filter(({ type }) => type !== 'COMBINATION');
  const shown = own.length > 0 ? own : reasons;
  const words = shown.slice(0, MAX_LISTED).map((reason, index) => {
    const detail = index === 0 ? detailOf(checked, reason) : '';
    return detail === '' ? reasonInWords(reason) : `${reasonInWords(reason)} (${detail})`;
  });
  if (shown.length > MAX_LISTED)
    words.push(fill(strings.andMore, { first: words.pop() ?? '', count: shown.length - MAX_LISTED }));
  return words.join(', ');
}

/** The first of a type with the words around it, masked, and where it stands if not in the text. */
function detailOf({ found }: Checked, { type }: Sensitive): string {
  const first = found.find(({ finding }) => finding.type === type);
  if (first === undefined) return '';
  const others = found.filter(({ text }) => text === first.text).map(({ finding }) => finding);
  // Only what leads up to it: what follows is often the next sentence.
  const { before, masked } = maskExcerpt(first.text, first.finding, EXCERPT_CHARS, others);
  const excerpt = `${before}${masked}`.trim();
  const where = whereIs(found, first.finding.place);
  const quoted = excerpt.length > MAX_EXCERPT ? '' : `"${excerpt}"`;
  return quoted === '' || where === '' ? quoted + where : `${quoted}, ${where}`;
}

function whereIs(found: Checked['found'], place: Place): string {
  if (place.part === 'body') return '';
  if (place.part === 'subject') return strings.inSubject;
  const { name } = place;
  // A name that is itself what was found is not shown.
  const own = fileNameText(name);
  const isFound = found.some((one) => one.text === own && one.finding.place.part === 'attachment');
  return isFound || name.length > MAX_FILE_NAME ? strings.inAttachment : fill(strings.inFile, { name });
}

/** Whole sentences, as many as there is room for. `last` says what to do and stays; `advice` goes first. */
function shortened(sentences: readonly string[], last: string, advice: string, room: number): string {
  const kept: string[] = [];
  let left = room - last.length;
  for (const sentence of sentences.concat(advice)) {
    if (sentence === '' || sentence.length + 1 > left) continue;
    left -= sentence.length + 1;
    kept.push(sentence);
  }
  return kept.concat(last).join(' ').trim();
}

/** "12 December", without Intl, which the engine of classic Outlook need not have. */
function dayAfter(now: Date, days: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return `${day.getDate()} ${MONTHS[day.getMonth()]}`;
}
