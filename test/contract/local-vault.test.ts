import { createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startVault, type Vault } from '../../infra/local/vault/server.ts';

// The SDK against the local vault; the same expectations hold for Azure Key Vault.
const credential = {
  getToken: async () => ({ token: 'local', expiresOnTimestamp: Date.now() + 3_600_000 }),
};
const options = {
  disableChallengeResourceVerification: true,
  allowInsecureConnection: true,
  retryOptions: { maxRetries: 0 },
};
const keys = (url: string) => new KeyClient(url, credential, options);
const crypto = (kid: string) => new CryptographyClient(kid, credential, options);

describe('local Key Vault', () => {
  let folder: string;
  let vault: Vault;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vault-'));
    vault = await startVault({ folder, port: 0 });
  });
  afterAll(async () => {
    await vault.stop();
    await rm(folder, { recursive: true });
  });

  test('wraps and unwraps a message key with an RSA-3072 key', async () => {
    const key = await keys(vault.url).createRsaKey('sealpost', { keySize: 3072 });
    expect(key.key?.n).toHaveLength(384);
    const messageKey = randomBytes(32);
    const wrapped = await crypto(key.id ?? '').wrapKey('RSA-OAEP-256', messageKey);
    expect(wrapped.result).toHaveLength(384);
    const unwrapped = await crypto(key.id ?? '').unwrapKey('RSA-OAEP-256', wrapped.result);
    expect(Buffer.from(unwrapped.result)).toEqual(messageKey);
  });

  test('unwraps what was wrapped outside with the public key alone', async () => {
    const { key, id } = await keys(vault.url).getKey('sealpost');
    const publicKey = createPublicKey({
      format: 'jwk',
      key: {
        kty: 'RSA',
        n: Buffer.from(key?.n ?? []).toString('base64url'),
        e: Buffer.from(key?.e ?? []).toString('base64url'),
      },
    });
    const messageKey = randomBytes(32);
    const wrapped = publicEncrypt({ key: publicKey, oaepHash: 'sha256' }, messageKey);
    const unwrapped = await crypto(id ?? '').unwrapKey('RSA-OAEP-256', wrapped);
    expect(Buffer.from(unwrapped.result)).toEqual(messageKey);
  });

  test('opens with an old version after a rotation, and refuses a disabled one with 403', async () => {
    const client = keys(vault.url);
    const old = await client.getKey('sealpost');
    const wrapped = await crypto(old.id ?? '').wrapKey('RSA-OAEP-256', randomBytes(32));
    const rotated = await client.rotateKey('sealpost');
    expect(rotated.properties.version).not.toBe(old.properties.version);
    expect((await client.getKey('sealpost')).id).toBe(rotated.id);
    await crypto(old.id ?? '').unwrapKey('RSA-OAEP-256', wrapped.result);

    const versions: (string | undefined)[] = [];
    for await (const { version } of client.listPropertiesOfKeyVersions('sealpost')) versions.push(version);
    expect(versions).toEqual([old.properties.version, rotated.properties.version]);

    await client.updateKeyProperties('sealpost', old.properties.version ?? '', { enabled: false });
    await expect(crypto(old.id ?? '').unwrapKey('RSA-OAEP-256', wrapped.result)).rejects.toMatchObject({
      statusCode: 403,
    });
    await client.updateKeyProperties('sealpost', old.properties.version ?? '', { enabled: true });
    await crypto(old.id ?? '').unwrapKey('RSA-OAEP-256', wrapped.result);
  });

  test('keeps its keys over a restart, readable by their owner alone', async () => {
    const { id, properties } = await keys(vault.url).getKey('sealpost');
    const messageKey = randomBytes(32);
    const wrapped = await crypto(id ?? '').wrapKey('RSA-OAEP-256', messageKey);
    await vault.stop();
    vault = await startVault({ folder, port: 0 });
    const again = await keys(vault.url).getKey('sealpost', { version: properties.version ?? '' });
    const unwrapped = await crypto(again.id ?? '').unwrapKey('RSA-OAEP-256', wrapped.result);
    expect(Buffer.from(unwrapped.result)).toEqual(messageKey);
    expect((await stat(join(folder, 'sealpost.json'))).mode & 0o777).toBe(0o600);
  });

  test('answers 404 for a key it does not have and 400 for a value it did not wrap', async () => {
    await expect(keys(vault.url).getKey('absent')).rejects.toMatchObject({
      statusCode: 404,
      code: 'KeyNotFound',
    });
    const { id } = await keys(vault.url).getKey('sealpost');
    await expect(crypto(id ?? '').unwrapKey('RSA-OAEP-256', randomBytes(384))).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  test('challenges a caller without a token', async () => {
    const response = await fetch(`${vault.url}/keys/sealpost/?api-version=7.6`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('resource="https://vault.azure.net"');
  });
});
