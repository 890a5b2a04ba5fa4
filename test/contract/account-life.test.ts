import fc from 'fast-check';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { sendAccountMail } from '../../functions/accounts/account-mail.ts';
import { type Admission, admit } from '../../functions/accounts/admit.ts';
import { createDirectory, findAccount } from '../../functions/accounts/directory.ts';
import { eraseAccount } from '../../functions/accounts/erase-account.ts';
import { accountKey } from '../../functions/accounts/records.ts';
import { confirmByCode, confirmByLink, register } from '../../functions/accounts/register.ts';
import { finishReset, mailReset, proveReset } from '../../functions/accounts/reset.ts';
import { signInSecondFactor } from '../../functions/accounts/second-factor.ts';
import { closeSession, findSession } from '../../functions/accounts/session.ts';
import { signOutEverywhere } from '../../functions/accounts/sessions.ts';
import { mailSignInCode, proveByMailedCode, proveByPassword } from '../../functions/accounts/sign-in.ts';
import { beginTotp, confirmTotp } from '../../functions/accounts/totp.ts';
import type { Origin } from '../../functions/ports.ts';
import { type ArrivedMail, mailsTo } from '../../infra/local/mail/arrived.ts';
import { AppError } from '../../shared/errors.ts';
import { policySchema } from '../../shared/policy/index.ts';
import { type AccountRig, startAccountRig } from './account-rig.ts';

/*
 * The life of an account as a state machine, driven by any sequence of events over the real records, vault and mail.
 * Beside each run stands a ledger of what a person could know: passwords they chose, codes and links that really
 * arrived in a mailbox, codes of an app. Nothing may open that the ledger does not explain.
 */

const MINUTE_MS = 60_000;
let rig: AccountRig;
let runs = 0;

beforeAll(async () => {
  const policy = z.parse(policySchema, {
    organisation: { name: 'State of Example', domains: ['example.gov'] },
    signIn: { oneTimeCode: true },
    // Waits and locks have tests of their own; here they would only end the sequences.
    locks: { attempts: 100 },
  });
  rig = await startAccountRig(policy);
});
afterAll(() => rig?.stop());

type Who = 'owner' | 'stranger';
const who = fc.constantFrom<Who>('owner', 'stranger');
/** Which code or link is tried: of this browser's own flow, of the other's, or a wrong one. */
const proof = fc.constantFrom('own', 'own', 'other', 'wrong');
const event = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('register' as const), who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('mail' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('confirm' as const), who, proof }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('confirm by link' as const),
      who,
      proof,
      password: fc.constantFrom('none', 'own', 'wrong'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('sign in' as const),
      who,
      password: fc.constantFrom('right', 'right', 'own', 'wrong'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mail code' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sign in by code' as const), who, proof }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('mail reset' as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('prove reset' as const),
      who,
      proof,
      by: fc.constantFrom('code', 'link'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('finish reset' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('add app' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('second factor' as const),
      who,
      code: fc.constantFrom('right', 'wrong', 'used'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sign out' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sign out everywhere' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      minutes: fc.constantFrom(1, 11, 31, 800),
    }),
  },
);
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

const registersFirst: readonly Event[] = [
  { kind: 'register', who: 'owner' },
  { kind: 'mail' },
  { kind: 'confirm', who: 'owner', proof: 'own' },
];
/** Most of what can go wrong needs an account, or one with an app, to go wrong with. */
const beginnings = fc.constantFrom<readonly Event[]>(
  [],
  registersFirst,
  [
    ...registersFirst,
    { kind: 'add app', who: 'owner' },
    { kind: 'wait', minutes: 1 },
    { kind: 'sign in', who: 'owner', password: 'right' },
  ],
  [
    ...registersFirst,
    { kind: 'mail reset', who: 'stranger' },
    { kind: 'mail reset', who: 'owner' },
    { kind: 'mail' },
    { kind: 'prove reset', who: 'owner', proof: 'own', by: 'link' },
  ],
  [
    ...registersFirst,
    { kind: 'mail code', who: 'owner' },
    { kind: 'mail code', who: 'stranger' },
    { kind: 'mail' },
    { kind: 'sign in by code', who: 'owner', proof: 'own' },
    { kind: 'sign in by code', who: 'owner', proof: 'own' },
  ],
);

/** What one browser keeps, as cookies do, and what its user chose there. */
type Browser = {
  origin: Origin;
  password: string;
  tokens: { register: string | null; code: string | null; reset: string | null };
  /** The reset that this browser has proved, `{account id}.{token}`. */
  proved: string | null;
  pending: string | null;
  session: { token: string; epoch: number; openedMs: number; seenMs: number } | null;
};
/** What really arrived in the mailbox for one flow; both codes and links count once, for ten minutes. */
type Sent = { flow: string; code: string; link: string | null; sentMs: number };

/** The truth beside a run: what was chosen, what arrived, what was used. */
type Ledger = {
  address: string;
  accountId: string;
  browsers: Record<Who, Browser>;
  password: string | null;
  app: TOTP | null;
  lastAppCode: string | null;
  epoch: number;
  used: Set<string>;
};

const nowMs = () => rig.ports.clock.now().getTime();
const other = (name: Who): Who => (name === 'owner' ? 'stranger' : 'owner');
const hashOf = async (token: string) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))).toString('base64url');

