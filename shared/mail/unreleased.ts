import { renderMail } from './layout.ts';
import { untilInWords } from './notice.ts';
import { contactLine, type ServiceMail } from './registration.ts';

/** Renders the report to an author that nobody has come by a notice yet; times are ISO 8601 in UTC. */
export function renderUnreleased(facts: {
  organisation: { name: string; helpPhone: string; helpAddress: string };
  sentAt: string;
  expiresAt: string;
  timeZone: string;
  locale: string;
  readers: number;
}): ServiceMail {
  const { organisation } = facts;
  const people = facts.readers === 1 ? 'one person' : `${facts.readers} people`;
  const body = renderMail({
    heading: 'A secure message may not have been announced',
    paragraphs: [
      `On ${untilInWords(facts.sentAt, facts.timeZone, facts.locale)} you sealed a secure message to ${people}. Nobody has opened it yet, and Outlook did not report that its notice left.`,
      'Look in your Drafts folder. If the notice is still there, open it and press Send. If it stands under Sent Items, there is nothing to do.',
      `The message stays readable until ${untilInWords(facts.expiresAt, facts.timeZone, facts.locale)}.`,
    ],
    footer: [contactLine(organisation)],
    organisationName: organisation.name,
  });
  return { subject: 'A secure message may not have been announced', ...body };
}
