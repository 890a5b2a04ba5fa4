import { untilInWords } from './dates.ts';
import { mailLanguage, wordsIn } from './language.ts';
import { type MailContent, renderMail } from './layout.ts';
import { nameForMail, oneLine } from './names.ts';
import { authorInWords, messageUrl } from './notice.ts';
import { type Branding, contactLine, lookOf, type Organisation, type ServiceMail } from './service-mail.ts';
import { life as en } from './strings/en.ts';
import { life as es } from './strings/es.ts';
import { life as fr } from './strings/fr.ts';

type Person = { address: string; name: string };

/** What a mail about a message that was sent says; all but `ending` go to its author. Times are ISO 8601 in UTC. */
export type LifeMail =
  /** `subject` and `attachmentNames` only where policy allows, from the author's own browser. */
  | {
      kind: 'sent';
      to: readonly Person[];
      cc: readonly Person[];
      bcc: readonly Person[];
      /** Codes of the decision on send; those without words are left out. */
      reasons: readonly string[];
      subject?: string | undefined;
      attachmentNames?: readonly string[] | undefined;
    }
  | { kind: 'opened' | 'asked'; reader: Person; at: string }
  | { kind: 'stopped'; reader: Person }
  | { kind: 'failed'; readers: readonly Person[] }
  | { kind: 'unopened'; count: number }
  | { kind: 'ending'; readerAddress: string };

/** What all of them need; never anything of the message itself. */
export type LifeFacts = {
  origin: string;
  messageId: string;
  /** The message's author. */
  from: Person;
  sentAt: string;
  expiresAt: string;
  organisation: Organisation;
  branding: Branding | undefined;
  /** IANA. */
  timeZone: string;
  /** BCP 47. */
  language: string;
};

/** People and files that a mail names one by one. */
const MOST_NAMED = 30;
const REASONS = ['sensitive', 'subject_marker', 'confidential', 'unreadable_attachment'] as const;
type Words = ReturnType<typeof wordsIn<typeof en>>;

/** Renders a mail about the life of a message that was sent. */
export function renderLifeMail(mail: LifeMail, facts: LifeFacts): ServiceMail {
  const { organisation, timeZone, branding = { colour: '#0f6cbd', logo: '' } } = facts;
  const language = mailLanguage(facts.language);
  const w = wordsIn(language, { en, es, fr });
  const { look, inline } = lookOf(branding);
  const inWords = (iso: string) => untilInWords(iso, timeZone, language);
  const { heading, paragraphs, button } = contentOf(w, mail, facts, inWords);
  const body = renderMail({
    heading,
    paragraphs,
    ...(button === undefined ? {} : { button }),
    footer: contactLine(language, organisation),
    organisationName: organisation.name,
    language,
    look,
  });
  return { subject: `${heading} (${organisation.name})`, ...body, language, inline };
}

type Content = Pick<MailContent, 'heading' | 'paragraphs' | 'button'>;

function contentOf(w: Words, mail: LifeMail, facts: LifeFacts, inWords: (iso: string) => string): Content {
  const sent = inWords(facts.sentAt);
  const until = w('until', { moment: inWords(facts.expiresAt) });
  const status = { label: w('status'), url: messageUrl(facts.origin, facts.messageId) };
  switch (mail.kind) {
    case 'sent':
      return { heading: w('sentHeading'), paragraphs: [...sentLines(w, mail, sent), until], button: status };
    case 'opened':
      return {
        heading: w('openedHeading', { name: nameForMail(mail.reader) }),
        paragraphs: [
          w('opened', { reader: authorInWords(mail.reader), moment: inWords(mail.at), sent }),
          until,
        ],
        button: status,
      };
    case 'asked':
      return {
        heading: w('askedHeading', { name: nameForMail(mail.reader) }),
        paragraphs: [w('asked', { reader: authorInWords(mail.reader), sent }), w('askedTodo')],
      };
    case 'stopped':
      return {
        heading: w('stoppedHeading', { name: nameForMail(mail.reader) }),
        paragraphs: [w('stopped', { reader: authorInWords(mail.reader), sent }), w('stoppedTodo')],
        button: status,
      };
    case 'failed':
      return {
        heading: w('failedHeading'),
        paragraphs: [w('failed', { sent }), ...named(w, mail.readers.map(authorInWords)), w('failedTodo')],
        button: status,
      };
    case 'unopened':
      return {
        heading: w('unopenedHeading', { count: mail.count }),
        paragraphs: [w('unopened', { count: mail.count, sent, moment: inWords(facts.expiresAt) })],
        button: status,
      };
    case 'ending':
      return {
        heading: w('endingHeading', { name: nameForMail(facts.from) }),
        paragraphs: [w('ending', { author: authorInWords(facts.from), sent }), until],
        button: {
          label: w('read'),
          url: messageUrl(facts.origin, facts.messageId, mail.readerAddress),
        },
      };
  }
}

function sentLines(w: Words, mail: Extract<LifeMail, { kind: 'sent' }>, sent: string): string[] {
  const people = (key: 'to' | 'cc' | 'bcc') =>
    mail[key].length === 0 ? [] : [w(key, { names: named(w, mail[key].map(authorInWords)).join(', ') })];
  const reasons = REASONS.filter((code) => mail.reasons.includes(code)).map((code) => w(`because.${code}`));
  const { subject, attachmentNames = [] } = mail;
  return [
    w('sent', { moment: sent }),
    ...people('to'),
    ...people('cc'),
    ...people('bcc'),
    ...(reasons.length === 0 ? [] : [w('reason', { reasons: reasons.join(', ') })]),
    ...(subject === undefined ? [] : [w('subject', { subject: oneLine(subject) })]),
    ...(attachmentNames.length === 0
      ? []
      : [w('attachments', { names: named(w, attachmentNames.map(oneLine)).join(', ') })]),
  ];
}

function named(w: Words, names: readonly string[]): string[] {
  const left = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(left > 0 ? [w('more', { count: left })] : [])];
}
