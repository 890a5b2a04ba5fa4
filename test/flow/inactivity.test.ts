import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountEventKey, accountKey } from '../../functions/accounts/records.ts';
import { createRecords } from '../../functions/azure/records.ts';
import type { Records } from '../../functions/ports.ts';
import { mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { openMessage } from '../../shared/api/index.ts';
import { startAccountStack, storageOf, withPolicy } from './account-stack.ts';
import {
  type Browser,
  createBrowser,
  letterTo,
  nextCode,
  paneClient,
  portalClient,
  register,
  sendAs,
} from './clients.ts';

/* Accounts that nobody uses: a mail before each step, and a way back from each. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const password = 'correct horse battery';
const soonDisabled = 'not been used for long';
const soonDeleted = 'will be deleted';
const nowDisabled = 'is closed to sign-ins';

let stack: Stack;
let stop: () => Promise<void>;
let records: Records;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('inactivity'));
  await withPolicy(stack, { inactivity: { disableAfterDays: 7, deleteAfterDays: 7, warnDays: 2 } });
  records = createRecords(await storageOf(stack));
});
afterAll(async () => stop?.());

const nowMs = async () => Date.now() + Number(await readFile(join(stack.folder, 'clock'), 'utf8'));

/** Sends a letter that is readable for 80 days to an address, and registers it. */
async function registered(address: string): Promise<{ id: string; browser: Browser; messageId: string }> {
  const expiresAt = new Date((await nowMs()) + 80 * DAY_MS).toISOString();
  const letter = letterTo(address, await nowMs(), { expiresAt });
  const messageId = await sendAs(paneClient(stack, 'tammy.gould@example.gov'), letter);
  const browser = createBrowser();
  const client = await register(stack, address, browser);
  return { id: (await client.me()).id, browser, messageId };
}

async function later(days: number): Promise<void> {
  await stack.moveClock(days * DAY_MS);
  await stack.runTimer('sweep');
}

const mailsLike = async (address: string, words: string) =>
  (await mailsTo(stack.urls.mail, address)).filter(({ subject }) => subject.includes(words));
const rowsOf = async (id: string) => (await records.list('accounts', id, {})).rows.map(({ row }) => row);

describe('an account that nobody uses', () => {
  it('is warned, disabled, warned, and erased; its mailbox is there for whoever registers again', async () => {
    const address = 'gone@example.net';
    const { id, browser, messageId } = await registered(address);
    await openMessage(portalClient(stack, browser), messageId);

    await later(4);
    expect(await mailsLike(address, soonDisabled)).toEqual([]);
    await later(1.1);
    const warning = await waitForMail(stack.urls.mail, address, ({ subject }) =>
      subject.includes(soonDisabled),
    );
    // The day that the mail names is the day when it happens.
    const { value: warned } = (await records.get(accountKey(id))) ?? {};
    expect(warned?.warned).toMatchObject({ before: 'disable' });
    const on = Date.parse(warned?.warned?.on ?? '');
    expect(warning.text).toContain(String(new Date(on).getFullYear()));
    await stack.runTimer('sweep');
    expect((await records.get(accountKey(id)))?.value.disabledAt).toBeUndefined();

    await later(2);
    await waitForMail(stack.urls.mail, address, ({ subject }) => subject.includes(nowDisabled));
    expect((await records.get(accountKey(id)))?.value).toMatchObject({
      kind: 'recipient',
      disabledAt: expect.any(String),
      firstName: 'Pat',
    });

    await later(5.1);
    await waitForMail(stack.urls.mail, address, ({ subject }) => subject.includes(soonDeleted));
    await later(2.1);
    const erased = (await records.get(accountKey(id)))?.value;
    expect(erased).toEqual({
      kind: 'unregistered',
      address,
      accountKey: expect.anything(),
      createdAt: expect.any(String),
      epoch: expect.any(Number),
    });
    expect((await rowsOf(id)).filter((row) => !row.startsWith('tell:'))).toEqual(['account']);
    for (const words of [soonDisabled, nowDisabled, soonDeleted])
      expect(await mailsLike(address, words), words).toHaveLength(1);
    await expect(portalClient(stack).signIn({ address, password })).rejects.toMatchObject({
      code: 'sign_in_failed',
    });

    const before = (await mailsLike(address, 'is your code')).length;
    const anew = createBrowser();
    const client = portalClient(stack, anew);
    const { terms } = await client.config();
    const person = {
      firstName: 'Pat',
      lastName: 'Roe',
      language: 'en' as const,
      password: 'another long password',
    };
    await client.register({ ...person, address, acceptedTerms: terms.version });
    await client.confirm(address, await nextCode(stack, address, before));
    expect(await client.me()).toMatchObject({ id, name: 'Pat Roe' });
    expect((await openMessage(client, messageId)).letter.body.text).toBe('Dear Pat');
    // The session of the person before is not theirs.
    await expect(portalClient(stack, browser).me()).rejects.toMatchObject({ code: 'not_signed_in' });
  }, 240_000);

  it('stays when it is used after the warning, and its warning is forgotten', async () => {
    const address = 'back@example.net';
    const { id } = await registered(address);
    await later(5.1);
    await waitForMail(stack.urls.mail, address, ({ subject }) => subject.includes(soonDisabled));
    await portalClient(stack).signIn({ address, password });
    expect((await records.get(accountKey(id)))?.value.warned).toBeUndefined();
    await later(2.5);
    expect((await records.get(accountKey(id)))?.value.disabledAt).toBeUndefined();
    expect(await mailsLike(address, soonDisabled)).toHaveLength(1);
  }, 180_000);

  it('that is disabled opens again with the password and a code to its address, not with one of them', async () => {
    const address = 'enable@example.net';
    const { id, browser } = await registered(address);
    await later(5.1);
    await later(2.1);
    await expect(portalClient(stack, browser).me()).rejects.toMatchObject({ code: 'not_signed_in' });
    const before = (await mailsLike(address, 'is your code')).length;
    const again = createBrowser();
    const client = portalClient(stack, again);
    expect(await client.signIn({ address, password })).toEqual({ state: 'confirm_address' });
    await expect(client.me()).rejects.toMatchObject({ code: 'not_signed_in' });
    const code = await nextCode(stack, address, before);
    await expect(portalClient(stack).signInByCode({ address, code })).rejects.toMatchObject({
      code: 'code_wrong',
    });
    expect((await records.get(accountKey(id)))?.value.disabledAt).toBeDefined();
    expect(await client.signInByCode({ address, code })).toMatchObject({ state: 'signed_in', me: { id } });
    const { events } = await client.history();
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind !== 'sign_in_failed');
    expect(kinds.slice(0, 3)).toEqual(['signed_in', 'enabled', 'disabled']);
    expect(events[0]).toMatchObject({ how: 'password' });
    // From then on as before, and the next warning comes in its time.
    await later(4);
    expect((await records.get(accountKey(id)))?.value).toMatchObject({ kind: 'recipient' });
    expect((await records.get(accountKey(id)))?.value.disabledAt).toBeUndefined();
  }, 180_000);

  it('loses old events and dead sessions at the visit, and staff are left alone', async () => {
    const address = 'old@example.net';
    const { id } = await registered(address);
    const staff = await paneClient(stack, 'tammy.gould@example.gov').me();
    const words = { device: 'x', network: 'x' };
    const old = accountEventKey(id, new Date((await nowMs()) - 86 * DAY_MS), 'old00000');
    const young = accountEventKey(id, new Date((await nowMs()) - 80 * DAY_MS), 'young000');
    for (const key of [old, young]) await records.insert(key, { kind: 'signed_in', ...words });
    expect((await rowsOf(id)).filter((row) => row.startsWith('session:'))).toHaveLength(1);
    await later(5.1);
    const rows = await rowsOf(id);
    expect(rows).not.toContain(old.row);
    expect(rows).toContain(young.row);
    expect(rows.filter((row) => row.startsWith('session:'))).toEqual([]);
    expect((await records.get(accountKey(staff.id)))?.value).toMatchObject({ kind: 'staff' });
    expect((await records.get(accountKey(staff.id)))?.value.disabledAt).toBeUndefined();
    const toStaff = await mailsTo(stack.urls.mail, 'tammy.gould@example.gov');
    expect(toStaff.filter(({ subject }) => subject.includes('account'))).toEqual([]);
  }, 180_000);

  it('leaves no counter of what strangers tried behind', async () => {
    await expect(
      portalClient(stack).signIn({ address: 'nobody@example.net', password: 'wrong wrong wrong' }),
    ).rejects.toMatchObject({ code: 'sign_in_failed' });
    const table = (await storageOf(stack)).table('addresses');
    const counters = async () => {
      const names: string[] = [];
      for await (const { rowKey = '' } of table.listEntities())
        if (/^(tries|flows)/.test(rowKey)) names.push(rowKey);
      return names;
    };
    expect(await counters()).not.toEqual([]);
    await later(1.2);
    await later(0.1);
    expect(await counters()).toEqual([]);
  }, 120_000);
});
