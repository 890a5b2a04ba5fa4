import * as z from 'zod/mini';
import type { Provider } from '../shared/api/index.ts';
import { type Policy, policySchema } from '../shared/policy/index.ts';
import { type FailpointSetting, parsePoint } from './failpoints.ts';

const url = z.url({ protocol: /^https?$/ });
const origin = url.check(
  z.refine((value) => new URL(value).origin === value, 'must be an origin without a path'),
);
const list = z.pipe(
  z._default(z.string(), ''),
  z.transform((text) => text.split(/\s+/).filter((item) => item !== '')),
);

const port = (standard: number) =>
  z._default(z.pipe(z.string().check(z.regex(/^[1-9]\d{0,4}$/)), z.transform(Number)), standard);

const environmentSchema = z
  .object({
    SEALPOST_ORIGIN: origin,
    SEALPOST_STORAGE_CONNECTION: z.optional(z.string()),
    SEALPOST_STORAGE_ACCOUNT: z.optional(z.string().check(z.regex(/^[a-z0-9]{3,24}$/))),
    SEALPOST_STORAGE_SUFFIX: z._default(z.string(), 'core.windows.net'),
    SEALPOST_VAULT_URL: url,
    SEALPOST_VAULT_KEY: z._default(z.string().check(z.regex(/^[0-9A-Za-z-]{1,127}$/)), 'sealpost'),
    SEALPOST_TENANT_ID: z.guid(),
    SEALPOST_AUTHORITY: z._default(origin, 'https://login.microsoftonline.com'),
    SEALPOST_API_CLIENT_ID: z.guid(),
    SEALPOST_PANE_CLIENT_ID: z.guid(),
    SEALPOST_PORTAL_CLIENT_ID: z.guid(),
    SEALPOST_PORTAL_CLIENT_SECRET: z.string().check(z.minLength(1)),
    /** Microsoft Graph, for finding people as staff write to them, and for mail; an empty text: it is not used. */
    SEALPOST_GRAPH_URL: z._default(z.union([z.literal(''), origin]), 'https://graph.microsoft.com'),
    /** Clients for recipients' own sign-ins; without an id the provider is not offered. */
    SEALPOST_MICROSOFT_CLIENT_ID: z.optional(z.string().check(z.minLength(1))),
    SEALPOST_MICROSOFT_CLIENT_SECRET: z.optional(z.string().check(z.minLength(1))),
    SEALPOST_MICROSOFT_ISSUER: z._default(url, 'https://login.microsoftonline.com/common/v2.0'),
    SEALPOST_GOOGLE_CLIENT_ID: z.optional(z.string().check(z.minLength(1))),
    SEALPOST_GOOGLE_CLIENT_SECRET: z.optional(z.string().check(z.minLength(1))),
    SEALPOST_GOOGLE_ISSUER: z._default(url, 'https://accounts.google.com'),
    /** How many proxies of our own add to X-Forwarded-For: the address of the caller is so many from its end. */
    SEALPOST_TRUSTED_HOPS: z._default(z.pipe(z.string().check(z.regex(/^[1-9]$/)), z.transform(Number)), 1),
    /** Mails go over SMTP where it is set, else over Microsoft Graph. */
    SEALPOST_SMTP_URL: z._default(z.union([z.literal(''), z.url({ protocol: /^smtps?$/ })]), ''),
    /** The scope of a token for signing in to that server (XOAUTH2), as the user whom its URL names. */
    SEALPOST_SMTP_OAUTH_SCOPE: z._default(z.string(), ''),
    SEALPOST_MAIL_FROM: z.email(),
    /** For mail straight to domains with enforced TLS: a DNS server (`address:port`) and ports other than the standard ones. */
    SEALPOST_DNS_SERVER: z.optional(z.string().check(z.minLength(1))),
    SEALPOST_TLS_SMTP_PORT: port(25),
    SEALPOST_MTA_STS_PORT: port(443),
    SEALPOST_POLICY: z.string(),
    SEALPOST_OFFICE_SCRIPTS: z.pipe(
      z._default(z.string(), 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js'),
      z.transform((text) => text.split(/\s+/).filter((item) => item !== '')),
    ),
    SEALPOST_FRAME_ANCESTORS: list,
    SEALPOST_SERVICE_KEY_PIN: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))),
    SEALPOST_WEB_ROOT: z.optional(z.string()),
    SEALPOST_TEST_CLOCK_FILE: z.optional(z.string()),
    /** A crash point, or the absolute path of a file that holds one. */
    SEALPOST_FAILPOINT: z.optional(
      z
        .string()
        .check(
          z.refine(
            (text) => text.startsWith('/') || parsePoint(text) !== null,
            'must be <port>.<call>.<before|after>[#n] or an absolute path',
          ),
        ),
    ),
    WEBSITE_SITE_NAME: z.optional(z.string()),
  })
  .check(
    z.refine(
      (env) =>
        (env.SEALPOST_STORAGE_CONNECTION === undefined) !== (env.SEALPOST_STORAGE_ACCOUNT === undefined),
      'set either SEALPOST_STORAGE_CONNECTION or SEALPOST_STORAGE_ACCOUNT',
    ),
    z.refine(
      (env) =>
        (env.SEALPOST_MICROSOFT_CLIENT_ID === undefined) ===
        (env.SEALPOST_MICROSOFT_CLIENT_SECRET === undefined),
      'set both SEALPOST_MICROSOFT_CLIENT_ID and SEALPOST_MICROSOFT_CLIENT_SECRET, or neither',
    ),
    z.refine(
      (env) =>
        (env.SEALPOST_GOOGLE_CLIENT_ID === undefined) === (env.SEALPOST_GOOGLE_CLIENT_SECRET === undefined),
      'set both SEALPOST_GOOGLE_CLIENT_ID and SEALPOST_GOOGLE_CLIENT_SECRET, or neither',
    ),
    z.refine(
      (env) => env.SEALPOST_SMTP_URL !== '' || env.SEALPOST_GRAPH_URL !== '',
      'set SEALPOST_SMTP_URL, or SEALPOST_GRAPH_URL for mail over Microsoft Graph',
    ),
    z.refine(
      (env) =>
        env.SEALPOST_SMTP_OAUTH_SCOPE === '' ||
        (env.SEALPOST_SMTP_URL !== '' && new URL(env.SEALPOST_SMTP_URL).username !== ''),
      'SEALPOST_SMTP_OAUTH_SCOPE needs a user in SEALPOST_SMTP_URL, such as smtp://mailbox%40example.gov@smtp.office365.com:587',
    ),
    z.refine(
      (env) => env.SEALPOST_TEST_CLOCK_FILE === undefined || env.WEBSITE_SITE_NAME === undefined,
      'SEALPOST_TEST_CLOCK_FILE is for tests and refused in Azure',
    ),
    z.refine(
      (env) => env.SEALPOST_FAILPOINT === undefined || env.WEBSITE_SITE_NAME === undefined,
      'SEALPOST_FAILPOINT is for tests and refused in Azure',
    ),
  );

