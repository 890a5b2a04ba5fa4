import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import { addressSchema } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Config } from '../config.ts';
import type { Clock, Identity, StaffClaims } from '../ports.ts';
import { createCodeFlow } from './code-flow.ts';

/** Path of the portal's redirect URI. */
const CALLBACK_PATH = '/api/sign-in/staff/callback';
const SCOPE = 'access_as_user';
const TIMEOUT_SECONDS = 5;
/** A clock of ours that is behind takes a fresh token for one of the future, which harms nobody. */
const EARLY_SECONDS = 900;
/** How much longer than it says a token counts. */
const LATE_SECONDS = 300;

const accessClaimsSchema = z.object({
  tid: z.guid(),
  oid: z.string().check(z.minLength(1), z.maxLength(128)),
  azp: z.string(),
  ver: z.literal('2.0'),
  scp: z.string(),
  roles: z._default(z.array(z.string()), []),
  preferred_username: addressSchema,
  name: z._default(z.string().check(z.maxLength(256)), ''),
});
const idClaimsSchema = z.object({
  tid: z.guid(),
  oid: z.string().check(z.minLength(1), z.maxLength(128)),
  roles: z._default(z.array(z.string()), []),
  email: z.optional(addressSchema),
  preferred_username: z.optional(addressSchema),
  name: z._default(z.string().check(z.maxLength(256)), ''),
});

/** Identity over Microsoft Entra ID v2 tokens (RFC 7519, RFC 9068 in spirit) with jose and openid-client. */
export function createIdentity(config: Config['identity'], origin: string, clock: Clock): Identity {
  const issuer = `${config.authority}/${config.tenantId}/v2.0`;
  const keySet = createRemoteJWKSet(new URL(`${config.authority}/${config.tenantId}/discovery/v2.0/keys`), {
    timeoutDuration: TIMEOUT_SECONDS * 1000,
    [customFetch]: (url, options) => fetch(url, options),
  });
  const flow = createCodeFlow({
    issuer,
    clientId: config.portalClientId,
    clientSecret: config.portalClientSecret,
    redirectUri: `${origin}${CALLBACK_PATH}`,
  });

  return {
    async verifyAccessToken(token) {
      const payload = await verify(token, keySet, {
        issuer,
        audience: config.apiClientId,
        algorithms: ['RS256'],
        currentDate: clock.now(),
        clockTolerance: EARLY_SECONDS,
        requiredClaims: ['exp', 'nbf', 'iat', 'tid', 'oid', 'azp', 'scp'],
      });
      const claims = z.safeParse(accessClaimsSchema, payload);
      if (!claims.success) throw notSignedIn('access token lacks a claim');
      const { tid, oid, azp, scp, roles, preferred_username: address, name } = claims.data;
      if (clock.now().getTime() / 1000 > (payload.exp ?? 0) + LATE_SECONDS)
        throw notSignedIn('access token is over');
      if (tid !== config.tenantId) throw notSignedIn('access token of another tenant');
      if (azp !== config.paneClientId) throw notSignedIn('access token of another client');
      if (!scp.split(' ').includes(SCOPE))
        throw new AppError('forbidden', { detail: 'access token without the scope' });
      return { tenantId: tid, objectId: oid, address, name, roles };
    },

    beginSignIn: () => flow.begin(),

    async finishSignIn(callbackUrl, pending): Promise<StaffClaims> {
      const claims = z.safeParse(idClaimsSchema, await flow.finish(callbackUrl, pending));
      const address = claims.success ? (claims.data.email ?? claims.data.preferred_username) : undefined;
      if (!claims.success || address === undefined || claims.data.tid !== config.tenantId) {
        throw new AppError('sign_in_failed', { detail: 'id token lacks a claim or is of another tenant' });
      }
      return {
        tenantId: claims.data.tid,
        objectId: claims.data.oid,
        address,
        name: claims.data.name,
        roles: claims.data.roles,
      };
    },
  };
}

async function verify(
  token: string,
  keySet: ReturnType<typeof createRemoteJWKSet>,
  options: Parameters<typeof jwtVerify>[2],
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keySet, options)).payload;
  } catch (error) {
    if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
      throw new AppError('unavailable', { detail: 'identity keys', retryAfterSeconds: 10, cause: error });
    }
    throw notSignedIn(error.code);
  }
}

function notSignedIn(detail: string): AppError {
  return new AppError('not_signed_in', { message: 'Please sign in.', detail });
}
