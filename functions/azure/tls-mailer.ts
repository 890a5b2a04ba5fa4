import { domainOf } from '../../shared/policy/index.ts';
import type { TlsMailer } from '../ports.ts';
import { createMailDns } from './mail-exchangers.ts';
import { headersOf, type Sender } from './mail-headers.ts';
import { createStsPolicies, isNamedBy } from './mta-sts.ts';
import { attempt, MAX_ATTACHMENT_BYTES } from './smtp-mailer.ts';

/** How many of a domain's hosts are tried. */
const MOST_HOSTS = 4;

export type TlsDelivery = {
  from: string;
  /** `host:port` of a DNS server; null: the system's. */
  dnsServer: string | null;
  smtpPort: number;
  stsPort: number;
};

/**
 * Mail straight to the hosts of another domain, and only over TLS that is verified: the certificate is of the host's
 * own name by an authority that this machine trusts, TLS 1.2 at least, and where the domain publishes MTA-STS in mode
 * `enforce` the host is one that its policy names.
 */
export function createTlsMailer(
  { from, dnsServer, smtpPort, stsPort }: TlsDelivery,
  { name, helpAddress }: { name: string; helpAddress: string },
  origin: string,
): TlsMailer {
  const sender: Sender = { name, from, helpAddress, origin };
  const dns = createMailDns(dnsServer);
  const policyOf = createStsPolicies(dns, stsPort, Date.now);
  const hostsOf = async (domain: string) => {
    const [hosts, policy] = await Promise.all([dns.exchangers(domain), policyOf(domain)]);
    const named = policy?.mode === 'enforce' ? hosts.filter((host) => isNamedBy(policy, host)) : hosts;
    return named.slice(0, MOST_HOSTS);
  };
  return {
    maxAttachmentBytes: MAX_ATTACHMENT_BYTES,
    async send(mail) {
      const headers = headersOf(sender, mail);
      if (headers === null) return 'refused';
      // Whatever keeps DNS or the policy from us: without them nothing is verified.
      const hosts = await hostsOf(domainOf(mail.to.address)).catch(() => []);
      for (const host of hosts) {
        const [address] = await dns.addresses(host).catch(() => []);
        if (address === undefined) continue;
        const connection = {
          ...{
            host: address,
            port: smtpPort,
            secure: false,
            requireTLS: true,
            name: new URL(origin).hostname,
          },
          tls: { servername: host, minVersion: 'TLSv1.2' as const, rejectUnauthorized: true },
        };
        const outcome = await attempt({ connection, from, token: null }, headers, mail, from).catch(
          () => null,
        );
        if (outcome !== null) return outcome;
      }
      return 'no_tls';
    },
  };
}
