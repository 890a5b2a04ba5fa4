import * as oidc from 'openid-client';
import * as z from 'zod/mini';
import { addressSchema } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Config } from '../config.ts';
import type { People } from '../ports.ts';

const TIMEOUT_SECONDS = 5;
/** A token is asked for anew so long before its end. */
const SPARE_MS = 60_000;
const MAX_NAME_CHARACTERS = 256;

const usersSchema = z.object({
  value: z.array(z.object({ displayName: z.nullable(z.string()), mail: z.nullable(z.string()) })),
});

/**
 * People over Microsoft Graph, asked with the app's own permission (User.ReadBasic.All; tenants whose Graph refuses
 * that one need User.Read.All). `$search` on users is an advanced query: it needs `ConsistencyLevel: eventual` and
 * `$count`, and finds the beginnings of words in a name and of an address. Without settings nobody is found.
 */
export function createPeople(settings: Config['directory']): People {
  if (settings === null) return { search: async () => [] };
  const { graphUrl, issuer, clientId, clientSecret } = settings;
  let token: { value: string; untilMs: number } | null = null;

  const accessToken = async (): Promise<string> => {
    if (token !== null && performance.now() < token.untilMs) return token.value;
    const provider = await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
    });
    const answer = await oidc.clientCredentialsGrant(provider, { scope: `${graphUrl}/.default` });
    const lifeMs = (answer.expires_in ?? 0) * 1000;
    token = { value: answer.access_token, untilMs: performance.now() + lifeMs - SPARE_MS };
    return token.value;
  };

  return {
    async search(words, limit) {
      try {
        const response = await fetch(searchUrl(graphUrl, words, limit), {
          headers: {
            accept: 'application/json',
            authorization: `Bearer ${await accessToken()}`,
            consistencylevel: 'eventual',
          },
          signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000),
        });
        if (!response.ok) throw new Error(`Graph answered ${response.status}`);
        const { value } = z.parse(usersSchema, await response.json());
        return value.flatMap(({ displayName, mail }) => {
          const address = addressSchema.safeParse(mail);
          if (!address.success) return [];
          const name = (displayName ?? '').replace(/\p{Cc}/gu, ' ').slice(0, MAX_NAME_CHARACTERS);
          return [{ address: address.data, name }];
        });
      } catch (cause) {
        // A token that is refused is not used again.
        token = null;
        throw new AppError('unavailable', { detail: 'directory', retryAfterSeconds: 10, cause });
      }
    },
  };
}

/** Quotes delimit a clause of `$search`, and a backslash escapes: neither comes from the words. */
function searchUrl(graphUrl: string, words: string, limit: number): URL {
  const plain = words.replace(/["\\]/g, ' ').trim();
  const url = new URL('/v1.0/users', graphUrl);
  url.searchParams.set('$search', `"displayName:${plain}" OR "mail:${plain}"`);
  url.searchParams.set('$select', 'displayName,mail');
  url.searchParams.set('$orderby', 'displayName');
  url.searchParams.set('$count', 'true');
  url.searchParams.set('$top', String(limit));
  return url;
}
