/* Looks at the mail that really arrived, through the mail page's own API; for the demo and for tests. */

/** One mail as the mail server keeps it. */
export type ArrivedMail = {
  id: string;
  envelope: { from: string; to: string[]; tls?: string };
  subject: string;
  headers: Record<string, string>;
  html: string;
  text: string;
  attachments: { name: string; type: string; sizeBytes: number }[];
};

const TRIES = 100;
const PAUSE_MS = 200;

/** Every mail that has arrived for an address, newest first. The caller's process must trust the stack's CA. */
export async function mailsTo(mailUrl: string, address: string): Promise<ArrivedMail[]> {
  const answer = await fetch(`${mailUrl}/api/messages?to=${encodeURIComponent(address)}`);
  return (await answer.json()) as ArrivedMail[];
}

/** Waits for a mail to an address that fits; throws after 20 s. */
export async function waitForMail(
  mailUrl: string,
  address: string,
  fits: (mail: ArrivedMail) => boolean = () => true,
): Promise<ArrivedMail> {
  for (let tries = 0; tries < TRIES; tries++) {
    const mail = (await mailsTo(mailUrl, address)).find(fits);
    if (mail !== undefined) return mail;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`no such mail arrived for ${address}`);
}

/** The address of the secure message that a notice leads to. */
export function linkIn(mail: ArrivedMail): string {
  const link = /https:\/\/[^\s<>"]+\/m\/[A-Za-z0-9_-]{22}[^\s<>"]*/.exec(mail.text)?.[0];
  if (link === undefined) throw new Error('the notice has no link');
  return link;
}
