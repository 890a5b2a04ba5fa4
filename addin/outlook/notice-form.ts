import { checksum } from './checksum.ts';

/**
 * How pane and alert agree on what the notice is. After the pane has rewritten a draft into the
 * notice and saved it, it reads the draft back and writes its form into the header
 * `x-sealpost-notice`; on Send the alert reads the draft the same way and compares.
 *
 *   1 text=<checksum> people=<checksum>
 *   1 text=<checksum> people=<checksum> file=<checksum>
 *
 * `text` covers message id, subject and text; `people` covers the sealed recipients as a sorted set
 * of lower-case addresses, whether To, Cc or Bcc. White space is normalised, because Outlook changes
 * it on every save. `file` covers the one attachment that a notice may have, the sealed message itself, by the name and
 * size that Outlook tells of it.
 *
 * The header must not leave with the mail: who receives it could try whether somebody was in Bcc.
 * So the alert removes it as it lets the notice go, and it is not written where no alert runs.
 *
 * A checksum is enough, because nobody is to be kept from forging the form: who can edit the draft is
 * its own author. It has to notice that the draft is not, or no longer, the notice.
 */
export type DraftFacts = {
  subject: string;
  text: string;
  /** Recipients in any order, of all three kinds. */
  addresses: readonly string[];
  /** One entry for each attachment: its name and size. */
  attachments: readonly string[];
};

/** The form of a notice for this message, well below the 998 characters that a header may have. */
export function noticeForm(messageId: string, facts: DraftFacts): string {
  const text = `${messageId}\n${normalise(facts.subject)}\n${normalise(facts.text)}`;
  const people = normaliseAddresses(facts.addresses);
  const form = `1 text=${checksum(text)} people=${checksum(`${messageId}\n${people.join('\n')}`)}`;
  const [file] = facts.attachments;
  return file === undefined ? form : `${form} file=${checksum(`${messageId}\n${file}`)}`;
}

/** Whether a draft is the notice whose form was written down for this message. */
export function isNotice(form: string, messageId: string, facts: DraftFacts): boolean {
  return facts.attachments.length <= 1 && form.trim() === noticeForm(messageId, facts);
}

/** Whether two readings of a draft are of the same draft. */
export function isSameDraft(a: DraftFacts, b: DraftFacts): boolean {
  return (
    normalise(a.subject) === normalise(b.subject) &&
    normalise(a.text) === normalise(b.text) &&
    isSamePeople(a.addresses, b.addresses) &&
    [...a.attachments].sort().join('\n') === [...b.attachments].sort().join('\n')
  );
}

/** Whether two lists of addresses name the same people. */
export function isSamePeople(a: readonly string[], b: readonly string[]): boolean {
  return normaliseAddresses(a).join('\n') === normaliseAddresses(b).join('\n');
}

/** Runs of white space, zero-width characters included, become one space. */
function normalise(text: string): string {
  return text.replace(/[\s\u200b-\u200d\u2060]+/g, ' ').trim();
}

function normaliseAddresses(addresses: readonly string[]): string[] {
  return Array.from(new Set(addresses.map((address) => address.trim().toLowerCase()))).sort();
}
