import * as z from 'zod/mini';
import { addressSchema } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Config } from '../config.ts';
import type { People } from '../ports.ts';
import { createAppToken } from './app-token.ts';

const TIMEOUT_SECONDS = 5;
const MAX_NAME_CHARACTERS = 256;

const usersSchema = z.object({
  value: z.array(z.object({ displayName: z.nullable(z.string()), mail: z.nullable(z.string()) })),
});

/**
 * People over Microsoft Graph, asked with the app's own permission (User.ReadBasic.All; tenants whose Graph refuses
 * that one need User.Read.All). `$search` on users is an advanced query: it needs `ConsistencyLevel: eventual` and
 * `$count`, and finds the beginnings of words in a name and of an address. Without settings nobody is found.
 */
export function createPeople({ directory, app }: Pick<Config, 'directory' | 'app'>): People {
  if (directory === null) return { search: async () => [] };
  const { graphUrl } = directory;
  const token = createAppToken(app, `${graphUrl}/.default`);

  return {
    async search(words, limit) {
      try {
        const response = await fetch(searchUrl(graphUrl, words, limit), {
          headers: {
            accept: 'application/json',
            authorization: `Bearer ${await token.get()}`,
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
        token.drop();
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
