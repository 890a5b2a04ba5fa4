import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** Cookies of the portal; each carries the `__Host-` prefix (RFC 6265bis): Secure, Path=/, no Domain. */
const names = {
  session: 'sealpost',
  /** A device where somebody has signed in before. */
  device: 'sealpost-device',
  registration: 'sealpost-registration',
  code: 'sealpost-code',
  secondFactor: 'sealpost-second-factor',
  passkey: 'sealpost-passkey',
  reset: 'sealpost-reset',
  reauthentication: 'sealpost-reauthentication',
  oldAddress: 'sealpost-old-address',
  newAddress: 'sealpost-new-address',
  /** A sign-in elsewhere that was begun here. */
  signInElsewhere: 'sealpost-sign-in-elsewhere',
} as const;
type CookieName = keyof typeof names;

/**
 * Sets a cookie that no script can read. The session is Strict; the one that must survive the way back
 * from the organisation's sign-in is Lax. `maxAgeSeconds` null: until the browser is closed.
 */
export function putCookie(c: Context, name: CookieName, value: string, maxAgeSeconds: number | null): void {
  setCookie(c, names[name], value, {
    prefix: 'host',
    secure: true,
    httpOnly: true,
    path: '/',
    sameSite: name === 'signInElsewhere' ? 'Lax' : 'Strict',
    ...(maxAgeSeconds === null ? {} : { maxAge: maxAgeSeconds }),
  });
}

/** Reads a cookie; null where there is none. */
export function readCookie(c: Context, name: CookieName): string | null {
  return getCookie(c, names[name], 'host') ?? null;
}

/** Takes a cookie back. */
export function dropCookie(c: Context, name: CookieName): void {
  deleteCookie(c, names[name], { prefix: 'host', secure: true, path: '/' });
}
