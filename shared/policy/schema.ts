import * as z from 'zod/mini';
import { builtInPacks, type FindingType, findingTypes } from '../scan/index.ts';
import {
  brandingSchema,
  inactivityPolicySchema,
  locksPolicySchema,
  passwordPolicySchema,
  recoveryPolicySchema,
  sessionPolicySchema,
  signInPolicySchema,
} from './accounts.ts';
import { domainSchema } from './domain.ts';
import { domainOf, isInside } from './inside.ts';
import {
  confirmationsSchema,
  delegatesSchema,
  expirySchema,
  inboxSchema,
  messageFileSchema,
  revokeSchema,
  tlsSchema,
} from './life.ts';
import { meaning } from './meaning.ts';

const MEGABYTE = 1_000_000;

const actionSchema = z.enum(['secure', 'warn', 'off']);

const ruleSchema = z.strictObject({
  action: meaning(
    '`secure`: the mail has to be sent securely. `warn`: its author is asked. `off`: nothing happens.',
    actionSchema,
  ),
  besidePerson: meaning(
    'What it does within 200 characters of a name or of a number that says whose it is, where that is more; as `action` where nothing is said.',
    z.optional(actionSchema),
  ),
  minConfidence: meaning(
    'From 0 to 1: what the scanner is less sure of does not count.',
    z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  ),
  minCount: meaning(
    'So many have to be in one mail.',
    z.optional(z.int().check(z.minimum(1), z.maximum(1000))),
  ),
});

/** Words of a lexicon: lower case, accents and apostrophes as a space or left out. */
const termSchema = z.string().check(z.maxLength(100), z.regex(/^[a-z0-9]+(?: [a-z0-9]+){0,9}$/));

const packChangeSchema = z.strictObject({
  isOff: meaning('Whether the lexicon is left out.', z._default(z.boolean(), false)),
  threshold: meaning(
    'The weight of distinct terms close together from which it fires; `null`: as the lexicon has it.',
    z._default(z.nullable(z.number().check(z.positive())), null),
  ),
  add: meaning(
    'Terms that are added, or weighed anew: words in lower case, apostrophes as a space.',
    z._default(
      z
        .array(
          z.strictObject({
            term: meaning('One to ten words.', termSchema),
            weight: meaning(
              'What it adds to the threshold.',
              z._default(z.number().check(z.positive(), z.maximum(10)), 1),
            ),
            strong: meaning('Whether it fires beside a person.', z._default(z.boolean(), false)),
            alone: meaning('Whether it fires by itself.', z._default(z.boolean(), false)),
          }),
        )
        .check(z.maxLength(2000)),
      [],
    ),
  ),
  remove: meaning('Terms that are taken out.', z._default(z.array(termSchema).check(z.maxLength(2000)), [])),
});

