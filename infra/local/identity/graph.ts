import type { ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { people } from '../people.ts';

/** The scope of an app that asks Microsoft Graph with its own permissions. */
export const graphScope = (graphUrl: string): string => `${graphUrl}/.default`;

const SEARCH = /^"displayName:([^"]*)" OR "mail:([^"]*)"$/;

/**
 * Answers `GET /v1.0/users` as Microsoft Graph does for an app: `$search` over the seeded people, by the beginnings
 * of words in a name and of an address. Refuses what Graph refuses: no token, another query, no `ConsistencyLevel`.
 */
export async function answerUsers(
  provider: Provider,
  url: URL,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  response: ServerResponse,
): Promise<void> {
  const token = /^Bearer (\S+)$/.exec(String(headers.authorization))?.[1] ?? '';
  if ((await provider.ClientCredentials.find(token)) === undefined) return send(response, 401, {});
  const [, name, mail] = SEARCH.exec(url.searchParams.get('$search') ?? '') ?? [];
  if (name === undefined || mail === undefined || headers.consistencylevel !== 'eventual')
    return send(response, 400, {});
  const begins = (text: string, words: string) => text.toLowerCase().startsWith(words.toLowerCase());
  const found = people.filter(
    (one) =>
      begins(one.address, mail) ||
      begins(one.name, name) ||
      one.name.split(' ').some((word) => begins(word, name)),
  );
  const value = found
    .slice(0, Number(url.searchParams.get('$top') ?? 100))
    .map((one) => ({ displayName: one.name, mail: one.address }));
  send(response, 200, { '@odata.count': found.length, value });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