export type Config = {
  origin: string;
  storage:
    | { kind: 'connection'; connectionString: string }
    | { kind: 'account'; account: string; suffix: string };
  vault: { url: string; keyName: string };
  identity: {
    tenantId: string;
    authority: string;
    apiClientId: string;
    paneClientId: string;
    portalClientId: string;
    portalClientSecret: string;
  };
  /** The app that asks other services with its own permissions. */
  app: { issuer: string; clientId: string; clientSecret: string };
  /** Microsoft Graph, where people are found; null: nobody is looked up. */
  directory: { graphUrl: string } | null;
  /** Whose sign-in recipients can use, where policy allows it. */
  providers: { id: Provider; issuer: string; clientId: string; clientSecret: string }[];
  /** From the end of X-Forwarded-For, which entry is the caller's own address. */
  trustedHops: number;
  /** `oauthScope`: of a token to sign in with; null: as the URL says. */
  mail:
    | { kind: 'smtp'; smtpUrl: string; oauthScope: string | null; from: string }
    | { kind: 'graph'; graphUrl: string; from: string };
  /** How mail goes straight to other domains, where policy has it. */
  tlsDelivery: { from: string; dnsServer: string | null; smtpPort: number; stsPort: number };
  policy: Policy;
  addin: { officeScripts: string[]; frameAncestors: string[] };
  /** SHA-256 of the service key, base64url; null until an administrator has set it. */
  serviceKeyPin: string | null;
  webRoot: string | null;
  testClockFile: string | null;
  failpoint: FailpointSetting | null;
};

