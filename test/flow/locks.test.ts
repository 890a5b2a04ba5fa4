import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecords } from '../../functions/azure/records.ts';
import { type ArrivedMail, mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import { organisation, send } from '../../infra/local/people.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { AppError } from '../../shared/errors.ts';
import { startAccountStack, storageOf } from './account-stack.ts';
import { type Browser, letterTo, paneClient, portalClient, register, sendAs } from './clients.ts';
import { anotherPlace, browserAt, placesSettings } from './places.ts';

/* Guessing: what it costs whoever guesses, and that it costs the owner nothing. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const password = 'correct horse battery';
const wrong = 'wrong wrong wrong';

let stack: Stack;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('locks'));
  await stack.restartFunctions(placesSettings);
});
afterAll(async () => stop?.());

const nowMs = async () => Date.now() + Number(await readFile(join(stack.folder, 'clock'), 'utf8'));

/** Registers an address in a browser of its own, which is a known device from then on. */
async function registered(address: string): Promise<Browser> {
  await sendAs(paneClient(stack, 'tammy.gould@example.gov'), letterTo(address, await nowMs()));
  const browser = browserAt(anotherPlace());
  await register(stack, address, browser);
  return browser;
}

/** Tries a password and answers `in`, or the code of the refusal. */
async function tryPassword(browser: Browser, address: string, given: string): Promise<string> {
  try {
    await portalClient(stack, browser).signIn({ address, password: given });
    return 'in';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** Tries a code that nobody mailed; answers the code of the refusal. */
async function tryCode(browser: Browser, address: string): Promise<string> {
  try {
    await portalClient(stack, browser).signInByCode({ address, code: '123456' });
    return 'in';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** Tries a wrong password so often, waiting out each wait; answers the codes. */
async function guess(address: string, times: number, where: () => Browser): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < times) {
    const code = await tryPassword(where(), address, wrong);
    if (code === 'too_many_requests') await stack.moveClock(16 * MINUTE_MS);
    else codes.push(code);
  }
  return codes;
}

const lockMails = async (address: string) => (await mailsTo(stack.urls.mail, address)).filter(isLockMail);
const isLockMail = (mail: ArrivedMail) => mail.subject.startsWith('Somebody tried to sign in');
const linkIn = (mail: ArrivedMail) => /#link=([A-Za-z0-9_.-]+)/.exec(mail.text)?.[1] ?? '';

describe('guessing at one account', () => {
  it('locks where it comes from, tells the owner once, and leaves their own device alone', async () => {
    const address = 'locked@example.net';
    const own = await registered(address);
    const stranger = browserAt(anotherPlace());
    expect(await guess(address, 10, () => stranger)).toEqual(Array(10).fill('sign_in_failed'));
    // Not even the right password counts there, from a browser without cookies or with them, for a day.
    expect(await tryPassword(stranger, address, password)).toBe('too_many_requests');
    await stack.moveClock(23 * HOUR_MS);
    expect(await tryPassword(stranger, address, password)).toBe('too_many_requests');
    expect(await tryPassword(own, address, password)).toBe('in');

    await waitForMail(stack.urls.mail, address, isLockMail);
    expect(await lockMails(address)).toHaveLength(1);
    const { events } = await portalClient(stack, own).history();
    expect(events.filter(({ kind }) => kind === 'locked')).toHaveLength(1);
    expect(events.filter(({ kind }) => kind === 'sign_in_failed')).toHaveLength(10);
    expect(events.find(({ kind }) => kind === 'locked')).toMatchObject({
      network: expect.stringMatching(/^198\.18\.\d+\.\*$/),
    });

    await stack.moveClock(2 * HOUR_MS);
    expect(await tryPassword(stranger, address, password)).toBe('in');
  });

  it('counts many guesses at once one by one', async () => {
    const address = 'atonce@example.net';
    await registered(address);
    const place = anotherPlace();
    const codes = await Promise.all(
      Array.from({ length: 12 }, () => tryPassword(browserAt(place), address, wrong)),
    );
    expect(codes.filter((code) => code === 'sign_in_failed').length).toBeLessThanOrEqual(5);
    expect(codes).toContain('too_many_requests');
  });

  it('from many places locks whoever is not known, and not the owner', async () => {
    const address = 'many@example.net';
    const own = await registered(address);
    // Four guesses from each place meet no wait; a code that was never mailed is a guess as a password is.
    const fromOnePlace = async () => {
      const browser = browserAt(anotherPlace());
      const codes: string[] = [];
      for (let i = 0; i < 4; i++) codes.push(await tryCode(browser, address));
      return codes;
    };
    for (let i = 0; i < 5; i++) {
      const codes = await Promise.all(Array.from({ length: 5 }, fromOnePlace));
      expect(codes.flat()).toEqual(Array(20).fill('code_wrong'));
    }
    expect(await tryPassword(browserAt(anotherPlace()), address, password)).toBe('too_many_requests');
    expect(await tryPassword(own, address, password)).toBe('in');

    const mail = await waitForMail(stack.urls.mail, address, isLockMail);
    const elsewhere = browserAt(anotherPlace());
    await portalClient(stack, elsewhere).unlock(linkIn(mail));
    expect(await tryPassword(elsewhere, address, password)).toBe('in');
    // What locked the others still does.
    expect(await tryPassword(browserAt(anotherPlace()), address, password)).toBe('too_many_requests');
  }, 180_000);

  it('ends with the link of the mail for its owner, once', async () => {
    const address = 'unlock@example.net';
    const own = await registered(address);
    // Where the owner is known they can lock themselves out, and back in.
    await guess(address, 10, () => own);
    expect(await tryPassword(own, address, password)).toBe('too_many_requests');
    const link = linkIn(await waitForMail(stack.urls.mail, address, isLockMail));
    const phone = browserAt(anotherPlace());
    await expect(portalClient(stack, phone).unlock(`${link.slice(0, -1)}_`)).rejects.toMatchObject({
      code: 'code_wrong',
    });
    await portalClient(stack, phone).unlock(link);
    await expect(portalClient(stack, browserAt(anotherPlace())).unlock(link)).rejects.toMatchObject({
      code: 'code_wrong',
    });
    // The link signs nobody in; it only lets the password count again, there and where it was locked.
    await expect(portalClient(stack, phone).me()).rejects.toMatchObject({ code: 'not_signed_in' });
    expect(await tryPassword(phone, address, wrong)).toBe('sign_in_failed');
    expect(await tryPassword(own, address, password)).toBe('in');
    const { events } = await portalClient(stack, own).history();
    expect(events.map(({ kind }) => kind)).toContain('unlocked');
  });

  it('does not make a device known to one account known to another', async () => {
    const victim = 'victim@example.net';
    await registered(victim);
    const attacker = await registered('attacker@example.net');
    expect(await tryPassword(attacker, 'attacker@example.net', password)).toBe('in');
    expect(await guess(victim, 10, () => attacker)).toHaveLength(10);
    expect(await tryPassword(attacker, victim, password)).toBe('too_many_requests');
    // Another made-up cookie does not begin a new count, either.
    attacker.cookies.set('__Host-sealpost-device', 'A'.repeat(43));
    expect(await tryPassword(attacker, victim, password)).toBe('too_many_requests');
  });
});

describe('guessing at many accounts', () => {
  it('is slowed down for the origin that does it, with the time to wait', async () => {
    const place = anotherPlace();
    const seen: { status: number; after: string | null }[] = [];
    const one = async (i: number) => {
      const response = await browserAt(place).fetch(`${stack.urls.product}/api/sign-in/code/confirm`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ address: `spray${i}@example.net`, code: '123456' }),
      });
      seen.push({ status: response.status, after: response.headers.get('retry-after') });
    };
    for (let i = 0; i < 110; i += 10) await Promise.all(Array.from({ length: 10 }, (_, k) => one(i + k)));
    expect(seen.filter(({ status }) => status === 422).length).toBeGreaterThanOrEqual(100);
    const refused = seen.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { after } of refused) expect(Number(after)).toBeGreaterThan(0);
    // Somebody who is known there is not held up by it, nor is another place.
    const own = await registered('office@example.net');
    const officeAt = browserAt(place);
    officeAt.cookies.set('__Host-sealpost-device', own.cookies.get('__Host-sealpost-device') ?? '');
    expect(await tryPassword(officeAt, 'office@example.net', password)).toBe('in');
    expect(await tryPassword(browserAt(anotherPlace()), 'office@example.net', password)).toBe('in');
  }, 120_000);

  it('is slowed down over all origins together, but not for devices that are known', async () => {
    const own = await registered('known@example.net');
    const records = createRecords(await storageOf(stack));
    const at = new Date(await nowMs()).toISOString();
    const endsAt = new Date((await nowMs()) + HOUR_MS).toISOString();
    for (let shard = 0; shard < 16; shard++) {
      const key = { table: 'addresses', partition: 'overall', row: `tries:${shard}` } as const;
      await records.upsert(key, { count: 10_000, at, endsAt });
    }
    expect(await tryPassword(browserAt(anotherPlace()), 'known@example.net', password)).toBe(
      'too_many_requests',
    );
    expect(await tryPassword(own, 'known@example.net', password)).toBe('in');
    await stack.moveClock(3 * HOUR_MS);
    expect(await tryPassword(browserAt(anotherPlace()), 'known@example.net', password)).toBe('in');
  });

  it('looks alike for addresses that nobody has named: the same waits, the same lock', async () => {
    await registered('real@example.net');
    const outcomes: string[][] = [];
    for (const address of ['real@example.net', 'none@example.net']) {
      const browser = browserAt(anotherPlace());
      const answers: string[] = [];
      for (let i = 0; i < 18; i++) {
        const response = await browser.fetch(`${stack.urls.product}/api/sign-in`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ address, password: wrong }),
        });
        answers.push(`${response.status} ${await response.text()}`);
        if (response.status === 429) await stack.moveClock(16 * MINUTE_MS);
      }
      outcomes.push(answers);
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[0]?.at(-1)).toContain('we have sent you an e-mail');
  });
});

