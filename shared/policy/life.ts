import * as z from 'zod/mini';
import { domainSchema } from './domain.ts';
import { meaning } from './meaning.ts';

/* What an organisation decides about the life of a message that was sent. */

const days = {
  minDays: meaning('The fewest days.', z.int().check(z.minimum(1))),
  defaultDays: meaning('Days where nobody chooses.', z.int().check(z.minimum(1))),
  maxDays: meaning('The most days.', z.int().check(z.minimum(1), z.maximum(3650))),
};

/** A whole address in lower case. */
const wholeAddressSchema = z
  .string()
  .check(z.toLowerCase(), z.maxLength(254), z.regex(/^[^@\s]+@[a-z0-9.-]+$/));
/** A whole address or a domain, in lower case. */
const whomSchema = z.union([domainSchema, wholeAddressSchema]);

const ruleSchema = z.strictObject({
  roles: meaning(
    'App roles of the author, any of them; in Entra ID a role is given to people and to groups. Empty: whatever the role.',
    z._default(z.array(z.string().check(z.minLength(1), z.maxLength(120))).check(z.maxLength(50)), []),
  ),
  authors: meaning(
    "Addresses or domains, any of them the author's. Empty: whoever writes.",
    z._default(z.array(whomSchema).check(z.maxLength(500)), []),
  ),
  recipientDomains: meaning(
    "Domains, any of them a recipient's. Empty: whoever gets it.",
    z._default(z.array(domainSchema).check(z.maxLength(500)), []),
  ),
  ...days,
});

export const expirySchema = z.object({
  ...days,
  rules: meaning(
    'Other days for some authors or recipients; the first rule counts of which all that it names is so.',
    z._default(z.array(ruleSchema).check(z.maxLength(50)), []),
  ),
});

export const confirmationsSchema = z.strictObject({
  sent: meaning(
    '"Sent securely", with all recipients, the time and the reason. `mail`: as a mail to the author; `portal`: only on the page and under Sent; `none`: as `portal`.',
    z._default(z.enum(['mail', 'portal', 'none']), 'portal'),
  ),
  opened: meaning(
    '"Opened", the first time that each recipient opens. `mail`: as a mail to the author, and in the status; `portal`: only there; `none`: authors are not told.',
    z._default(z.enum(['mail', 'portal', 'none']), 'mail'),
  ),
  subject: meaning(
    'Whether the mail "sent securely" names the subject. It passes through the service without being stored, but the mail itself is not encrypted.',
    z._default(z.boolean(), false),
  ),
  attachmentNames: meaning(
    'Whether that mail names the attachments, likewise.',
    z._default(z.boolean(), false),
  ),
});

export const revokeSchema = z.strictObject({
  quotes: meaning(
    'Whether an end of access for all also ends the replies to the message, which quote it, and the replies to those.',
    z._default(z.boolean(), false),
  ),
});

export const messageFileSchema = z.strictObject({
  when: meaning(
    'Whether the notice also carries the message, sealed, as the file SecureMessage.html. `wished`: where a recipient has asked for it in the settings; `always`: with every notice; `never`: with none.',
    z._default(z.enum(['wished', 'always', 'never']), 'wished'),
  ),
  domains: meaning(
    'Domains of recipients who always get it, whatever they chose; not with `never`.',
    z._default(z.array(domainSchema).check(z.maxLength(500)), []),
  ),
  maxBytes: meaning(
    'How much of a message goes into the file; attachments beyond it are loaded when the file is opened.',
    z._default(z.int().check(z.minimum(100_000), z.maximum(13_000_000)), 10_000_000),
  ),
});

export const inboxSchema = z.strictObject({
  whom: meaning(
    'Addresses and domains of the organisation whose people get what is written to them from outside as an ordinary mail in their mailbox. The service opens such a message in memory; in the mailbox it is kept as long as any mail. Everybody else gets a notice.',
    z._default(z.array(whomSchema).check(z.maxLength(1000)), []),
  ),
  confidential: meaning(
    'What becomes of Confidential messages to them: a `mail` as well, or only a `notice`. What asks for a passphrase is always a notice.',
    z._default(z.enum(['mail', 'notice']), 'notice'),
  ),
});

export const tlsSchema = z.strictObject({
  deliver: meaning(
    'How a secure message that staff write in the portal reaches the people of a domain in `send.tlsDomains`: as a notice (`portal`), or itself as an ordinary mail, straight to that domain and only over verified TLS (`mail`). What cannot go so is announced by a notice.',
    z._default(z.enum(['portal', 'mail']), 'portal'),
  ),
});

export const delegatesSchema = z
  .array(
    z.strictObject({
      mailbox: meaning("Its address, at one of the organisation's domains.", wholeAddressSchema),
      name: meaning('Its name, as readers see it.', z.string().check(z.minLength(1), z.maxLength(80))),
      people: meaning(
        'Addresses of those who may write on its behalf.',
        z.array(wholeAddressSchema).check(z.minLength(1), z.maxLength(500)),
      ),
    }),
  )
  .check(z.maxLength(1000));