/** Runs something that may be refused; null where it was, with any of the codes of a refusal. */
async function attempt<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code !== 'unknown' && error.code !== 'unavailable') return null;
    throw error;
  }
}

async function begin(): Promise<Ledger> {
  runs += 1;
  const address = `life-${runs}@example.net`;
  const browser = (name: Who, last: number): Browser => ({
    origin: {
      address: `10.${runs >> 8}.${runs & 255}.${last}`,
      network: `10.${runs >> 8}.${runs & 255}.*`,
      device: name,
      deviceToken: null,
    },
    password: `${name} chose these words ${runs}`,
    tokens: { register: null, code: null, reset: null },
    proved: null,
    pending: null,
    session: null,
  });
  return {
    address,
    accountId: await createDirectory(rig.ports).accountOf(address),
    browsers: { owner: browser('owner', 1), stranger: browser('stranger', 2) },
    password: null,
    app: null,
    lastAppCode: null,
    epoch: 0,
    used: new Set(),
  };
}

/** What a browser's own flow was sent, if its mail has arrived. */
async function sentFor(ledger: Ledger, token: string | null): Promise<Sent | null> {
  if (token === null) return null;
  const flow = (await hashOf(token)).slice(-8);
  const mail = (await mailsTo(rig.mailUrl, ledger.address)).find((one) => isOfFlow(one, flow));
  if (mail === undefined) return null;
  const code = /^(\d{6}) /.exec(mail.subject)?.[1];
  if (code === undefined) return null;
  const endsMs = Number(/\.(\d+)@/.exec(messageIdOf(mail))?.[1]);
  const link = /#link=([A-Za-z0-9_.-]+)/.exec(mail.text)?.[1] ?? null;
  return { flow, code, link, sentMs: endsMs - 10 * MINUTE_MS };
}

const messageIdOf = (mail: ArrivedMail): string => mail.headers['message-id'] ?? '';
const isOfFlow = (mail: ArrivedMail, flow: string): boolean => messageIdOf(mail).includes(`.${flow}.`);

/** A code or link may have opened something: it must be this flow's, in its time, and for the first time. */
function expectProof(ledger: Ledger, sent: Sent | null, given: string): void {
  expect(given, 'only a proof of one’s own opens anything').toBe('own');
  expect(sent, 'nothing opens before its mail has arrived').not.toBeNull();
  expect(nowMs() - (sent?.sentMs ?? 0), 'ten minutes at most').toBeLessThan(10 * MINUTE_MS + 5_000);
  expect(ledger.used.has(sent?.flow ?? ''), 'once').toBe(false);
  ledger.used.add(sent?.flow ?? '');
}

/** Takes an admission in, as the browser does. */
function take(ledger: Ledger, name: Who, admission: Admission): void {
  const browser = ledger.browsers[name];
  switch (admission.state) {
    case 'signed_in':
      browser.session = { token: admission.token, epoch: ledger.epoch, openedMs: nowMs(), seenMs: nowMs() };
      return;
    case 'second_factor':
      expect(ledger.app, 'asked for only where there is one').not.toBeNull();
      browser.pending = admission.pending;
      return;
    case 'confirm_address':
      throw new Error('nothing disables accounts here');
  }
}

/** Lets a first proof in: a session only where no second factor stands before it. */
async function enter(
  ledger: Ledger,
  name: Who,
  proved: Parameters<typeof admit>[2],
  accountId: string,
): Promise<void> {
  expect(accountId).toBe(ledger.accountId);
  const admission = await attempt(admit(rig.ports, accountId, proved, ledger.browsers[name].origin));
  if (admission === null) return;
  if (ledger.app !== null && proved.method !== 'registration') expect(admission.state).toBe('second_factor');
  take(ledger, name, admission);
}

