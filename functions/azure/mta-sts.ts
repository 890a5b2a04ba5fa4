import { request } from 'node:https';
import type { MailDns } from './mail-exchangers.ts';

/*
 * MTA-STS (RFC 8461): a domain says over HTTPS which hosts take its mail and that they have to be reached over TLS
 * with a certificate of their name, so that nobody who forges DNS can lead mail astray.
 */

/** What a domain asks for; `mx`: names or patterns such as `*.example.net`. */
export type StsPolicy = { mode: 'enforce' | 'testing' | 'none'; mx: string[]; maxAgeSeconds: number };
/** A domain's policy; null where it has none. Throws where there is one that cannot be had. */
export type StsPolicies = (domain: string) => Promise<StsPolicy | null>;

const FETCH_MS = 10_000;
const MAX_BYTES = 65_536;
const LONGEST_SECONDS = 31_557_600;

/** Policies by domain, each kept as long as it says or until DNS names another id. */
export function createStsPolicies(dns: MailDns, port: number, nowMs: () => number): StsPolicies {
  const kept = new Map<string, { id: string; policy: StsPolicy; untilMs: number }>();
  return async (domain) => {
    const id = await idOf(dns, domain);
    const known = kept.get(domain);
    const isFresh = known !== undefined && nowMs() < known.untilMs;
    // Whoever can hide the record in DNS must not undo what was said before (RFC 8461 section 5.1).
    if (isFresh && (id === null || id === known.id)) return known.policy;
    if (id === null) return null;
    const policy = parseStsPolicy(await fetchPolicy(dns, domain, port));
    kept.set(domain, { id, policy, untilMs: nowMs() + policy.maxAgeSeconds * 1000 });
    return policy;
  };
}

async function idOf(dns: MailDns, domain: string): Promise<string | null> {
  const records = (await dns.texts(`_mta-sts.${domain}`)).filter((text) => /^v=STSv1\s*;/.test(text));
  const [record] = records;
  // More than one counts as none (RFC 8461 section 3.1).
  if (record === undefined || records.length > 1) return null;
  return /;\s*id=([A-Za-z0-9]{1,32})\s*(?:;|$)/.exec(record)?.[1] ?? null;
}

/** Reads a policy (RFC 8461 section 3.2). Throws for what is none. */
export function parseStsPolicy(text: string): StsPolicy {
  const fields = text
    .split(/\r?\n/)
    .filter((line) => line.includes(':'))
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
    });
  const first = (name: string) => fields.find(([one]) => one === name)?.[1];
  const mode = first('mode');
  const maxAge = first('max_age') ?? '';
  const mx = fields.filter(([name]) => name === 'mx').map(([, value]) => value.toLowerCase());
  const isPolicy =
    first('version') === 'STSv1' &&
    (mode === 'enforce' || mode === 'testing' || mode === 'none') &&
    /^\d{1,10}$/.test(maxAge) &&
    (mode === 'none' || mx.length > 0);
  if (!isPolicy) throw new Error('not a policy of MTA-STS');
  return { mode, mx, maxAgeSeconds: Math.min(Number(maxAge), LONGEST_SECONDS) };
}

/** Whether a host is one that the policy names; `*` stands for one label (RFC 8461 section 4.1). */
export function isNamedBy({ mx }: Pick<StsPolicy, 'mx'>, host: string): boolean {
  return mx.some((pattern) =>
    pattern.startsWith('*.') ? host.slice(host.indexOf('.') + 1) === pattern.slice(2) : host === pattern,
  );
}

/** GET without redirects, over TLS verified for the policy's own host (RFC 8461 section 3.3). */
async function fetchPolicy(dns: MailDns, domain: string, port: number): Promise<string> {
  const host = `mta-sts.${domain}`;
  const [address] = await dns.addresses(host);
  if (address === undefined) throw new Error('no host for the policy of MTA-STS');
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        ...{ host: address, port, servername: host, path: '/.well-known/mta-sts.txt' },
        headers: { host },
        signal: AbortSignal.timeout(FETCH_MS),
      },
      (answer) => {
        const type = answer.headers['content-type'] ?? '';
        if (answer.statusCode !== 200 || !/^text\/plain\b/i.test(type))
          return void asking.destroy(new Error(`policy of MTA-STS: ${answer.statusCode}`));
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (piece: string) => {
          text += piece;
          if (text.length > MAX_BYTES) asking.destroy(new Error('policy of MTA-STS is too large'));
        });
        answer.on('end', () => resolve(text));
        answer.on('error', reject);
      },
    );
    asking.on('error', reject);
    asking.end();
  });
}
