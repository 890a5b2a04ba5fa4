import type { Label } from './labels.ts';
import type { Hit } from './tokenise.ts';

/** Where a person is named, identified or spoken of. */
export type Anchor = { start: number; end: number; what: string };

/** A term and a person stand in one paragraph, so far apart at most. */
export const BESIDE_CHARS = 150;
/** The paired facts stand closer to theirs. */
export const PAIRED_CHARS = 100;

/** Before a name: whoever is asked, leads, treats, speaks or signs is not whom a term is about. */
const CONTACT_BEFORE =
  /(?:^|[^a-z])(?:contact|call|e-?mail|ask|dear|thanks|thank you|hi|from|author|speaker|(?:questions|rsvp|inquiries|comments|due|reply|proposals|applications|send|thanks) to|(?:hosted|presented|written|led|sponsored|study|talk|taught|approved|reviewed|prepared|seen|ordered|prescribed|report|article) by|(?:^|\n) {0,9}by|dra?|prof|professor|director|commissioner|secretary|rep|representative|sen|senator|gov|governor|mayor|president|chair|judge|justice|attorney|counselor|sheriff|chief|officer|detective|coordinator|manager|supervisor|caseworker|nurse|therapist|editor|st)[.:,]?\s{1,3}(?:(?:mr|mrs|ms|dr)\.? )?$/i;
