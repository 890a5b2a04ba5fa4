import * as oidc from 'openid-client';
import type { Config } from '../config.ts';

const TIMEOUT_SECONDS = 5;
/** A token is asked for anew so long before its end. */
const SPARE_MS = 60_000;

/** Access tokens for the app's own permissions (client credentials, RFC 6749 section 4.4), each used until it ends. */
export type AppToken = {
  get: () => Promise<string>;
  /** Forgets one that was refused, so that the next is asked for anew. */
  drop: () => void;
};

/** `scope`: of the service that is called, such as `https://graph.microsoft.com/.default`. */
export function createAppToken({ issuer, clientId, clientSecret }: Config['app'], scope: string): AppToken {
  let token: { value: string; untilMs: number } | null = null;
  return {
    async get() {
      if (token !== null && performance.now() < token.untilMs) return token.value;
      const provider = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
        timeout: TIMEOUT_SECONDS,
      });
      const answer = await oidc.clientCredentialsGrant(provider, { scope });
      const lifeMs = (answer.expires_in ?? 0) * 1000;
      token = { value: answer.access_token, untilMs: performance.now() + lifeMs - SPARE_MS };
      return token.value;
    },
    drop: () => {
      token = null;
    },
  };
}
