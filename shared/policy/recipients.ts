import type { RecipientFact } from './facts.ts';
import { domainOf } from './inside.ts';
import { lookAlikesOf } from './look-alikes.ts';
import { knowsPerson, type Memory } from './memory.ts';
import { hashKey, type SendPolicy } from './send-policy.ts';
import { sha256 } from './sha256.ts';

/** So many unknown domains are looked at; more people outside are a reason of their own. */
const MAX_DOMAINS = 10;

/**
 * Sorts a message's recipients by what the policy says of their domains, each address once. `memory`: whom this
 * mailbox wrote to before, null where nothing is remembered.
 */
export function classifyRecipients(
  policy: SendPolicy,
  addresses: readonly string[],
  memory: Memory | null,
): RecipientFact[] {
  const looksLike = lookAlikesOf(policy, memory);
  const looked = new Map<string, string | null>();
  const lookAlike = (domain: string): string | null => {
    const known = looked.get(domain);
    if (known !== undefined) return known;
    const found = looked.size < MAX_DOMAINS ? looksLike(domain) : null;
    looked.set(domain, found);
    return found;
  };
  const inside = new Set(policy.insideDomainHashes.map(hashKey));
  const tls = new Set(policy.tlsDomainHashes.map(hashKey));
  return Array.from(new Set(addresses.map((address) => address.trim().toLowerCase()))).map((address) => {
    const domain = domainOf(address);
    const key = hashKey(sha256(domain));
    const kind = inside.has(key) ? 'inside' : tls.has(key) ? 'tls' : 'outside';
    return {
      address,
      kind,
      looksLike: kind === 'outside' ? lookAlike(domain) : null,
      isFirstTime: memory === null ? null : kind === 'outside' && !knowsPerson(memory, address),
    };
  });
}
