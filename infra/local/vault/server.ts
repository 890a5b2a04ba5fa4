import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody, sendJson } from '../body.ts';
import { listen } from '../listen.ts';
import {
  addVersion,
  type KeyStore,
  type KeyVersion,
  openKeyStore,
  publicNumbers,
  unwrapKey,
  updateVersion,
  type VaultKey,
  wrapKey,
} from './keys.ts';

/** A running local Key Vault. */
export type Vault = { readonly url: string; readonly stop: () => Promise<void> };

type Answer = { status: number; body: unknown };
type Call = { store: KeyStore; url: string; key: VaultKey; version: KeyVersion; body: unknown };

const createBody = z.object({
  kty: z.enum(['RSA', 'RSA-HSM']),
  key_size: z.union([z.literal(2048), z.literal(3072), z.literal(4096)]).default(2048),
  key_ops: z.array(z.string()).default(['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey']),
});
const patchBody = z.object({ attributes: z.object({ enabled: z.boolean().optional() }).optional() });
const operationBody = z.object({ alg: z.literal('RSA-OAEP-256'), value: z.base64url() });

const deployedShape = { kty: 'RSA', keyBits: 3072, keyOps: ['wrapKey', 'unwrapKey'] } as const;

/**
 * Starts a server with the routes of Azure Key Vault (keys: create, rotate, get, versions, update, wrap, unwrap;
 * RSA, RSA-OAEP-256) on plain http, whose keys stand in `folder`. Any bearer token is accepted, after the one 401
 * challenge with which Key Vault teaches its clients the authority. Of `keyNames` those that are missing are made
 * at once (RSA-3072), as a deployment makes them.
 * https://learn.microsoft.com/rest/api/keyvault/keys
 */
export async function startVault({
  folder,
  port,
  keyNames = [],
}: {
  folder: string;
  port: number;
  keyNames?: readonly string[];
}): Promise<Vault> {
  const store = await openKeyStore(folder);
  for (const name of keyNames) {
    if (!store.keys.has(name)) await addVersion(store, name, deployedShape);
  }
  let url = '';
  const server = createServer((request, response) => {
    answer(store, url, request)
      .catch((error: unknown): Answer => {
        if (error instanceof z.ZodError) return failure(400, 'BadParameter', z.prettifyError(error));
        if (error instanceof SyntaxError)
          return failure(400, 'BadParameter', 'The request body is not JSON.');
        return failure(500, 'InternalServerError', error instanceof Error ? error.message : 'unknown');
      })
      .then(
        (result) => send(response, result),
        () => response.destroy(),
      );
  });
  const listening = await listen(server, port);
  url = `http://127.0.0.1:${listening.port}`;
  return { url, stop: listening.stop };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  if (status === 401) {
    response.setHeader(
      'www-authenticate',
      'Bearer authorization="https://login.microsoftonline.com/organizations", resource="https://vault.azure.net"',
    );
  }
  sendJson(response, status, body);
}

async function answer(store: KeyStore, url: string, request: IncomingMessage): Promise<Answer> {
  const bytes = await readBody(request);
  if (!request.headers.authorization?.startsWith('Bearer ')) {
    return failure(401, 'Unauthorized', 'AKV10000: Request is missing a Bearer or PoP token.');
  }
  const { pathname } = new URL(request.url ?? '/', url);
  const body: unknown = bytes.length === 0 ? {} : JSON.parse(bytes.toString());
  const [collection, name = '', ...rest] = pathname.split('/').filter(Boolean);
  if (collection !== 'keys' || !/^[0-9a-zA-Z-]{1,127}$/.test(name)) return notFound(name);
  const route = `${request.method} ${rest.length === 1 ? rest[0] : ''}`;
  if (route === 'POST create') {
    const { kty, key_size, key_ops } = createBody.parse(body);
    return bundle(url, name, await addVersion(store, name, { kty, keyBits: key_size, keyOps: key_ops }));
  }
  const key = store.keys.get(name);
  const newest = key?.versions.at(-1);
  if (!key || !newest) return notFound(name);
  if (route === 'POST rotate') return bundle(url, name, await addVersion(store, name, shapeOf(newest)));
  if (route === 'GET versions') return versions(url, key);
  const version = rest[0] === undefined ? newest : key.versions.find((one) => one.version === rest[0]);
  if (!version) return notFound(name);
  return versionCall(`${request.method} ${rest[1] ?? ''}`, { store, url, key, version, body });
}

async function versionCall(route: string, { store, url, key, version, body }: Call): Promise<Answer> {
  switch (route) {
    case 'GET ':
      // Key Vault shows a disabled version's public half; only operations are refused.
      return bundle(url, key.name, version);
    case 'PATCH ': {
      const enabled = patchBody.parse(body).attributes?.enabled;
      if (enabled !== undefined) await updateVersion(store, key, version, { enabled });
      return bundle(url, key.name, version);
    }
    case 'POST wrapkey':
    case 'POST unwrapkey':
      return operation(route === 'POST wrapkey' ? wrapKey : unwrapKey, { store, url, key, version, body });
    default:
      return failure(405, 'BadParameter', 'Method not allowed.');
  }
}

function operation(run: typeof wrapKey, { url, key, version, body }: Call): Answer {
  const { value } = operationBody.parse(body);
  if (!version.enabled) {
    return failure(403, 'Forbidden', 'Operation is not allowed on a disabled key.', { code: 'KeyDisabled' });
  }
  try {
    const result = run(version, Buffer.from(value, 'base64url')).toString('base64url');
    return { status: 200, body: { kid: kid(url, key.name, version), value: result } };
  } catch {
    return failure(400, 'BadParameter', 'The parameter is incorrect.');
  }
}

const kid = (url: string, name: string, { version }: KeyVersion) => `${url}/keys/${name}/${version}`;

const shapeOf = ({ kty, keyBits, keyOps }: KeyVersion) => ({ kty, keyBits, keyOps });

function attributes({ enabled, createdSeconds, updatedSeconds }: KeyVersion) {
  return {
    enabled,
    created: createdSeconds,
    updated: updatedSeconds,
    recoveryLevel: 'Recoverable+Purgeable',
    recoverableDays: 90,
  };
}

function bundle(url: string, name: string, version: KeyVersion): Answer {
  const { kty, keyOps } = version;
  const key = { kid: kid(url, name, version), kty, key_ops: keyOps, ...publicNumbers(version) };
  return { status: 200, body: { key, attributes: attributes(version) } };
}

function versions(url: string, key: VaultKey): Answer {
  const value = key.versions.map((version) => ({
    kid: kid(url, key.name, version),
    attributes: attributes(version),
  }));
  return { status: 200, body: { value, nextLink: null } };
}

function failure(status: number, code: string, message: string, innererror?: { code: string }): Answer {
  return { status, body: { error: { code, message, ...(innererror && { innererror }) } } };
}

function notFound(name: string): Answer {
  return failure(404, 'KeyNotFound', `A key with (name/id) ${name} was not found in this key vault.`);
}
