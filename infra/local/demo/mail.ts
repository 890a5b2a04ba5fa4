import type { Stage } from './stage.ts';

/** A mail as the mail page's own API tells it. */
export type ArrivedMail = {
  id: string;
  envelope: { from: string; to: string[] };
  subject: string;
  html: string;
  text: string;
};

const TRIES = 100;
const PAUSE_MS = 200;

/** Waits for a mail to an address that fits; throws after 20 s. */
export async function waitForMail(
  { stack }: Stage,
  to: string,
  fits: (mail: ArrivedMail) => boolean,
): Promise<ArrivedMail> {
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = await fetch(`${stack.urls.mail}/api/messages?to=${encodeURIComponent(to)}`);
    const mail = ((await answer.json()) as ArrivedMail[]).find(fits);
    if (mail !== undefined) return mail;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`no such mail arrived for ${to}`);
}

/** The address of the secure message that a notice leads to. */
export function linkIn(mail: ArrivedMail): string {
  const link = /https:\/\/[^\s<>"]+\/m\/[A-Za-z0-9_-]{22}[^\s<>"]*/.exec(mail.text)?.[0];
  if (link === undefined) throw new Error('the notice has no link');
  return link;
}
