import * as oidc from 'openid-client';
import { AppError } from '../../shared/errors.ts';
import type { PendingSignIn } from '../ports.ts';

const TIMEOUT_SECONDS = 5;
/** A clock of ours that is behind takes a fresh token for one of the future, which harms nobody. */
const EARLY_SECONDS = 900;

/** A client of an OpenID provider, and where that leads back to. */
export type CodeFlowClient = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
};
export type CodeFlow = {
  begin: (parameters?: Readonly<Record<string, string>>) => Promise<{ url: string; pending: PendingSignIn }>;
  /** The claims of the ID token, checked against issuer, client and nonce, and not yet parsed. */
  finish: (callbackUrl: URL, pending: PendingSignIn) => Promise<Record<string, unknown>>;
};

/**
 * The authorization code flow (OpenID Connect Core 1.0) with PKCE (RFC 7636), state and nonce. `begin` throws
 * `unavailable` where the provider cannot be asked, `finish` `sign_in_failed` where the answer does not belong to
 * what was begun. Of Microsoft's issuer for all tenants, openid-client checks each token against its own tenant.
 */
export function createCodeFlow({ issuer, clientId, clientSecret, redirectUri }: CodeFlowClient): CodeFlow {
  let discovered: Promise<oidc.Configuration> | null = null;
  const provider = () => {
    const metadata = { client_secret: clientSecret, [oidc.clockTolerance]: EARLY_SECONDS };
    discovered ??= oidc
      .discovery(new URL(issuer), clientId, metadata, undefined, { timeout: TIMEOUT_SECONDS })
      .catch((cause: unknown) => {
        discovered = null;
        throw new AppError('unavailable', { detail: 'identity discovery', retryAfterSeconds: 10, cause });
      });
    return discovered;
  };

  return {
    async begin(parameters = {}) {
      const pending = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(await provider(), {
        ...parameters,
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, pending };
    },

    async finish(callbackUrl, pending) {
      const current = new URL(redirectUri);
      current.search = callbackUrl.search;
      const tokens = await oidc
        .authorizationCodeGrant(await provider(), current, {
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          pkceCodeVerifier: pending.codeVerifier,
          idTokenExpected: true,
        })
        .catch((cause: unknown) => {
          throw new AppError('sign_in_failed', { message: 'The sign-in elsewhere did not finish.', cause });
        });
      return { ...tokens.claims() };
    },
  };
}