describe('mails that strangers ask for', () => {
  it('never use up the ones of the owner', async () => {
    await stack.restartFunctions({ ...placesSettings, ...policyWith({ signIn: { oneTimeCode: true } }) });
    const address = 'mails@example.net';
    const own = await registered(address);
    const codes = async () =>
      (await mailsTo(stack.urls.mail, address)).filter(({ subject }) => subject.includes('is your code'))
        .length;
    const before = await codes();
    const ask = async (times: number) => {
      const stranger = browserAt(anotherPlace());
      for (let i = 0; i < times; i++) await portalClient(stack, stranger).mailSignInCode(address);
    };
    await Promise.all([...Array.from({ length: 12 }, () => ask(3)), ask(8)]);
    await settled(codes);
    const forStrangers = (await codes()) - before;
    expect(forStrangers).toBeGreaterThan(0);
    expect(forStrangers).toBeLessThanOrEqual(25);
    await portalClient(stack, own).mailSignInCode(address);
    await settled(codes);
    expect(await codes()).toBe(before + forStrangers + 1);
  }, 120_000);

  it('are refused to an origin that has asked about too many, with the time to wait', async () => {
    const place = anotherPlace();
    const ask = () => portalClient(stack, browserAt(place)).mailSignInCode('anybody@example.net');
    await ask();
    await fillCounters((partition, row) => partition.startsWith('origin:') && row === 'flows');
    await expect(ask()).rejects.toMatchObject({
      code: 'too_many_requests',
      retryAfterSeconds: expect.any(Number),
    });
    await portalClient(stack, browserAt(anotherPlace())).mailSignInCode('anybody@example.net');
  });
});

/** Makes counters as full as they can be, behind the service's back: what thousands of requests would do. */
async function fillCounters(isMeant: (partition: string, row: string) => boolean): Promise<void> {
  const storage = await storageOf(stack);
  const at = new Date(await nowMs()).toISOString();
  const endsAt = new Date((await nowMs()) + HOUR_MS).toISOString();
  for await (const { partitionKey = '', rowKey = '' } of storage.table('addresses').listEntities()) {
    if (!isMeant(partitionKey, rowKey)) continue;
    const key = { table: 'addresses', partition: partitionKey, row: rowKey } as const;
    await createRecords(storage).upsert(key, { count: 10_000, at, endsAt });
  }
}

/** The stack's own policy with some of it changed, as settings. */
function policyWith(over: Record<string, unknown>): Record<string, string> {
  return { SEALPOST_POLICY: JSON.stringify({ organisation, send, ...over }) };
}

/** Waits until a number has not changed for two seconds. */
async function settled(count: () => Promise<number>): Promise<void> {
  for (let last = -1, now = await count(); last !== now; now = await count()) {
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}
