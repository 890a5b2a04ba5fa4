import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { atOnce } from '../../functions/at-once.ts';
import { createVault } from '../../functions/azure/vault.ts';
import { type Client, openMessage } from '../../shared/api/index.ts';
import { toBase64Url } from '../../shared/envelope/index.ts';
import { letterTo, paneClient, register, sendAs } from '../flow/clients.ts';
import { writeOldMessages } from './old-messages.ts';
import type { Fault } from './proxy.ts';
import { failureOf, type ProxiedStack, startProxiedStack } from './proxy-rig.ts';
import { record } from './report.ts';

const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const pat = { address: 'pat@example.net', name: 'Pat Doe' };
const OLD_MESSAGES = 1_000;
const OPENED = 60;
let rig: ProxiedStack;
let reader: Client;
let messageId: string;

beforeAll(async () => {
  rig = await startProxiedStack();
  messageId = await send();
  reader = await register(rig.stack, pat.address);
});
afterEach(() => rig.heal());
afterAll(() => rig?.stop());

const staff = () => paneClient(rig.stack, tammy.address);
const send = () => sendAs(staff(), letterTo(pat.address, Date.now()));
const note = (point: string, outcome: string) => record({ area: 'fault: vault', point, outcome });
const always = (fault: Fault) => rig.vault.harm({ fault, at: /./, times: Number.POSITIVE_INFINITY });

/** Calls the vault itself, as its operator. */
async function operate(method: 'POST' | 'PATCH' | 'GET', path: string, body?: unknown) {
  const answer = await fetch(`${rig.stack.urls.vault}/keys/sealpost${path}?api-version=7.4`, {
    method,
    headers: { authorization: 'Bearer operator', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { key: { kid: string } };
}
const versionOf = (kid: string) => kid.slice(kid.lastIndexOf('/'));

describe('the vault', () => {
  it.each<[string, Fault, number]>([
    ['429, Retry-After 20', { kind: 'status', status: 429, retryAfterSeconds: 20 }, 20],
    ['500', { kind: 'status', status: 500 }, 10],
    ['403', { kind: 'status', status: 403 }, 10],
    ['reset', { kind: 'reset' }, 10],
    ['silent', { kind: 'slow', delayMs: 20_000 }, 10],
  ])(
    'answering %s: opening says 503 with Retry-After, sending goes on, and it recovers alone',
    async (name, fault, asked) => {
      always(fault);
      const failure = await failureOf(openMessage(reader, messageId));
      expect(failure).toMatchObject({ code: 'unavailable', retryAfterSeconds: asked });
      // Keeping the author's own subject needs the vault and is left out; the send itself does not.
      const client = { ...staff(), accountKey: () => Promise.reject(new Error('not asked here')) };
      const sent = await sendAs(client, letterTo('new@example.net', Date.now()));
      rig.heal();
      expect((await openMessage(reader, messageId)).letter.body.text).toBe('Dear Pat');
      expect((await openMessage(staff(), sent)).letter.body.text).toBe('Dear Pat');
      note(`${name}, warm`, `open 503 Retry-After ${asked}; sends go on; opens again by itself`);
    },
  );

  it('throttling once with Retry-After 1 is waited out', async () => {
    const fault = { kind: 'status', status: 429, retryAfterSeconds: 1 } as const;
    rig.vault.harm({ fault, at: /unwrapkey/, times: 1 });
    expect((await openMessage(reader, messageId)).letter.body.text).toBe('Dear Pat');
    note('429, Retry-After 1, once', 'opened after a second');
  });

  it('down at a cold start: 503 with Retry-After, and it recovers alone', async () => {
    always({ kind: 'status', status: 503 });
    await rig.restart();
    // Each is listened to from the moment it begins: one that fails early must not fail unheard.
    const failures = [reader.config(), send(), openMessage(reader, messageId)].map(failureOf);
    for (const failure of await Promise.all(failures)) {
      expect(failure).toMatchObject({ code: 'unavailable', retryAfterSeconds: 10 });
    }
    rig.heal();
    expect((await openMessage(reader, messageId)).letter.body.text).toBe('Dear Pat');
    await send();
    note('503, cold', '503 with Retry-After for all; recovers without a restart');
  });

  it(`rotated under ${OLD_MESSAGES} old messages: all of them open, new ones use the new version`, async () => {
    const { id: accountId } = await reader.me();
    const author = { accountId: (await staff().me()).id, kind: 'staff' as const, ...tammy };
    const where = { storageConnection: rig.storageConnection, vaultUrl: rig.stack.urls.vault };
    const readers = [{ accountId, ...pat, role: 'to' as const }];
    const old = await writeOldMessages(OLD_MESSAGES, where, { author, readers });
    const oldKid = (await reader.config()).vaultKey.kid;
    const newKid = (await operate('POST', '/rotate')).key.kid;
    await rig.restart();
    expect(versionOf((await reader.config()).vaultKey.kid)).toBe(versionOf(newKid));

    const vault = createVault({ url: rig.stack.urls.vault, keyName: 'sealpost' });
    let recovered = 0;
    await atOnce(8, old, async ({ key, wrappedKey }) => {
      expect(versionOf(wrappedKey.kid)).toBe(versionOf(oldKid));
      if (toBase64Url(await vault.unwrap(wrappedKey)) === key) recovered++;
    });
    expect(recovered).toBe(OLD_MESSAGES);
    const sample = old.filter((_, index) => index % Math.ceil(OLD_MESSAGES / OPENED) === 0);
    await atOnce(4, sample, async ({ id }) => {
      expect((await openMessage(reader, id)).letter.body.text).toBe(`old ${id}`);
    });
    const fresh = await send();
    expect((await openMessage(reader, fresh)).letter.body.text).toBe('Dear Pat');
    note(
      `rotated under ${OLD_MESSAGES} messages`,
      `${recovered} keys unwrap, ${sample.length} of ${sample.length} opened over HTTP`,
    );

    await operate('PATCH', versionOf(oldKid), { attributes: { enabled: false } });
    expect(await failureOf(openMessage(reader, sample[0]?.id ?? ''))).toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 10,
    });
    expect((await openMessage(reader, fresh)).letter.body.text).toBe('Dear Pat');
    await operate('PATCH', versionOf(oldKid), { attributes: { enabled: true } });
    expect((await openMessage(reader, sample[0]?.id ?? '')).letter.body.text).toMatch(/^old /);
    note('an old version disabled', 'its messages 503, others open; enabled again, they open');
  });

  it('with its newest version disabled gives out no key to wrap to', async () => {
    const { kid } = (await reader.config()).vaultKey;
    await operate('PATCH', versionOf(kid), { attributes: { enabled: false } });
    await rig.restart();
    expect(await failureOf(reader.config())).toMatchObject({ code: 'unavailable', retryAfterSeconds: 60 });
    await operate('PATCH', versionOf(kid), { attributes: { enabled: true } });
    await send();
    note('the newest version disabled', 'sends 503 on a cold instance; enabled again, they go on');
  });
});
