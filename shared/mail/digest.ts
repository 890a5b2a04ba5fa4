import { untilInWords } from './dates.ts';
import { mailLanguage, wordsIn } from './language.ts';
import { renderMail } from './layout.ts';
import { authorInWords } from './notice.ts';
import { type Branding, contactLine, lookOf, type Organisation, type ServiceMail } from './service-mail.ts';
import { digest as en } from './strings/en.ts';
import { digest as es } from './strings/es.ts';
import { digest as fr } from './strings/fr.ts';

/** Messages that the mail names one by one; the mailbox has them all. */
const MOST_LINES = 30;

/** What a daily mail says of each message: who wrote, and until when it can be read (ISO 8601 in UTC). */
export type DigestItem = { from: { address: string; name: string }; expiresAt: string };

/** Renders the daily mail about messages that wait; never a subject, never content. `items`: oldest first. */
export function renderDigest(facts: {
  origin: string;
  items: readonly DigestItem[];
  organisation: Organisation;
  branding: Branding;
  /** IANA. */
  timeZone: string;
  /** BCP 47. */
  language: string;
}): ServiceMail {
  const { origin, items, organisation, timeZone } = facts;
  const language = mailLanguage(facts.language);
  const w = wordsIn(language, { en, es, fr });
  const { look, inline } = lookOf(facts.branding);
  const lines = items.slice(0, MOST_LINES).map(({ from, expiresAt }) =>
    w('line', {
      author: authorInWords(from),
      moment: untilInWords(expiresAt, timeZone, language),
    }),
  );
  const heading = w('heading', { count: items.length });
  const body = renderMail({
    heading,
    paragraphs: [
      w('text'),
      ...lines,
      ...(items.length > MOST_LINES ? [w('more', { count: items.length - MOST_LINES })] : []),
    ],
    button: { label: w('button'), url: `${origin}/inbox` },
    footer: [w('why', { settings: `${origin}/settings` }), ...contactLine(language, organisation)],
    organisationName: organisation.name,
    language,
    look,
  });
  return { subject: `${heading} (${organisation.name})`, ...body, language, inline };
}
