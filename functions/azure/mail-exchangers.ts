import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** Names as the mail system of others has them in DNS; all throw where it does not answer. */
export type MailDns = {
  /** The hosts that take a domain's mail, best first (RFC 5321 section 5.1); none for a domain that takes no mail. */
  exchangers: (domain: string) => Promise<string[]>;
  /** A name's texts (TXT), each joined of its pieces. */
  texts: (name: string) => Promise<string[]>;
  addresses: (host: string) => Promise<string[]>;
};

const TIMEOUT_MS = 3_000;
const TRIES = 2;
/** What a name without such a record answers. */
const NONE = ['ENODATA', 'ENOTFOUND'];

/** Over the system's DNS servers, or over one that the settings name (`host:port`). */
export function createMailDns(server: string | null): MailDns {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (server !== null) resolver.setServers([server]);
  const addresses = async (host: string) => {
    if (isIP(host) !== 0) return [host];
    const [four, six] = await Promise.all([
      resolver.resolve4(host).catch(none),
      resolver.resolve6(host).catch(none),
    ]);
    return [...four, ...six];
  };
  return {
    addresses,
    async exchangers(domain) {
      const records = await resolver.resolveMx(domain).catch(none);
      // RFC 7505: "." says that the domain takes no mail.
      const hosts = records
        .toSorted((a, b) => a.priority - b.priority)
        .map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, ''));
      if (hosts.length > 0) return hosts.filter((host) => host !== '');
      return (await addresses(domain)).length === 0 ? [] : [domain];
    },
    texts: async (name) => (await resolver.resolveTxt(name).catch(none)).map((pieces) => pieces.join('')),
  };
}

function none(error: unknown): [] {
  if (NONE.includes((error as { code?: string }).code ?? '')) return [];
  throw error;
}
