import { type Reason, type RecipientFact, reasonInWords } from '../../shared/policy/decide.ts';
import { maskExcerpt } from '../../shared/scan/index.ts';
import type { Checked } from './check-content.ts';
import { fill, strings } from './strings/en.ts';

/** What Outlook shows: the title in bold where it knows Markdown, and plain everywhere else. */
export type Explanation = { plain: string; markdown: string };

/** Outlook cuts at 500 characters. */
const MAX_CHARS = 500;
const EXCERPT_CHARS = 12;
const MAX_EXCERPT = 48;
const MAX_LISTED = 4;
const MONTHS =
  'January, February, March, April, May, June, July, August, September, October, November, December'.split(
    ', ',
  );

/** Says what was found, who would get it, and what Send Secure does about it. */
export function explain(checked: Checked, now: Date): Explanation {
  const { decision } = checked;
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
  if (decision.action === 'secure')
    sentences.push(fill(strings.until, { day: dayAfter(now, checked.policy.defaultDays) }));
  const room = MAX_CHARS - title.length - 6;
  const text = shortened(sentences, room);
  return { plain: `${title}\n${text}`, markdown: `**${title}**\n\n${escapeMarkdown(text, room)}` };
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
    const excerpt = index === 0 ? excerptOf(checked, reason) : null;
    return excerpt === null ? reasonInWords(reason) : `${reasonInWords(reason)} ("${excerpt}")`;
  });
  if (shown.length > MAX_LISTED)
    words.push(fill(strings.andMore, { first: words.pop() ?? '', count: shown.length - MAX_LISTED }));
  return words.join(', ');
}

function excerptOf({ found }: Checked, { type }: Sensitive): string | null {
  const first = found.find(({ finding }) => finding.type === type);
  if (first === undefined) return null;
  const others = found.filter(({ text }) => text === first.text).map(({ finding }) => finding);
  // Only what leads up to it: what follows is often the next sentence.
  const { before, masked } = maskExcerpt(first.text, first.finding, EXCERPT_CHARS, others);
  const excerpt = `${before}${masked}`.trim();
  return excerpt.length > MAX_EXCERPT ? null : excerpt;
}

/** Whole sentences, as many as there is room for; the last one says what to do and stays. */
function shortened(sentences: readonly string[], room: number): string {
  const last = sentences[sentences.length - 1] ?? '';
  let text = '';
  for (const sentence of sentences.slice(0, -1)) {
    if (text.length + sentence.length + last.length + 2 > room) continue;
    text += `${sentence} `;
  }
  return (text + last).slice(0, room);
}

/** Names and addresses are text and no Markdown. */
function escapeMarkdown(text: string, room: number): string {
  const escaped = text.replace(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`);
  return escaped.length <= room ? escaped : text.replace(/[\\`*_[\]<>#|]/g, ' ');
}

/** "12 December", without Intl, which the engine of classic Outlook need not have. */
function dayAfter(now: Date, days: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return `${day.getDate()} ${MONTHS[day.getMonth()]}`;
}
