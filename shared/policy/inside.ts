/** The domain of an address in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Tells whether an address belongs to one of the organisation's domains; subdomains are named one by one. */
export function isInside(domains: readonly string[], address: string): boolean {
  return domains.includes(domainOf(address));
}

/** SHA-256 of a domain in lower case, base64url: how the policy that is served without a token names domains. */
export async function hashDomain(domain: string): Promise<string> {
  const bytes = new TextEncoder().encode(domain.toLowerCase());
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
