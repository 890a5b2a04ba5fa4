/** The nonce of this answer's Content-Security-Policy, for style elements; empty where the page has none. */
export function cspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
}