async function step(ledger: Ledger, one: Event): Promise<void> {
  const { ports } = rig;
  const { address, accountId } = ledger;
  if (one.kind === 'wait') return rig.moveClock(one.minutes * MINUTE_MS);
  if (one.kind === 'mail') return sendAccountMail(ports, accountId);
  const browser = ledger.browsers[one.who];
  const { origin, tokens } = browser;
  const flowOf = (kind: keyof Browser['tokens'], which: string) =>
    sentFor(ledger, ledger.browsers[which === 'other' ? other(one.who) : one.who].tokens[kind]);
  const codeOf = (sent: Sent | null, which: string) =>
    which === 'wrong' || sent === null ? '000000' : sent.code;

  switch (one.kind) {
    case 'register': {
      const form = { firstName: 'Pat', lastName: 'Doe', language: 'en' as const };
      const begun = await register(
        ports,
        { ...form, address, password: browser.password, acceptedTerms: ports.policy.terms.version },
        origin,
      );
      tokens.register = begun.token;
      return;
    }
    case 'confirm': {
      const sent = await flowOf('register', one.proof);
      const done = await attempt(
        confirmByCode(ports, address, codeOf(sent, one.proof), tokens.register, origin),
      );
      if (done === null) return;
      expectProof(ledger, sent, one.proof);
      return registered(ledger, one.who, browser.password);
    }
    case 'confirm by link': {
      const sent = await flowOf('register', one.proof);
      const link = one.proof === 'wrong' || sent?.link == null ? wrongLink(accountId) : sent.link;
      const chosenIn = ledger.browsers[one.proof === 'other' ? other(one.who) : one.who];
      const typed = { none: undefined, own: browser.password, wrong: 'no such words at all' }[one.password];
      const done = await attempt(
        confirmByLink(
          ports,
          typed === undefined ? { link } : { link, password: typed },
          tokens.register,
          origin,
        ),
      );
      if (done === null) return;
      // A link of the other browser's opens only with the password that was chosen there.
      expect(one.proof === 'own' || typed === chosenIn.password).toBe(true);
      expectProof(ledger, sent, 'own');
      return registered(ledger, one.who, chosenIn.password);
    }
    case 'sign in': {
      const typed = {
        right: ledger.password ?? browser.password,
        own: browser.password,
        wrong: 'no such words at all',
      }[one.password];
      const found = await attempt(proveByPassword(ports, { address, password: typed }, origin));
      if (found === null) return;
      expect(typed, 'only the password that counts opens anything').toBe(ledger.password);
      return enter(ledger, one.who, { method: 'password' }, found);
    }
    case 'mail code':
      tokens.code = (await mailSignInCode(ports, address, origin)).token;
      return;
    case 'sign in by code': {
      const sent = await flowOf('code', one.proof);
      const code = codeOf(sent, one.proof);
      const found = await attempt(proveByMailedCode(ports, { address, code }, tokens.code, origin));
      if (found === null) return;
      expectProof(ledger, sent, one.proof);
      return enter(ledger, one.who, found.proof, found.accountId);
    }
    case 'mail reset':
      tokens.reset = (await mailReset(ports, address, origin)).token;
      return;
    case 'prove reset': {
      const sent = await flowOf('reset', one.proof);
      const link = one.proof === 'wrong' || sent?.link == null ? wrongLink(accountId) : sent.link;
      const given = one.by === 'link' ? { link } : { address, code: codeOf(sent, one.proof) };
      const done = await attempt(proveReset(ports, given, tokens.reset));
      if (done === null) return;
      // A link proves the mailbox in any browser; a code only where it was asked for.
      expectProof(ledger, sent, one.by === 'link' && one.proof === 'other' ? 'own' : one.proof);
      browser.proved = done.token;
      return;
    }
    case 'finish reset': {
      const password = `${browser.password} again ${ledger.epoch}`;
      const { proved } = browser;
      browser.proved = null;
      const done = await attempt(
        finishReset(ports, proved, { password }, origin).then(() => 'done' as const),
      );
      if (done === null) return;
      expect(proved, 'only after a proof').not.toBeNull();
      ledger.password = password;
      ledger.epoch += 1;
      return;
    }
    case 'add app': {
      if (!(await isSignedIn(browser)) || ledger.app !== null) return;
      const { secret } = await beginTotp(ports, accountId);
      const app = new TOTP({ secret });
      ledger.lastAppCode = app.generate({ timestamp: nowMs() });
      await confirmTotp(ports, accountId, ledger.lastAppCode, origin);
      ledger.app = app;
      return;
    }
    case 'second factor': {
      const right = ledger.app?.generate({ timestamp: nowMs() }) ?? '000000';
      const code = { right, wrong: '000000', used: ledger.lastAppCode ?? '000000' }[one.code];
      const { pending } = browser;
      const admission = await attempt(signInSecondFactor(ports, pending, { kind: 'totp', code }, origin));
      if (admission === null) return;
      expect(pending, 'only after a first proof').not.toBeNull();
      expect(code, 'only a code of the app').toBe(right);
      expect(code, 'each code once').not.toBe(ledger.lastAppCode);
      expect(admission.state).toBe('signed_in');
      ledger.lastAppCode = code;
      browser.pending = null;
      return take(ledger, one.who, admission);
    }
    case 'sign out':
      if (browser.session !== null) await closeSession(ports, browser.session.token);
      expect(browser.session === null ? null : await findSession(ports, browser.session.token)).toBeNull();
      browser.session = null;
      return;
    case 'sign out everywhere':
      if (!(await isSignedIn(browser))) return;
      await signOutEverywhere(ports, accountId, origin);
      ledger.epoch += 1;
      return;
    case 'close':
      if (!(await isSignedIn(browser))) return;
      await eraseAccount(ports, accountId);
      Object.assign(ledger, { password: null, app: null, lastAppCode: null, epoch: ledger.epoch + 1 });
      return;
  }
}

