import { type RenderedMail, renderMail } from './layout.ts';

type Organisation = { name: string; helpPhone: string; helpAddress: string };
export type ServiceMail = RenderedMail & { subject: string };

/** Renders the mail with the six digits that prove an address; it holds no link, so nothing can be clicked by mistake. */
export function renderCode(facts: {
  organisation: Organisation;
  code: string;
  validMinutes: number;
}): ServiceMail {
  const { organisation, code, validMinutes } = facts;
  const body = renderMail({
    heading: `Your code is ${code}`,
    paragraphs: [
      `Type it on the page where you asked for it. It works once, for ${validMinutes} minutes.`,
      'If you did not ask for a code, somebody may have mistyped their address. You can ignore this e-mail; nothing happens without the code.',
    ],
    footer: [
      `Never tell this code to anyone. Staff of ${organisation.name} will not ask for it.`,
      contactLine(organisation),
    ],
    organisationName: organisation.name,
  });
  return { subject: `${code} is your code for secure messages from ${organisation.name}`, ...body };
}

/** Renders the answer to a registration for an address that has an account already. */
export function renderAlreadyRegistered(facts: { organisation: Organisation; origin: string }): ServiceMail {
  const { organisation, origin } = facts;
  const body = renderMail({
    heading: 'You already have an account',
    paragraphs: [
      `Somebody, probably you, asked to register this address for secure messages from ${organisation.name}. It is registered already, so nothing was changed.`,
      'Sign in with the password that you chose.',
    ],
    button: { label: 'Sign in', url: `${origin}/sign-in` },
    footer: ['If it was not you, you can ignore this e-mail.', contactLine(organisation)],
    organisationName: organisation.name,
  });
  return { subject: `You already have an account for secure messages from ${organisation.name}`, ...body };
}

/** Whom to ask, in one line. */
export function contactLine({ helpPhone, helpAddress }: Organisation): string {
  return `Questions? Call ${helpPhone} or write to ${helpAddress}.`;
}