function isPack(id: string): boolean {
  return builtInPacks.some((pack) => pack.id === id);
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** What stands in a subject: in lower case, as it is compared. */
const markersSchema = z
  .array(z.string().check(z.toLowerCase(), z.minLength(3), z.maxLength(40)))
  .check(z.maxLength(50));

const sendSchema = z.strictObject({
  mode: meaning(
    'What the author may do with a mail that has to be sent securely: with `PromptUser` send it all the same (where Outlook can ask, Mailbox 1.14), with `SoftBlock` not, with `Block` not even where the add-in is away. `Block` needs the same word in the manifest (`SendMode`).',
    z._default(z.enum(['PromptUser', 'SoftBlock', 'Block']), 'SoftBlock'),
  ),
  subjectMarkers: meaning(
    'Anywhere in the subject: the mail has to be sent securely when anybody outside gets it.',
    z._default(markersSchema, ['[secure]', '[encrypt]']),
  ),
  confidentialMarkers: meaning(
    'At the start of the subject: as good as a Confidential label.',
    z._default(markersSchema, ['confidential:', '[confidential]']),
  ),
  confidentialLabels: meaning(
    'Names or ids of sensitivity labels that mean Confidential.',
    z._default(markersSchema, ['confidential', 'highly confidential']),
  ),
  unreadable: meaning(
    'What an attachment does that cannot be looked into, such as a file with a password.',
    z._default(z.enum(['secure', 'warn', 'ignore']), 'warn'),
  ),
  firstTime: meaning(
    'Whether people who were never written to before are a question of their own (`warn`), or only advice to call them (`tip`). Staff write to new people every day, so a question soon goes unread.',
    z._default(z.enum(['warn', 'tip']), 'tip'),
  ),
  maxOutsiders: meaning(
    'More people outside than this are a question.',
    z._default(z.int().check(z.minimum(1), z.maximum(500)), 20),
  ),
  tlsDomains: meaning(
    'Domains to which mail travels over enforced TLS: it goes without being held. Pages get only their hashes, never their names, owners or reasons.',
    z._default(
      z
        .array(
          z.strictObject({
            domain: meaning('The domain; subdomains are named one by one.', domainSchema),
            owner: meaning('Who answers for it.', z.string().check(z.minLength(1), z.maxLength(200))),
            reason: meaning('Why it is here.', z.string().check(z.minLength(1), z.maxLength(500))),
            since: meaning('From which day (YYYY-MM-DD).', z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))),
          }),
        )
        .check(z.maxLength(5000)),
      [],
    ),
  ),
  genuineDomains: meaning(
    'Domains outside that look like a known one by right, such as a partner with nearly the same name: no question about them.',
    z._default(z.array(domainSchema).check(z.maxLength(500)), []),
  ),
  reportOverrides: meaning(
    'Whether findings that authors called not sensitive are reported to the audit log, by type and number.',
    z._default(z.boolean(), false),
  ),
  guide: meaning(
    'The guide for people outside, and the line for signatures that leads to it; empty: no advice about it.',
    z._default(
      z.strictObject({
        link: meaning('Address of the guide.', z.string().check(z.maxLength(300))),
        tagline: meaning('The line for signatures.', z.string().check(z.maxLength(300))),
      }),
      { link: '', tagline: '' },
    ),
  ),
});

