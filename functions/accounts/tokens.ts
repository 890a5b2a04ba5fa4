import { toBase64Url } from '../../shared/envelope/index.ts';

/** Makes a token of 256 random bits, base64url. */
export function newToken(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** The SHA-256 of a token, base64url: what is stored, so that a reader of storage cannot use it. */
export async function hashToken(token: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))));
}
