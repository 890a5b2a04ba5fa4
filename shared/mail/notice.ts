import { untilInWords } from './dates.ts';
import { type MailLanguage, mailLanguage, wordsIn } from './language.ts';
import { renderMail } from './layout.ts';
import { MESSAGE_FILE } from './message-file-form.ts';
import { nameForMail } from './names.ts';
import { type Branding, contactLine, lookOf, type Organisation, type ServiceMail } from './service-mail.ts';
import { notice as en } from './strings/en.ts';
import { notice as es } from './strings/es.ts';
import { notice as fr } from './strings/fr.ts';

/** What a notice needs to say; it never carries anything of the message itself. */
export type NoticeFacts = {
  /** The service's origin, such as `https://secure.example.gov`. */
  origin: string;
  messageId: string;
  from: { address: string; name: string };
  /** The person who wrote it, where it is from a mailbox that they write for. */
  sender?: { address: string; name: string };
  /** Whether the author is of the organisation or one of its correspondents; staff where absent. */
  authorKind?: 'staff' | 'recipient';
  organisation: Organisation;
  /** Absent: the standard colour and no logo. */
  branding?: Branding;
  /** ISO 8601 in UTC. */
  expiresAt: string;
  /** IANA name of the zone in which the expiry is told. */
  timeZone: string;
  /** BCP 47; English where the language is none of ours. */
  locale: string;
  /** The message asks for a passphrase, which its author tells by telephone. */
  asksPassphrase?: boolean;
  /** The notice carries the sealed message as a file. */
  hasFile?: boolean;
  /** The one person whom this notice is mailed to; absent where one notice serves all. */
  readerAddress?: string;
};

/** Renders the notice that stands in the mail in place of a secure message. */
export function renderNotice(facts: NoticeFacts): ServiceMail {
  const { organisation, branding = { colour: '#0f6cbd', logo: '' } } = facts;
  const language: MailLanguage = mailLanguage(facts.locale);
  const w = wordsIn(language, { en, es, fr });
  const { look, inline } = lookOf(branding);
  const name = nameForMail(facts.from);
  const isStaff = facts.authorKind !== 'recipient';
  const values = {
    name,
    author: authorInWords(facts.from),
    sender: authorInWords(facts.sender ?? facts.from),
    organisation: organisation.name,
    origin: facts.origin,
    moment: untilInWords(facts.expiresAt, facts.timeZone, language),
  };
  const body = renderMail({
    heading: w('heading', values),
    paragraphs: [
      w(facts.sender !== undefined ? 'fromDelegate' : isStaff ? 'fromStaff' : 'from', values),
      w('until', values),
      ...(facts.asksPassphrase ? [w('passphrase', values)] : []),
      ...(facts.hasFile ? [w('file', { file: MESSAGE_FILE })] : []),
    ],
    button: {
      label: w('button'),
      url: messageUrl(facts.origin, facts.messageId, facts.readerAddress),
    },
    footer: [w('firstTime', values), w('genuine', values), ...contactLine(language, organisation)],
    organisationName: organisation.name,
    language,
    look,
  });
  return { subject: w(isStaff ? 'subjectStaff' : 'subject', values), ...body, language, inline };
}

/** Who wrote, with the address that no name can stand in for: `Tammy Gould (tammy.gould@example.gov)`. */
export function authorInWords(from: { address: string; name: string }): string {
  const name = nameForMail(from);
  return name === from.address ? name : `${name} (${from.address})`;
}

/**
 * The address of a message in the portal. The reader's address stands in the fragment, which no
 * server and no referrer ever sees.
 */
export function messageUrl(origin: string, messageId: string, readerAddress?: string): string {
  const fragment = readerAddress === undefined ? '' : `#to=${encodeURIComponent(readerAddress)}`;
  return `${origin}/m/${messageId}${fragment}`;
}
