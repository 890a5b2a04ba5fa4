import type { Context, MiddlewareHandler } from 'hono';
import type { MeAnswer, SignInAnswer } from '../../shared/api/index.ts';
import type { Admission } from '../accounts/admit.ts';
import { DEVICE_SECONDS } from '../accounts/known-devices.ts';
import { closeSession, type SignedIn } from '../accounts/session.ts';
import { putCookie, readCookie } from './cookies.ts';
import type { Dependencies, Env } from './dependencies.ts';

const HOUR_SECONDS = 3_600;

/** Answers an admission, with the cookies that go with it. */
export function enter(c: Context, admission: Admission): SignInAnswer {
  switch (admission.state) {
    case 'signed_in':
      putCookie(c, 'session', admission.token, admission.maxAgeSeconds);
      if (admission.device !== undefined) knowDevice(c, admission.device);
      c.set('hasEntered', true);
      return { state: 'signed_in', me: meAnswer(admission.session) };
    case 'second_factor':
      putCookie(c, 'secondFactor', admission.pending, HOUR_SECONDS);
      return { state: 'second_factor', ways: admission.ways };
    case 'confirm_address':
      putCookie(c, 'code', admission.flowToken, HOUR_SECONDS);
      return { state: 'confirm_address' };
  }
}

/** Makes this browser a known device of whoever has just proved something in it. */
export function knowDevice(c: Context, token: string): void {
  putCookie(c, 'device', token, DEVICE_SECONDS);
}

/** Closes the session that a browser had before, once another has been opened in it, whatever way led there. */
export function closeEarlierSession({ ports }: Pick<Dependencies, 'ports'>): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    const earlier = c.get('hasEntered') === true ? readCookie(c, 'session') : null;
    if (earlier !== null) await closeSession(ports, earlier);
  };
}

/** What a page is told of who is signed in. */
export function meAnswer(session: SignedIn): MeAnswer {
  const { caller, at, signedInUntil, signedInAtMostUntil, duties, preferences } = session;
  return {
    id: caller.accountId,
    kind: caller.kind,
    address: caller.address,
    name: caller.name,
    at,
    signedInUntil,
    signedInAtMostUntil,
    duties,
    preferences,
  };
}
