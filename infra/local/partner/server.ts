import { createServer } from 'node:https';
import { listen } from '../listen.ts';
import { startSmtp } from '../mail/smtp.ts';
import type { MailStore } from '../mail/store.ts';
import { startDns, type Zone } from './dns.ts';

/** How the partner is: tests change it while it runs. */
export type PartnerWays = {
  /** The host that DNS names for its mail. */
  mx: string;
  /** What its policy of MTA-STS says; null: it has none. */
  sts: string | null;
  /** The status of the policy's page. */
  stsStatus: number;
};

export type Partner = {
  readonly ways: PartnerWays;
  readonly ports: { dns: number; smtp: number; sts: number };
  readonly stop: () => Promise<void>;
};

export const partnerDomain = 'bank.example';

/**
 * Starts another organisation with enforced TLS: DNS for its names, an SMTP server that takes mail over STARTTLS alone
 * and keeps it with all others, and the HTTPS page of its MTA-STS policy.
 */
export async function startPartner({
  store,
  tls,
  ports,
  starttls = 'required',
}: {
  store: MailStore;
  tls: { key: string; cert: string };
  ports: { dns: number; smtp: number; sts: number };
  starttls?: 'required' | 'absent';
}): Promise<Partner> {
  const mx = `mx.${partnerDomain}`;
  const ways: PartnerWays = {
    mx,
    sts: `version: STSv1\r\nmode: enforce\r\nmx: ${mx}\r\nmax_age: 86400\r\n`,
    stsStatus: 200,
  };
  const here = { type: 'A', data: '127.0.0.1' } as const;
  const zone = (): Zone => ({
    [partnerDomain]: [{ type: 'MX', name: partnerDomain, data: { preference: 10, exchange: ways.mx } }],
    [`mta-sts.${partnerDomain}`]: [{ ...here, name: `mta-sts.${partnerDomain}` }],
    ...(ways.sts === null
      ? {}
      : {
          [`_mta-sts.${partnerDomain}`]: [
            { type: 'TXT', name: `_mta-sts.${partnerDomain}`, data: 'v=STSv1; id=20260115' } as const,
          ],
        }),
    ...Object.fromEntries([mx, ways.mx].map((name) => [name, [{ ...here, name }]])),
  });
  const page = createServer(tls, (request, response) => {
    const isPolicy = request.url === '/.well-known/mta-sts.txt' && ways.sts !== null;
    response.writeHead(isPolicy ? ways.stsStatus : 404, { 'content-type': 'text/plain' });
    response.end(isPolicy ? ways.sts : 'There is nothing here.');
  });
  const dns = await startDns(zone, ports.dns);
  const sts = await listen(page, ports.sts);
  const smtp = await startSmtp(store, ports.smtp, starttls === 'required' ? tls : null);
  return {
    ways,
    ports: { dns: dns.port, smtp: smtp.port, sts: sts.port },
    stop: async () => {
      await Promise.all([dns.stop(), sts.stop(), smtp.stop()]);
    },
  };
}
