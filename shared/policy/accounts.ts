import * as z from 'zod/mini';
import { contrast, DEFAULT_COLOUR, readPng } from '../branding/index.ts';
import { meaning } from './meaning.ts';

/* What an organisation decides about recipients' accounts. What is weak by today's knowledge is off by default. */

const flag = (text: string, isOn: boolean) => meaning(text, z._default(z.boolean(), isOn));
const daysOrNever = (text: string, least: number, most = 3650) =>
  meaning(text, z._default(z.nullable(z.int().check(z.minimum(least), z.maximum(most))), null));

export const passwordPolicySchema = z.strictObject({
  minLength: meaning(
    'The fewest characters of a password that stands alone (NIST SP 800-63B-4: 15).',
    z._default(z.int().check(z.minimum(8), z.maximum(64)), 15),
  ),
  minLengthWithSecondFactor: meaning(
    'The fewest characters where the account has a second factor.',
    z._default(z.int().check(z.minimum(8), z.maximum(64)), 8),
  ),
  maxLength: meaning('The most characters.', z._default(z.int().check(z.minimum(64), z.maximum(256)), 256)),
  kinds: meaning(
    'Kinds of characters that a password must hold. Off by default: such rules make passwords easier to guess (NIST SP 800-63B-4).',
    z._default(z.array(z.enum(['lower', 'upper', 'digit', 'symbol'])).check(z.maxLength(4)), []),
  ),
  expiryDays: daysOrNever(
    'After how many days a new password is asked for at sign-in; it can be put off three times. `null`: never, as NIST advises.',
    1,
  ),
});

export const sessionPolicySchema = z.strictObject({
  idleMinutes: meaning(
    'Without doing anything.',
    z._default(z.int().check(z.minimum(1), z.maximum(24 * 60)), 30),
  ),
  absoluteHours: meaning('At most.', z._default(z.int().check(z.minimum(1), z.maximum(24 * 31)), 12)),
  rememberDays: daysOrNever(
    'Whether people may stay signed in on a device of their own, and for how many days; `null`: they may not.',
    1,
    90,
  ),
});

export const signInPolicySchema = z.strictObject({
  oneTimeCode: flag(
    'Whether a code by mail may stand for the password. Off by default: whoever reads the mail reads the message.',
    false,
  ),
  passkeys: flag('Whether passkeys may be used.', true),
  secondFactor: meaning(
    'Whether people may add a second factor (`optional`), must (`required`) or cannot (`off`). A mailed code never counts as one.',
    z._default(z.enum(['off', 'optional', 'required']), 'optional'),
  ),
  providers: meaning(
    'Whose sign-in may stand for the password: the providers that the deployment has credentials for.',
    z._default(z.array(z.enum(['microsoft', 'google'])).check(z.maxLength(2)), []),
  ),
});

export const recoveryPolicySchema = z.strictObject({
  hint: flag(
    'Whether people may keep a hint, which is mailed to them alone. Off by default: it weakens the password (OWASP ASVS 6.4.2).',
    false,
  ),
  securityQuestion: flag(
    'Whether a question is asked after the mailed link, never instead of it. Off by default: answers are easy to find out (OWASP ASVS 6.4.2).',
    false,
  ),
  reregisterBefore: meaning(
    'After a migration: accounts that were registered before this day (`2026-11-30`) have to be registered anew, and keep their messages. `null`: none.',
    z._default(z.nullable(z.iso.date()), null),
  ),
});

export const locksPolicySchema = z.strictObject({
  attempts: meaning(
    'Failed sign-ins after which an account is locked for where they came from.',
    z._default(z.int().check(z.minimum(3), z.maximum(100)), 10),
  ),
  lockHours: meaning(
    'Hours after which such a lock ends by itself.',
    z._default(z.int().check(z.minimum(1), z.maximum(24 * 7)), 24),
  ),
});

export const inactivityPolicySchema = z
  .strictObject({
    disableAfterDays: daysOrNever(
      'Days without a sign-in after which an account is disabled; a fresh code by mail opens it again.',
      7,
    ),
    deleteAfterDays: daysOrNever('Days after that when it is deleted.', 7),
    warnDays: meaning(
      'Days before each of these steps when its owner is told by mail.',
      z._default(z.int().check(z.minimum(1), z.maximum(30)), 7),
    ),
  })
  .check(
    z.refine(
      (rule) => rule.deleteAfterDays === null || rule.disableAfterDays !== null,
      'deleteAfterDays needs disableAfterDays',
    ),
  );

const COLOUR_CHARACTERS = '#rrggbb'.length;
const MAX_LOGO_BYTES = 40_000;
const MAX_LOGO_PIXELS = 2000;
/** WCAG 2.2, 1.4.3: what text needs on its ground. */
const LEAST_CONTRAST = 4.5;

export const brandingSchema = z.strictObject({
  colour: meaning(
    'Colour of buttons, `#rrggbb` in lower case; white text has to be readable on it (a contrast of 4.5 at least, WCAG 2.2).',
    z._default(
      z.string().check(
        z.regex(/^#[0-9a-f]{6}$/, 'must be a colour as #rrggbb, in lower case'),
        z.refine(
          (colour) => colour.length !== COLOUR_CHARACTERS || contrast(colour, '#ffffff') >= LEAST_CONTRAST,
          `white text cannot be read on this colour (its contrast must be ${LEAST_CONTRAST} at least): choose a darker one`,
        ),
      ),
      DEFAULT_COLOUR,
    ),
  ),
  logo: meaning(
    'A PNG picture as base64, 40 kB at most and 2000 pixels at most on each side, shown 40 pixels high; empty: the name alone.',
    z._default(
      z.string().check(
        z.maxLength(Math.ceil(MAX_LOGO_BYTES / 3) * 4, 'must be 40 kB at most'),
        z.refine(
          (logo) => logo === '' || isLogo(logo),
          'must be a whole PNG picture as base64, 2000 pixels at most on each side',
        ),
      ),
      '',
    ),
  ),
});

function isLogo(base64: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return false;
  const size = readPng(base64);
  return size !== null && size.width <= MAX_LOGO_PIXELS && size.height <= MAX_LOGO_PIXELS;
}