/** An account is somebody's from here on: of whoever proved the address, with the password chosen where they say. */
async function registered(ledger: Ledger, name: Who, password: string): Promise<void> {
  ledger.password = password;
  await enter(ledger, name, { method: 'registration' }, ledger.accountId);
}

const wrongLink = (accountId: string) => `${accountId}.${'A'.repeat(43)}.${'B'.repeat(43)}`;

async function isSignedIn(browser: Browser): Promise<boolean> {
  return browser.session !== null && (await findSession(rig.ports, browser.session.token)) !== null;
}

/** What must hold after every event, whatever came before. */
async function expectSound(ledger: Ledger): Promise<void> {
  const account = await rig.ports.records.get(accountKey(ledger.accountId));
  expect(await findAccount(rig.ports, ledger.address), 'the address leads to its account').toBe(
    ledger.accountId,
  );
  expect(account?.value.kind, 'an account is registered exactly when somebody proved its address').toBe(
    ledger.password === null ? 'unregistered' : 'recipient',
  );
  for (const browser of Object.values(ledger.browsers)) {
    const { session } = browser;
    if (session === null) continue;
    const isOver =
      session.epoch !== ledger.epoch ||
      nowMs() - session.seenMs >= 30 * MINUTE_MS ||
      nowMs() - session.openedMs >= 12 * 60 * MINUTE_MS;
    const found = await findSession(rig.ports, session.token);
    expect(found === null, isOver ? 'a session that is over is dead' : 'a live session lives').toBe(isOver);
    session.seenMs = nowMs();
    if (isOver) browser.session = null;
  }
}

describe('the life of an account', () => {
  it('opens nothing without a proof, and loses nothing (property)', async () => {
    await fc.assert(
      fc.asyncProperty(beginnings, fc.array(event, { minLength: 4, maxLength: 14 }), async (first, then) => {
        const ledger = await begin();
        const key = (await rig.ports.records.get(accountKey(ledger.accountId)))?.value.accountKey;
        for (const one of [...first, ...then]) {
          await step(ledger, one);
          await expectSound(ledger);
        }
        // A day later the owner, who reads the mailbox and has the app, gets in, to the same account.
        await rig.moveClock(25 * 60 * MINUTE_MS);
        const { owner } = ledger.browsers;
        if (ledger.password === null) {
          await step(ledger, { kind: 'register', who: 'owner' });
          await step(ledger, { kind: 'mail' });
          await step(ledger, { kind: 'confirm', who: 'owner', proof: 'own' });
        } else {
          await step(ledger, { kind: 'mail reset', who: 'owner' });
          await step(ledger, { kind: 'mail' });
          await step(ledger, { kind: 'prove reset', who: 'owner', proof: 'own', by: 'code' });
          await step(ledger, { kind: 'finish reset', who: 'owner' });
          await step(ledger, { kind: 'sign in', who: 'owner', password: 'right' });
          if (ledger.app !== null) await step(ledger, { kind: 'second factor', who: 'owner', code: 'right' });
        }
        expect(await isSignedIn(owner), 'the owner gets in').toBe(true);
        const kept = (await rig.ports.records.get(accountKey(ledger.accountId)))?.value.accountKey;
        expect(kept, 'with the key of the mailbox').toEqual(key);
      }),
      { numRuns: 30 },
    );
  }, 300_000);
});
