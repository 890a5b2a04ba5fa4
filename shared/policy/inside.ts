import { sha256 } from './sha256.ts';

/** The domain of an address in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Tells whether an address belongs to one of the organisation's domains; subdomains are named one by one. */
export function isInside(domains: readonly string[], address: string): boolean {
  return domains.includes(domainOf(address));
}

/** SHA-256 of a domain in lower case, base64url: how the policy that is served without a token names domains. */
export function hashDomain(domain: string): string {
  return sha256(domain.toLowerCase());
}
