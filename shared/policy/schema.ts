import * as z from 'zod/mini';

const MEGABYTE = 1_000_000;

const domainSchema = z
  .string()
  .check(z.toLowerCase(), z.regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/));

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
