import { mailLanguage, wordsIn } from './language.ts';
import { renderMail } from './layout.ts';
import { nameForMail } from './names.ts';
import { authorInWords } from './notice.ts';
import { type Branding, contactLine, lookOf, type Organisation, type ServiceMail } from './service-mail.ts';
import { tls as en } from './strings/en.ts';
import { tls as es } from './strings/es.ts';
import { tls as fr } from './strings/fr.ts';

/** Renders a mail about a request for enforced TLS: to the organisation's help, or to the one who asked. */
export function renderTlsMail(facts: {
  kind: 'asked' | 'accepted' | 'declined';
  domain: string;
  by: { address: string; name: string };
  /** What the administrator wrote; may be empty. */
  words: string;
  origin: string;
  organisation: Organisation;
  branding: Branding;
  /** BCP 47. */
  language: string;
}): ServiceMail {
  const { kind, domain, by, words, origin, organisation } = facts;
  const language = mailLanguage(facts.language);
  const w = wordsIn(language, { en, es, fr });
  const { look, inline } = lookOf(facts.branding);
  const values = {
    domain,
    author: authorInWords(by),
    name: nameForMail(by),
    organisation: organisation.name,
  };
  const heading = w(`${kind}Heading`, values);
  const body = renderMail({
    heading,
    paragraphs: [w(`${kind}Text`, values), ...(words === '' ? [] : [w('words'), words])],
    button:
      kind === 'asked'
        ? { label: w('answer'), url: `${origin}/manage/tls-requests` }
        : { label: w('see'), url: `${origin}/tls-request` },
    footer: contactLine(language, organisation),
    organisationName: organisation.name,
    language,
    look,
  });
  return { subject: `${heading} (${organisation.name})`, ...body, language, inline };
}
