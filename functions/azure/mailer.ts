import type { Config } from '../config.ts';
import type { Mailer } from '../ports.ts';
import { createAppToken } from './app-token.ts';
import { createGraphMailer } from './graph-mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

/** The mailer over the transport that the settings name; who the mails come from is the policy's. */
export function createMailer(
  { mail, app, origin }: Pick<Config, 'mail' | 'app' | 'origin'>,
  organisation: { name: string; helpAddress: string },
): Mailer {
  if (mail.kind === 'graph')
    return createGraphMailer(mail, organisation, origin, createAppToken(app, `${mail.graphUrl}/.default`));
  const token = mail.oauthScope === null ? null : createAppToken(app, mail.oauthScope);
  return createSmtpMailer(mail, organisation, origin, token);
}
