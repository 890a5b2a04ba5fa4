import * as z from 'zod/mini';
import { type FindingType, findingTypes } from '../scan/finding.ts';

const MEGABYTE = 1_000_000;

const domainSchema = z
  .string()
  .check(z.toLowerCase(), z.regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/));

const ruleSchema = z.strictObject({
  action: z.enum(['secure', 'warn', 'off']),
  minConfidence: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  minCount: z.optional(z.int().check(z.minimum(1), z.maximum(1000))),
});

/** Words of a lexicon: lower case, accents and apostrophes as a space or left out. */
const termSchema = z.string().check(z.maxLength(100), z.regex(/^[a-z0-9]+(?: [a-z0-9]+){0,9}$/));

const packChangeSchema = z.strictObject({
  isOff: z._default(z.boolean(), false),
  threshold: z._default(z.nullable(z.number().check(z.positive())), null),
  add: z._default(
    z.array(
      z.strictObject({
        term: termSchema,
        weight: z._default(z.number().check(z.positive(), z.maximum(10)), 1),
        strong: z._default(z.boolean(), false),
        alone: z._default(z.boolean(), false),
      }),
    ),
    [],
  ),
  remove: z._default(z.array(termSchema), []),
});

/** What stands in a subject: in lower case, as it is compared. */
const markersSchema = z.array(z.string().check(z.toLowerCase(), z.minLength(3), z.maxLength(40)));

const sendSchema = z.strictObject({
  /**
   * What the author may do with a message that has to be sent securely: with PromptUser send it all the same, with
   * SoftBlock not, with Block not even where the add-in is away. Block needs the same word in the manifest.
   */
  mode: z._default(z.enum(['PromptUser', 'SoftBlock', 'Block']), 'SoftBlock'),
  subjectMarkers: z._default(markersSchema, ['[secure]', '[encrypt]']),
  confidentialMarkers: z._default(markersSchema, ['confidential:', '[confidential]']),
  /** Names or ids of sensitivity labels that mean Confidential. */
  confidentialLabels: z._default(markersSchema, ['confidential', 'highly confidential']),
  /** Attachments that cannot be looked into. */
  unreadable: z._default(z.enum(['secure', 'warn', 'ignore']), 'warn'),
  /** Whether people who were never written to before are a question of their own. */
  firstTime: z._default(z.enum(['warn', 'tip']), 'tip'),
  maxOutsiders: z._default(z.int().check(z.minimum(1), z.maximum(500)), 20),
  /** Domains to which mail travels over enforced TLS, with who answers for it. */
  tlsDomains: z._default(
    z.array(
      z.strictObject({
        domain: domainSchema,
        owner: z.string().check(z.minLength(1), z.maxLength(200)),
        reason: z.string().check(z.minLength(1), z.maxLength(500)),
        since: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
      }),
    ),
    [],
  ),
  /** Whether findings that authors called not sensitive are reported to the audit log, by type and count. */
  reportOverrides: z._default(z.boolean(), false),
  /** The guide for people outside, and the line for signatures that leads to it. */
  guide: z._default(
    z.strictObject({ link: z.string().check(z.maxLength(300)), tagline: z.string().check(z.maxLength(300)) }),
    { link: '', tagline: '' },
  ),
});

/** What an organisation decides; everything but its name and domains has a default. */
export const policySchema = z
  .object({
    organisation: z.object({
      name: z.string().check(z.minLength(1), z.maxLength(100)),
      /** The organisation's own mail domains; people there sign in with their work account. */
      domains: z.array(domainSchema).check(z.minLength(1)),
      helpPhone: z._default(z.string(), ''),
      helpAddress: z._default(z.string(), ''),
      /** IANA zone of dates in mails; a page shows the reader's own. */
      timeZone: z._default(z.string(), 'America/New_York'),
    }),
    maxMessageBytes: z._default(z.int().check(z.minimum(1), z.maximum(200 * MEGABYTE)), 35 * MEGABYTE),
    /** The most readers a message may name, as in Exchange. */
    maxReaders: z._default(z.int().check(z.minimum(1), z.maximum(500)), 500),
    expiry: z._default(
      z.object({
        minDays: z.int().check(z.minimum(1)),
        defaultDays: z.int().check(z.minimum(1)),
        maxDays: z.int().check(z.maximum(3650)),
      }),
      { minDays: 1, defaultDays: 20, maxDays: 90 },
    ),
    password: z._default(
      z.object({
        minLength: z.int().check(z.minimum(8)),
        maxLength: z.int().check(z.minimum(64), z.maximum(256)),
      }),
      { minLength: 15, maxLength: 256 },
    ),
    session: z._default(
      z.object({ idleMinutes: z.int().check(z.minimum(1)), absoluteHours: z.int().check(z.minimum(1)) }),
      { idleMinutes: 30, absoluteHours: 12 },
    ),
    /** What each type of finding does, where it is not as built in. */
    scan: z._default(
      z.strictObject({
        types: z._default(
          z.partialRecord(z.enum(Object.keys(findingTypes) as [FindingType]), ruleSchema),
          {},
        ),
        packs: z._default(z.record(z.string(), packChangeSchema), {}),
      }),
      { types: {}, packs: {} },
    ),
    send: z._default(sendSchema, z.parse(sendSchema, {})),
    terms: z._default(z.object({ version: z.string(), text: z.string() }), {
      version: '2026-11',
      text: [
        'Messages here are meant for you alone. Please do not share your password, and sign out on a shared computer.',
        'Messages stay readable until the date shown on each of them. Save what you need to keep before that date.',
        'What you write here goes to the organisation that runs this service. It may have to keep it under public-records law.',
        'The organisation records when you sign in and when you open a message, to protect you and the people who write to you.',
      ].join('\n\n'),
    }),
  })
  .check(
    z.refine(
      (p) => p.expiry.minDays <= p.expiry.defaultDays && p.expiry.defaultDays <= p.expiry.maxDays,
      'expiry: minDays ≤ defaultDays ≤ maxDays',
    ),
  );

export type Policy = z.infer<typeof policySchema>;