/** Behind a name: a calling, or what a speaker does. */
const CONTACT_AFTER =
  /^(?:,? \(?(?:MD|M\.D|RN|NP|LCSW|PhD|Esq|[Dd]irector|[Cc]ommissioner|[Cc]hair|[Pp]rofessor|[Cc]oordinator|[Mm]anager)\b| (?:will |to )?(?:speak|present|lecture|lead|host|chair|write|wrote)s?\b|@)/;
/** What is named after somebody. */
const INSTITUTION =
  / (?:Act|Avenue|Award|Building|Center|Clinic|College|Foundation|Fund|Hospital|House|Institute|Library|Memorial|Program|Road|School|Street|University)\b/;

/** Whether the name at `start`..`end` is that of somebody to turn to, of a speaker or of an institution. */
export function isContact(text: string, { start, end }: { start: number; end: number }): boolean {
  return (
    CONTACT_BEFORE.test(text.slice(Math.max(0, start - 32), start)) ||
    CONTACT_AFTER.test(text.slice(end, end + 24)) ||
    INSTITUTION.test(text.slice(start, end + 14))
  );
}

const TOPIC_AFTER =
  /^(?:[ -][A-Za-z]{2,14}){0,2}[ -](?:act|association|awareness|bill|board|ceremony|coalition|committee|conference|cris[ei]s|department|foundation|funding|grants?|guide(?:lines?)?|day|hearings?|laws?|lecture|meeting|module|month|newsletter|policy|policies|prevention|programs?|rates|reform|regulations|research|resource|rfp|rules?|seminar|society|statistics|study|survey|task force|training|trends|walk|webinar|week|workshop)\b/i;
const TOPIC_BEFORE =
  /\b(?:article|bill|book|class|conference|course|film|forum|hearing|lecture|legislation|news|panel|presentation|report|research|seminar|session|study|summit|talk|testimony|training|webinar|workshop)s?\s(?:on|about|regarding|for|of|into)\s(?:[a-z]{1,14}\s){0,3}$/i;

/** Whether a term is the subject of a meeting, a law or a programme rather than a fact about somebody. */
export function isTopic(text: string, { start, end }: { start: number; end: number }): boolean {
  return (
    TOPIC_AFTER.test(text.slice(end, end + 48)) ||
    TOPIC_BEFORE.test(text.slice(Math.max(0, start - 72), start))
  );
}

const SAYS =
  /^ (?:also |still |now |never |recently |just )?(?:is|was|has|had|takes|took|gets|got|needs|tested|reports|denies|states|says|said|told|started|stopped|missed|identifies|came|uses|owes|makes|filed|served|pled|went|refuses|requests|underwent|wears|prays|attends|asks|asked|wants|suffers|spent|crossed|lives|lost)\b/;
const NUMBER = /^s?(?: (?:id|no\.?|number))?:? ?#? ?[A-Z]{0,3}-?\d{3}/i;
/** "If an applicant is …" speaks of nobody. */
const THIS_ONE = /(?:^|[.:;!?,]|\b(?:the|our|my|this|his|her|your|their|foster|and|that)) {0,2}$/i;

/**
 * People who are spoken of without a full name: a given name or a role of which the text says something
 * ("Carlos takes", "our client is"), and a role with a number ("inmate 30221").
 */
export function spokenOf(text: string, givenNames: readonly Hit[], labels: readonly Label[]): Anchor[] {
  const found: Anchor[] = [];
  for (const { start, end } of givenNames) {
    const isName =
      /^[A-Z]/.test(text.charAt(start)) &&
      (says(text, end) ||
        /^'s /.test(text.slice(end, end + 3)) ||
        /[A-Z][A-Za-z'-]{1,20}, $/.test(text.slice(Math.max(0, start - 24), start))) &&
      !isContact(text, { start, end });
    if (isName) found.push({ start, end, what: "a person's name" });
  }
  for (const { kind, start, end } of labels) {
    if (kind !== 'NAME' && kind !== 'MRN' && kind !== 'other') continue;
    if (NUMBER.test(text.slice(end, end + 20))) {
      if (kind === 'NAME' || /^(?:employee|student|member)/i.test(text.slice(start, end)))
        found.push({ start, end, what: "a person's number" });
    } else if (
      kind === 'NAME' &&
      says(text, end) &&
      THIS_ONE.test(text.slice(Math.max(0, start - 10), start))
    )
      found.push({ start, end, what: 'a person' });
  }
  return found;
}

function says(text: string, end: number): boolean {
  return SAYS.test(text.slice(end, end + 28));
}

/** A name that is in no list, by what is only said of people. */
const NAMED =
  /(?:^|[.:;!?,("]\s|\n|\b(?:for|of|and|that|if|because)\s)(?:[A-Z][a-z'-]{1,15}(?: [A-Z]\.?)? [A-Z][A-Za-z'-]{1,20}|[Ss]?[Hh]e) (?:also |still |now |never |recently |just )?(?:is|was|has|had|takes|took|gets|got|needs|tested|reports|denies|states|says|said|told|started|stopped|missed|identifies|came|uses|owes|makes|filed|served|pled|went|refuses|requests|underwent|wears|prays|attends|asks|asked|wants|suffers|spent|crossed|lives|lost)\b|\b(?:for|about|on|regarding|re:?) [A-Z][a-z'-]{1,15} [A-Z][a-z'-]{1,20}(?:[,.;?)]|$)/;

/** Enough for what is told of somebody's health, and not for a fact that only a name makes telling. */
const PRONOUN = /\b[Ss]?[Hh]e /;

/** The person with an unlisted name of whom the text around a term says something; null where there is none. */
export function unlistedPerson(
  text: string,
  { start, end }: { start: number; end: number },
  isPaired: boolean,
): Anchor | null {
  const reach = isPaired ? PAIRED_CHARS : BESIDE_CHARS;
  let before = text.slice(Math.max(0, start - reach), start);
  before = before.slice(before.lastIndexOf('\n\n') + 1);
  const match = NAMED.exec(
    before +
      text
        .slice(start, end + reach)
        .split('\n\n', 1)
        .join(),
  );
  if (match === null || (isPaired && PRONOUN.test(match[0]))) return null;
  const from = start - before.length + match.index;
  // "Citizenship Day is": the term itself is nobody.
  if (from < end && from + match[0].length > start) return null;
  return { start: from, end: from + match[0].length, what: 'a person' };
}
