import { readPng } from '../branding/index.ts';
import { type MailLanguage, wordsIn } from './language.ts';
import type { Look, RenderedMail } from './layout.ts';
import { frame as en } from './strings/en.ts';
import { frame as es } from './strings/es.ts';
import { frame as fr } from './strings/fr.ts';

export type Organisation = { name: string; helpPhone: string; helpAddress: string };
/** The organisation's looks, as its policy has them: `#rrggbb`, and a PNG as base64 or nothing. */
export type Branding = { colour: string; logo: string };

/** A picture that travels inside the mail and is named there by `cid:` (RFC 2392). */
export type InlinePart = { contentId: string; mediaType: 'image/png'; base64: string };

/** A mail of the service, ready for the mailer; `language` is that of its words (BCP 47). */
export type ServiceMail = RenderedMail & {
  subject: string;
  language: MailLanguage;
  inline: readonly InlinePart[];
};

const LOGO_ID = 'logo@sealpost';
const LOGO_HEIGHT = 40;
const MAX_LOGO_WIDTH = 320;

/** Whom to ask, in one line; empty where the policy names nobody. */
export function contactLine(language: MailLanguage, organisation: Organisation): string[] {
  const { helpPhone: phone, helpAddress: address } = organisation;
  const w = wordsIn(language, { en, es, fr });
  if (phone !== '' && address !== '') return [w('contact', { phone, address })];
  if (phone !== '') return [w('contactPhone', { phone })];
  return address === '' ? [] : [w('contactAddress', { address })];
}

/** How a mail looks by the organisation's branding, and the picture that it needs for it. */
export function lookOf({ colour, logo }: Branding): { look: Look; inline: readonly InlinePart[] } {
  const size = logo === '' ? null : readPng(logo);
  if (size === null) return { look: { colour }, inline: [] };
  const width = Math.min(Math.round((size.width * LOGO_HEIGHT) / size.height), MAX_LOGO_WIDTH);
  const height = Math.round((size.height * width) / size.width);
  return {
    look: { colour, logo: { url: `cid:${LOGO_ID}`, width, height } },
    inline: [{ contentId: LOGO_ID, mediaType: 'image/png', base64: logo }],
  };
}
