import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../infra/local/people.ts';
import { type Stack, startStack } from '../../infra/local/stack.ts';

describe('local stack', () => {
  let folder: string;
  let stack: Stack;

  function statusOf(url: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const outgoing = request(url, { ca: stack.ca, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      outgoing.once('error', reject);
      outgoing.end();
    });
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stack-'));
    stack = await startStack({ folder, ports: 'free' });
  }, 60_000);
  afterAll(async () => {
    await stack.stop();
    await rm(folder, { recursive: true });
  });

  test('every page answers, and stack.json says where', async () => {
    const { urls, signIns } = JSON.parse(await readFile(join(folder, 'stack.json'), 'utf8'));
    expect(urls).toEqual(stack.urls);
    expect(signIns).toContainEqual(
      expect.objectContaining({ address: 'sam.ortiz@example.gov', roles: ['Sender', 'Admin'] }),
    );
    expect(await statusOf(`${urls.product}/api/config`)).toBe(200);
    expect(await statusOf(urls.mail)).toBe(200);
    expect(await statusOf(urls.outlook)).toBe(200);
    expect(await statusOf(`${urls.product}/api/sign-in/staff`)).toBe(302);
  });

  test('the product survives being killed and takes further settings', async () => {
    await stack.killFunctions();
    expect(await stack.functionsEnded()).toBe('SIGKILL');
    await expect(statusOf(`${stack.urls.product}/api/config`)).rejects.toThrow('ECONNREFUSED');
    await expect(stack.restartFunctions({ SEALPOST_MAIL_FROM: 'no address' })).rejects.toThrow(
      'SEALPOST_MAIL_FROM',
    );
    await stack.restartFunctions();
    expect(await statusOf(`${stack.urls.product}/api/config`)).toBe(200);
    await stack.runTimer('sweep');
    await expect(stack.runTimer('absent')).rejects.toThrow('no timer');
  }, 30_000);

  test('moves one clock for the product and its tokens', async () => {
    const dayMs = 24 * 60 * 60 * 1000;
    await stack.moveClock(dayMs);
    await stack.moveClock(dayMs);
    const scopes = [`api://${clientIds.api}/access_as_user`];
    const { accessToken } = await stack.brokerToken(stack.people[0]?.oid ?? '', scopes);
    expect((decodeJwt(accessToken).iat ?? 0) * 1000 - Date.now()).toBeGreaterThan(1.9 * dayMs);
    await stack.moveClock(-2 * dayMs);
  });
});
