import { untilInWords } from './dates.ts';
import { mailLanguage, wordsIn } from './language.ts';
import { renderMail } from './layout.ts';
import { type Branding, contactLine, lookOf, type Organisation, type ServiceMail } from './service-mail.ts';
import { unreleased as en } from './strings/en.ts';
import { unreleased as es } from './strings/es.ts';
import { unreleased as fr } from './strings/fr.ts';

/** Renders the report to an author that nobody has come by a notice yet; times are ISO 8601 in UTC. */
export function renderUnreleased(facts: {
  organisation: Organisation;
  branding: Branding;
  sentAt: string;
  expiresAt: string;
  /** IANA. */
  timeZone: string;
  /** BCP 47. */
  language: string;
  readers: number;
}): ServiceMail {
  const { organisation, timeZone } = facts;
  const language = mailLanguage(facts.language);
  const w = wordsIn(language, { en, es, fr });
  const { look, inline } = lookOf(facts.branding);
  const subject = w('subject');
  const body = renderMail({
    heading: subject,
    paragraphs: [
      w('sealed', { count: facts.readers, moment: untilInWords(facts.sentAt, timeZone, language) }),
      w('todo'),
      w('until', { moment: untilInWords(facts.expiresAt, timeZone, language) }),
    ],
    footer: contactLine(language, organisation),
    organisationName: organisation.name,
    language,
    look,
  });
  return { subject, ...body, language, inline };
}
