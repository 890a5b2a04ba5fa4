import { type RenderedMail, renderMail } from './layout.ts';
import { nameForMail } from './names.ts';

/** What a notice needs to say; it never carries anything of the message itself. */
export type NoticeFacts = {
  /** The service's origin, such as `https://secure.example.gov`. */
  origin: string;
  messageId: string;
  from: { address: string; name: string };
  /** Whether the author is of the organisation or one of its correspondents; staff where absent. */
  authorKind?: 'staff' | 'recipient';
  organisation: { name: string; helpPhone: string; helpAddress: string };
  /** ISO 8601 in UTC. */
  expiresAt: string;
  /** IANA name of the zone in which the expiry is told. */
  timeZone: string;
  /** BCP 47. */
  locale: string;
  /** The one person whom this notice is mailed to; absent where one notice serves all. */
  readerAddress?: string;
};

export type Notice = RenderedMail & { subject: string };

/** Renders the notice that stands in the mail in place of a secure message. */
export function renderNotice(facts: NoticeFacts): Notice {
  const { organisation } = facts;
  const name = nameForMail(facts.from);
  const isStaff = facts.authorKind !== 'recipient';
  const author = name === facts.from.address ? name : `${name} (${facts.from.address})`;
  const body = renderMail({
    heading: `${name} sent you a secure message`,
    paragraphs: [
      `${author}${isStaff ? ` at ${organisation.name}` : ''} wrote to you. The message itself is not in this e-mail, so that only the people it was sent to can read it.`,
      `You can read it until ${untilInWords(facts.expiresAt, facts.timeZone, facts.locale)}.`,
    ],
    button: {
      label: 'Read the message',
      url: messageUrl(facts.origin, facts.messageId, facts.readerAddress),
    },
    footer: [
      `First time here? You will choose a password once; it takes a minute. Staff of ${organisation.name} sign in with their work account.`,
      `Is this genuine? The address of the message begins with ${facts.origin}/ and staff of ${organisation.name} will never ask for your password.`,
      `Questions? Call ${organisation.helpPhone} or write to ${organisation.helpAddress}.`,
    ],
    organisationName: organisation.name,
    locale: 'en',
  });
  return { subject: `Secure message from ${name}${isStaff ? `, ${organisation.name}` : ''}`, ...body };
}

/**
 * The address of a message in the portal. The reader's address stands in the fragment, which no
 * server and no referrer ever sees.
 */
export function messageUrl(origin: string, messageId: string, readerAddress?: string): string {
  const fragment = readerAddress === undefined ? '' : `#to=${encodeURIComponent(readerAddress)}`;
  return `${origin}/m/${messageId}${fragment}`;
}

/**
 * A moment (ISO 8601) in words and with its zone: "Friday, 11 December 2026, 5:12 pm EST" in English,
 * the language's own form elsewhere.
 */
export function untilInWords(iso: string, timeZone: string, locale: string): string {
  const form = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  });
  const moment = new Date(iso);
  if (!/^en\b/.test(locale)) return form.format(moment);
  const parts = form.formatToParts(moment);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  const time = `${of('hour')}:${of('minute')} ${of('dayPeriod').toLowerCase()}`.trim();
  return `${of('weekday')}, ${of('day')} ${of('month')} ${of('year')}, ${time} ${of('timeZoneName')}`;
}