/** What an organisation decides; everything but its name and domains has a default. */
export const policySchema = z
  .object({
    organisation: z.object({
      name: meaning('Its name, as people read it.', z.string().check(z.minLength(1), z.maxLength(100))),
      domains: meaning(
        'Its own mail domains; people there sign in with their work account. Subdomains are named one by one.',
        z.array(domainSchema).check(z.minLength(1)),
      ),
      helpPhone: meaning('Whom to call.', z._default(z.string(), '')),
      helpAddress: meaning('Whom to write to.', z._default(z.string(), '')),
      timeZone: meaning(
        "IANA zone of dates in mails; a page shows the reader's own.",
        z._default(z.string().check(z.refine(isZone, 'must be an IANA zone')), 'America/New_York'),
      ),
      language: meaning(
        'Language of mails to people who have chosen none: English, Spanish or French.',
        z._default(z.enum(['en', 'es', 'fr']), 'en'),
      ),
    }),
    maxMessageBytes: meaning(
      'The size of a message with its attachments.',
      z._default(z.int().check(z.minimum(1), z.maximum(200 * MEGABYTE)), 35 * MEGABYTE),
    ),
    maxReaders: meaning(
      'The most readers a message may name, as in Exchange.',
      z._default(z.int().check(z.minimum(1), z.maximum(500)), 500),
    ),
    expiry: meaning(
      'How long a message stays readable.',
      z._default(expirySchema, { minDays: 1, defaultDays: 20, maxDays: 90, rules: [] }),
    ),
    confirmations: meaning(
      'What an author is told of a message that was sent.',
      z._default(confirmationsSchema, z.parse(confirmationsSchema, {})),
    ),
    revoke: meaning('An end of access by the author.', z._default(revokeSchema, z.parse(revokeSchema, {}))),
    messageFile: meaning(
      'The encrypted attachment, as other systems send it (docs/message-file.md).',
      z._default(messageFileSchema, z.parse(messageFileSchema, {})),
    ),
    inbox: meaning(
      'Messages from outside that arrive as ordinary mail.',
      z._default(inboxSchema, z.parse(inboxSchema, {})),
    ),
    tls: meaning('Domains with enforced TLS.', z._default(tlsSchema, z.parse(tlsSchema, {}))),
    mailFlow: meaning(
      "Exchange's rules for what leaves without Sealpost (docs/mail-flow.md).",
      z._default(
        z.strictObject({
          passNumber: meaning(
            'Names what notices pass these rules by. Raise it where a pass has got about, once the rules know the next one.',
            z._default(z.int().check(z.minimum(1), z.maximum(1_000_000)), 1),
          ),
        }),
        { passNumber: 1 },
      ),
    ),
    delegates: meaning(
      "Mailboxes that several people write for, such as a commissioner's office. Readers see the mailbox and the person; both find the message under Sent and control it.",
      z._default(delegatesSchema, []),
    ),
    password: meaning(
      "Recipients' passwords.",
      z._default(passwordPolicySchema, z.parse(passwordPolicySchema, {})),
    ),
    session: meaning(
      'How long a recipient stays signed in.',
      z._default(sessionPolicySchema, z.parse(sessionPolicySchema, {})),
    ),
    signIn: meaning('Ways to sign in.', z._default(signInPolicySchema, z.parse(signInPolicySchema, {}))),
    recovery: meaning(
      'What helps people back in.',
      z._default(recoveryPolicySchema, z.parse(recoveryPolicySchema, {})),
    ),
    locks: meaning(
      'Defence against guessing.',
      z._default(locksPolicySchema, z.parse(locksPolicySchema, {})),
    ),
    inactivity: meaning(
      'What becomes of accounts that nobody uses. Staff are never touched.',
      z._default(inactivityPolicySchema, z.parse(inactivityPolicySchema, {})),
    ),
    branding: meaning(
      "The organisation's looks on pages and in mails.",
      z._default(brandingSchema, z.parse(brandingSchema, {})),
    ),
    scan: meaning(
      'What the scanner looks for and what its findings do.',
      z._default(
        z.strictObject({
          types: meaning(
            'By type of finding, where it is not as in the table below.',
            z._default(z.partialRecord(z.enum(Object.keys(findingTypes) as [FindingType]), ruleSchema), {}),
          ),
          packs: meaning(
            'Changes of the built-in lexicons, by their id (`shared/scan/packs`).',
            z._default(
              z
                .record(z.string(), packChangeSchema)
                .check(z.refine((packs) => Object.keys(packs).every(isPack), 'no lexicon of this id')),
              {},
            ),
          ),
        }),
        { types: {}, packs: {} },
      ),
    ),
    send: meaning('The decision on send.', z._default(sendSchema, z.parse(sendSchema, {}))),
    terms: meaning(
      'What people agree to when they register.',
      z._default(
        z.object({ version: meaning('Its name.', z.string()), text: meaning('Its words.', z.string()) }),
        {
          version: '2026-11',
          text: [
            'Messages here are meant for you alone. Please do not share your password, and sign out on a shared computer.',
            'Messages stay readable until the date shown on each of them. Save what you need to keep before that date.',
            'What you write here goes to the organisation that runs this service. It may have to keep it under public-records law.',
            'The organisation records when you sign in and when you open a message, to protect you and the people who write to you.',
          ].join('\n\n'),
        },
      ),
    ),
  })
  .check(
    z.refine(
      (p) =>
        [p.expiry, ...p.expiry.rules].every(
          ({ minDays, defaultDays, maxDays }) => minDays <= defaultDays && defaultDays <= maxDays,
        ),
      'expiry: minDays ≤ defaultDays ≤ maxDays',
    ),
    z.refine(
      (p) => p.delegates.every(({ mailbox }) => isInside(p.organisation.domains, mailbox)),
      "delegates: each mailbox at one of the organisation's domains",
    ),
    z.refine(
      (p) => p.inbox.whom.every((whom) => isInside(p.organisation.domains, `@${domainOf(whom)}`)),
      "inbox.whom: each at one of the organisation's domains",
    ),
    z.refine(
      (p) => new Set(p.delegates.map(({ mailbox }) => mailbox)).size === p.delegates.length,
      'delegates: each mailbox once',
    ),
  );

export type Policy = z.infer<typeof policySchema>;
