import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import { clientIds, organisation } from '../../infra/local/people.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { createCaller, createSettingsClient } from '../../shared/api/index.ts';
import { connectionOf, startAccountStack } from './account-stack.ts';
import { createBrowser, portalClient } from './clients.ts';
import {
  addTotp,
  codeAt,
  MINUTE_MS,
  otherThan,
  password,
  pendingSignIn,
  RESTARTS_MS,
  recipient,
  told,
} from './factor-clients.ts';

const wrong = { code: 'code_wrong' };
const over = { code: 'sign_in_failed' };

let stack: Stack;
let stop: () => Promise<void>;
let movedMs = 0;

const nowMs = () => Date.now() + movedMs;
/** The codes that count now, and those beside them. */
const near = (secret: string) =>
  [-60, -30, 0, 30, 60].map((seconds) => codeAt(secret, nowMs() + seconds * 1000));
async function move(byMs: number): Promise<void> {
  await stack.moveClock(byMs);
  movedMs += byMs;
}

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('second-factor'));
});
afterAll(async () => stop?.());

describe('codes of an app', () => {
  it('are added with a first code, asked for at sign-in, count once, and can be removed', async () => {
    const address = 'app@example.net';
    const client = await recipient(stack, address);
    const { secret, uri } = await client.beginTotp();
    expect(uri).toContain(`secret=${secret}`);
    expect(uri).toContain(encodeURIComponent(organisation.name));
    // 160 bits in base 32.
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    await expect(client.confirmTotp(otherThan(...near(secret)))).rejects.toMatchObject(wrong);
    // Until the first code is right nothing is asked.
    expect(await portalClient(stack).signIn({ address, password })).toMatchObject({ state: 'signed_in' });
    const first = codeAt(secret, nowMs());
    const { codes } = await client.confirmTotp(first);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    await told(stack, address, 'A second factor was added');

    const { client: other, browser, ways } = await pendingSignIn(stack, address);
    expect(ways).toEqual(['totp', 'recovery_code']);
    await expect(other.me()).rejects.toMatchObject({ code: 'not_signed_in' });
    // The code that confirmed the app is used up.
    await expect(other.signInSecondFactor('totp', first)).rejects.toMatchObject(wrong);
    const code = codeAt(secret, nowMs() + 30_000);
    expect(await other.signInSecondFactor('totp', `${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      state: 'signed_in',
    });
    expect(await other.me()).toMatchObject({ address });
    expect([...browser.cookies.keys()]).not.toContain('__Host-sealpost-second-factor');
    // Seen over a shoulder, it opens nothing any more, and neither does an older one.
    const { client: replay } = await pendingSignIn(stack, address);
    for (const used of [code, first])
      await expect(replay.signInSecondFactor('totp', used)).rejects.toMatchObject(wrong);
    // A phone whose clock is one step ahead is let in.
    await move(MINUTE_MS);
    expect(await replay.signInSecondFactor('totp', codeAt(secret, nowMs() + 30_000))).toMatchObject({
      state: 'signed_in',
    });

    await client.removeTotp();
    await told(stack, address, 'Your second factor was removed');
    const history = JSON.stringify(await rowsOf((await client.me()).id));
    for (const kind of ['second_factor_added', 'sign_in_failed', 'second_factor_removed'])
      expect(history).toContain(kind);
    expect(await portalClient(stack).signIn({ address, password })).toMatchObject({ state: 'signed_in' });
  });

  it('are refused two steps off, and after ten minutes or in another browser nothing waits for them', async () => {
    const address = 'drift@example.net';
    const { secret } = await addTotp(await recipient(stack, address), nowMs());
    const { client, browser } = await pendingSignIn(stack, address);
    await expect(client.signInSecondFactor('totp', codeAt(secret, nowMs() + 95_000))).rejects.toMatchObject(
      wrong,
    );
    const good = () => codeAt(secret, nowMs());
    await expect(portalClient(stack).signInSecondFactor('totp', good())).rejects.toMatchObject(over);
    const forged = createBrowser();
    const [accountId = ''] = (browser.cookies.get('__Host-sealpost-second-factor') ?? '').split('.');
    for (const value of [`${accountId}.${'A'.repeat(43)}`, `${accountId}.`, '../x.y', 'x']) {
      forged.cookies.set('__Host-sealpost-second-factor', value);
      await expect(portalClient(stack, forged).signInSecondFactor('totp', good())).rejects.toMatchObject(
        over,
      );
    }
    await move(11 * MINUTE_MS);
    await expect(client.signInSecondFactor('totp', good())).rejects.toMatchObject(over);
  });

  it('end the sign-in after five wrong ones, and a right password buys no further guesses', async () => {
    const address = 'guessed@example.net';
    const { secret, codes } = await addTotp(await recipient(stack, address), nowMs());
    const bad = () => otherThan(...near(secret));
    const { client } = await pendingSignIn(stack, address);
    for (let left = 4; left >= 0; left--)
      await expect(client.signInSecondFactor('totp', bad())).rejects.toMatchObject({
        ...wrong,
        facts: { triesLeft: left },
      });
    await expect(client.signInSecondFactor('totp', codeAt(secret, nowMs()))).rejects.toMatchObject(over);
    // The wrong codes count where they came from: even the first proof has to wait there.
    await expect(pendingSignIn(stack, address)).rejects.toMatchObject({ code: 'too_many_requests' });
    await move(2 * MINUTE_MS);
    const again = await pendingSignIn(stack, address);
    expect(await again.client.signInSecondFactor('recovery_code', codes[0] ?? '')).toMatchObject({
      state: 'signed_in',
    });
    const later = await pendingSignIn(stack, address);
    expect(await later.client.signInSecondFactor('totp', codeAt(secret, nowMs()))).toMatchObject({
      state: 'signed_in',
    });
  });

  it('count guesses that come at once one by one', async () => {
    const address = 'race@example.net';
    const { secret } = await addTotp(await recipient(stack, address), nowMs());
    const { client } = await pendingSignIn(stack, address);
    const code = codeAt(secret, nowMs() + 30_000);
    const outcomes = await Promise.allSettled([0, 1, 2].map(() => client.signInSecondFactor('totp', code)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('stand sealed in storage, recovery codes as hashes', async () => {
    const address = 'sealed@example.net';
    const client = await recipient(stack, address);
    const { secret, codes } = await addTotp(client, nowMs());
    const { id } = await client.me();
    const stored = JSON.stringify(await rowsOf(id));
    expect(stored).toContain('lastStep');
    expect(stored).not.toContain(secret);
    for (const code of codes) {
      expect(stored).not.toContain(code);
      expect(stored).not.toContain(code.replaceAll('-', ''));
    }
  });

  it('need a fresh proof to be added and removed', async () => {
    const client = await recipient(stack, 'stale@example.net');
    await addTotp(client, nowMs());
    await move(16 * MINUTE_MS);
    const stale = { code: 'fresh_sign_in_needed' };
    await expect(client.removeTotp()).rejects.toMatchObject(stale);
    await expect(client.newRecoveryCodes()).rejects.toMatchObject(stale);
    await expect(client.beginTotp()).rejects.toMatchObject(stale);
    await expect(client.confirmTotp('000000')).rejects.toMatchObject(stale);
  });

  it('are neither added twice, nor unasked for, nor by staff', async () => {
    const client = await recipient(stack, 'twice@example.net');
    await expect(client.confirmTotp('000000')).rejects.toMatchObject({ code: 'conflict' });
    await expect(client.newRecoveryCodes()).rejects.toMatchObject({ code: 'conflict' });
    await addTotp(client, nowMs());
    await expect(client.beginTotp()).rejects.toMatchObject({ code: 'conflict' });
    const { accessToken } = await stack.brokerToken(stack.people[0]?.oid ?? '', [
      `api://${clientIds.api}/access_as_user`,
    ]);
    const call = createCaller({ origin: stack.urls.product, token: async () => accessToken });
    await expect(createSettingsClient(call).beginTotp()).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('recovery codes', () => {
  it('are taken once, however they are typed, and their owner is told', async () => {
    const address = 'codes@example.net';
    const client = await recipient(stack, address);
    const { codes } = await addTotp(client, nowMs());
    const [first = '', second = '', third = ''] = codes;
    const signInWith = async (code: string) =>
      (await pendingSignIn(stack, address)).client.signInSecondFactor('recovery_code', code);
    expect(await signInWith(first)).toMatchObject({ state: 'signed_in' });
    await told(stack, address, 'A recovery code was used');
    await expect(signInWith(first)).rejects.toMatchObject(wrong);
    expect(await signInWith(second.toLowerCase().replaceAll('-', ' '))).toMatchObject({ state: 'signed_in' });
    await expect(signInWith('0000-0000-0000-0000')).rejects.toMatchObject(wrong);

    const fresh = await client.newRecoveryCodes();
    expect(fresh.codes).toHaveLength(10);
    await told(stack, address, 'You have new recovery codes');
    await expect(signInWith(third)).rejects.toMatchObject(wrong);
    expect(await signInWith((fresh.codes[9] ?? '').replaceAll('-', ''))).toMatchObject({
      state: 'signed_in',
    });
  });

  it('are spent once when two browsers use one at the same moment', async () => {
    const address = 'both@example.net';
    const { codes } = await addTotp(await recipient(stack, address), nowMs());
    const browsers = await Promise.all([0, 1].map(() => pendingSignIn(stack, address)));
    const outcomes = await Promise.allSettled(
      browsers.map(({ client }) => client.signInSecondFactor('recovery_code', codes[0] ?? '')),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const mails = await mailsTo(stack.urls.mail, address);
    expect(
      mails.filter(({ subject }) => subject.includes('recovery code was used')).length,
    ).toBeLessThanOrEqual(1);
  });
});

describe('policy', { timeout: RESTARTS_MS }, () => {
  const withSignIn = (signIn: Record<string, unknown>) =>
    stack.restartFunctions({ SEALPOST_POLICY: JSON.stringify({ organisation, signIn }) });

  it('can require a second factor, and leave it out', async () => {
    const address = 'duty@example.net';
    await withSignIn({ secondFactor: 'required' });
    const client = await recipient(stack, address);
    expect(await client.me()).toMatchObject({ duties: ['second_factor'] });
    await expect(client.mailbox('inbox')).rejects.toMatchObject({ code: 'duty_first' });
    await addTotp(client, nowMs());
    expect(await client.me()).toMatchObject({ duties: [] });

    await withSignIn({ secondFactor: 'off' });
    const other = await recipient(stack, 'off@example.net');
    await expect(other.beginTotp()).rejects.toMatchObject({ code: 'forbidden' });
    // Whoever has one is asked all the same.
    await pendingSignIn(stack, address);
    await stack.restartFunctions();
  });
});

/** What stands in storage for an account. */
async function rowsOf(accountId: string): Promise<Record<string, unknown>[]> {
  const options = { allowInsecureConnection: true };
  const table = TableClient.fromConnectionString(await connectionOf(stack), 'accounts', options);
  const queryOptions = { filter: `PartitionKey eq '${accountId}'` };
  const rows: Record<string, unknown>[] = [];
  for await (const row of table.listEntities({ queryOptions })) rows.push(row);
  return rows;
}