/**
 * Reads every setting once. Throws one Error that names all bad settings, never their values.
 * This file is the only reader of `process.env`.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = z.safeParse(environmentSchema, environment);
  const policy = readPolicy(environment.SEALPOST_POLICY);
  if (!parsed.success || 'problems' in policy) {
    const problems = [
      ...(parsed.success
        ? []
        : parsed.error.issues.map((issue) => `${issue.path.join('.') || 'settings'}: ${issue.message}`)),
      ...('problems' in policy ? policy.problems : []),
    ];
    throw new Error(`Sealpost cannot start, settings to mend:\n  ${problems.join('\n  ')}`);
  }
  const env = parsed.data;
  return {
    origin: env.SEALPOST_ORIGIN,
    storage:
      env.SEALPOST_STORAGE_CONNECTION !== undefined
        ? { kind: 'connection', connectionString: env.SEALPOST_STORAGE_CONNECTION }
        : {
            kind: 'account',
            account: env.SEALPOST_STORAGE_ACCOUNT ?? '',
            suffix: env.SEALPOST_STORAGE_SUFFIX,
          },
    vault: { url: env.SEALPOST_VAULT_URL, keyName: env.SEALPOST_VAULT_KEY },
    identity: {
      tenantId: env.SEALPOST_TENANT_ID,
      authority: env.SEALPOST_AUTHORITY,
      apiClientId: env.SEALPOST_API_CLIENT_ID,
      paneClientId: env.SEALPOST_PANE_CLIENT_ID,
      portalClientId: env.SEALPOST_PORTAL_CLIENT_ID,
      portalClientSecret: env.SEALPOST_PORTAL_CLIENT_SECRET,
    },
    app: {
      issuer: `${env.SEALPOST_AUTHORITY}/${env.SEALPOST_TENANT_ID}/v2.0`,
      clientId: env.SEALPOST_PORTAL_CLIENT_ID,
      clientSecret: env.SEALPOST_PORTAL_CLIENT_SECRET,
    },
    directory: env.SEALPOST_GRAPH_URL === '' ? null : { graphUrl: env.SEALPOST_GRAPH_URL },
    providers: [
      ...client(
        'microsoft',
        env.SEALPOST_MICROSOFT_ISSUER,
        env.SEALPOST_MICROSOFT_CLIENT_ID,
        env.SEALPOST_MICROSOFT_CLIENT_SECRET,
      ),
      ...client(
        'google',
        env.SEALPOST_GOOGLE_ISSUER,
        env.SEALPOST_GOOGLE_CLIENT_ID,
        env.SEALPOST_GOOGLE_CLIENT_SECRET,
      ),
    ],
    trustedHops: env.SEALPOST_TRUSTED_HOPS,
    tlsDelivery: {
      from: env.SEALPOST_MAIL_FROM,
      dnsServer: env.SEALPOST_DNS_SERVER ?? null,
      smtpPort: env.SEALPOST_TLS_SMTP_PORT,
      stsPort: env.SEALPOST_MTA_STS_PORT,
    },
    mail:
      env.SEALPOST_SMTP_URL === ''
        ? { kind: 'graph', graphUrl: env.SEALPOST_GRAPH_URL, from: env.SEALPOST_MAIL_FROM }
        : {
            kind: 'smtp',
            smtpUrl: env.SEALPOST_SMTP_URL,
            oauthScope: env.SEALPOST_SMTP_OAUTH_SCOPE || null,
            from: env.SEALPOST_MAIL_FROM,
          },
    policy: policy.value,
    addin: { officeScripts: env.SEALPOST_OFFICE_SCRIPTS, frameAncestors: env.SEALPOST_FRAME_ANCESTORS },
    serviceKeyPin: env.SEALPOST_SERVICE_KEY_PIN ?? null,
    webRoot: env.SEALPOST_WEB_ROOT ?? null,
    testClockFile: env.SEALPOST_TEST_CLOCK_FILE ?? null,
    failpoint: readFailpoint(env.SEALPOST_FAILPOINT),
  };
}

function client(
  id: Provider,
  issuer: string,
  clientId: string | undefined,
  clientSecret: string | undefined,
): Config['providers'] {
  return clientId === undefined || clientSecret === undefined ? [] : [{ id, issuer, clientId, clientSecret }];
}

function readFailpoint(text: string | undefined): FailpointSetting | null {
  if (text === undefined) return null;
  return text.startsWith('/') ? { kind: 'file', path: text } : { kind: 'point', point: text };
}

function readPolicy(text: string | undefined): { value: Policy } | { problems: string[] } {
  let json: unknown;
  try {
    json = JSON.parse(text ?? '');
  } catch {
    return { problems: ['SEALPOST_POLICY: not JSON'] };
  }
  const parsed = z.safeParse(policySchema, json);
  if (parsed.success) return { value: parsed.data };
  return {
    problems: parsed.error.issues.map((issue) => `SEALPOST_POLICY.${issue.path.join('.')}: ${issue.message}`),
  };
}
