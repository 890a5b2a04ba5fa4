import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import { createReaderKey } from '../../shared/envelope/index.ts';
import { letterTo, type PortalClient, paneClient, register, sendAs } from '../flow/clients.ts';
import { crashEverywhere, firstAndLast, noWorkIsLeft, type Rig, startRig } from './crash-rig.ts';
import { readSettled } from './crash-storage.ts';
import { record } from './report.ts';

/* The service dies at any point of what makes it write to people: confirmations, reminders, wishes, wrong passphrases. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const tammy = 'tammy.gould@example.gov';
const pat = { address: 'pat@example.net', name: 'Pat Doe' };
const ana = { address: 'ana@example.net', name: '' };

let rig: Rig;
let reader: PortalClient;

beforeAll(async () => {
  rig = await startRig({ confirmations: { sent: 'mail' } });
  await sendAs(author(), letterTo(pat.address, rig.nowMs()));
  reader = await register(rig.stack, pat.address, rig.createBrowser());
});
afterAll(() => rig?.stop());

const author = () => paneClient(rig.stack, tammy, rig.fetch);

/** A message to both readers, with nothing of it left to do; it ends in so many days. */
async function sendToBoth(days: number, over: Parameters<typeof letterTo>[2] = {}): Promise<string> {
  const expiresAt = new Date(rig.nowMs() + days * DAY_MS).toISOString();
  const id = await sendAs(
    author(),
    letterTo(pat.address, rig.nowMs(), { to: [pat, ana], expiresAt, ...over }),
  );
  await noWorkIsLeft(rig, id);
  return id;
}

/** A browser of Pat's that is signed in, whatever the clock has ended. */
async function asPat(): Promise<PortalClient> {
  await reader.signIn({ address: pat.address, password: 'correct horse battery' });
  return reader;
}

/** Lets what a crash left behind become due, and be done. */
async function settle({ id }: { id: string }): Promise<void> {
  if (id === '') return;
  await rig.move(6 * MINUTE_MS);
  await rig.sweep();
  await noWorkIsLeft(rig, id);
}

/** How often a mail of this name arrived at an address; all of them have one Message-ID. */
async function arrived(address: string, name: string): Promise<number> {
  const ids = (await mailsTo(rig.stack.urls.mail, address))
    .map((mail) => mail.headers['message-id'] ?? '')
    .filter((id) => id.includes(name));
  expect(new Set(ids).size).toBeLessThanOrEqual(1);
  return ids.length;
}

/** Once, or twice where it died between the mail server's yes and its own note of it. */
function expectTold(point: string, times: number): void {
  expect([point, times]).toEqual([point, expect.toBeOneOf(point === '' ? [1] : [1, 2])]);
}

async function eventsOf(id: string, kind: string): Promise<number> {
  const { events } = await paneClient(rig.stack, tammy).messageHistory(id);
  return events.filter((event) => event.kind === kind).length;
}

describe('the service dies at any point', () => {
  it('of a confirmation "sent securely"', async () => {
    const tried = await crashEverywhere(
      rig,
      {
        prepare: async () => ({ id: '', key: crypto.randomUUID() }),
        run: async (made) => {
          const expiresAt = new Date(rig.nowMs() + 20 * DAY_MS).toISOString();
          const outgoing = letterTo(pat.address, rig.nowMs(), { idempotencyKey: made.key, expiresAt });
          made.id = await sendAs(author(), outgoing);
          await noWorkIsLeft(rig, made.id);
        },
        settle,
      },
      { onCrash: 'asks again', choose: firstAndLast },
    );
    for (const { point, made } of tried) {
      const times = await arrived(tammy, `sent.${made.id}`);
      expectTold(point, times);
      record({ area: 'crash: confirmation', point: point || '(no crash)', outcome: `${times} of one mail` });
    }
  }, 900_000);

  it('of a reminder before the end', async () => {
    const tried = await crashEverywhere(
      rig,
      {
        prepare: async () => {
          const id = await sendToBoth(6);
          await rig.move(4 * DAY_MS - 60 * MINUTE_MS);
          // What is older comes first.
          await rig.sweep();
          await rig.move(2 * 60 * MINUTE_MS);
          return { id };
        },
        run: async ({ id }) => {
          await rig.sweep();
          await noWorkIsLeft(rig, id);
        },
        settle,
      },
      { onCrash: 'asks again', choose: firstAndLast },
    );
    for (const { point, made } of tried) {
      const counts = await Promise.all([
        arrived(pat.address, `ending.${made.id}`),
        arrived(ana.address, `ending.${made.id}`),
        arrived(tammy, `unopened.${made.id}`),
      ]);
      for (const times of counts) expectTold(point, times);
      expect([point, await eventsOf(made.id, 'reminded')]).toEqual([point, 2]);
      record({
        area: 'crash: reminder',
        point: point || '(no crash)',
        outcome: `${counts.join(', ')} of three mails`,
      });
    }
  }, 900_000);

  it('of a reader who asks for an ended message again', async () => {
    const tried = await crashEverywhere(
      rig,
      {
        prepare: async () => {
          const id = await sendToBoth(20);
          await author().revoke(id);
          await noWorkIsLeft(rig, id);
          await asPat();
          return { id };
        },
        run: async ({ id }) => {
          await reader.askAgain(id);
          await noWorkIsLeft(rig, id);
        },
        settle,
      },
      { onCrash: 'asks again', choose: firstAndLast },
    );
    for (const { point, made } of tried) {
      const times = await arrived(tammy, `asked.${made.id}`);
      expectTold(point, times);
      expect([point, await eventsOf(made.id, 'asked_again')]).toEqual([point, 1]);
      record({ area: 'crash: ask again', point: point || '(no crash)', outcome: `${times} of one mail` });
    }
  }, 900_000);

  it('of the last wrong passphrase: it counts, and its author hears of it', async () => {
    const guess = async (client: PortalClient, id: string) => {
      const { publicJwk } = await createReaderKey();
      return client.open(id, publicJwk, 'A'.repeat(43)).then(
        () => 'opened',
        (error: { code: string }) => error.code,
      );
    };
    const tried = await crashEverywhere(
      rig,
      {
        prepare: async () => {
          const id = await sendToBoth(20, { passphrase: '4821 0037 9950' });
          await asPat();
          for (let tries = 1; tries < 10; tries++) expect(await guess(reader, id)).toBe('passphrase_wrong');
          return { id };
        },
        run: async ({ id }) => {
          expect(await guess(reader, id)).toBe('passphrase_stopped');
          await noWorkIsLeft(rig, id);
        },
        settle,
      },
      { onCrash: 'asks again', choose: (points) => points },
    );
    await asPat();
    for (const { point, made } of tried) {
      const times = await arrived(tammy, `stopped.${made.id}`);
      expectTold(point, times);
      expect([point, await guess(reader, made.id)]).toEqual([point, 'passphrase_stopped']);
      expect([point, await eventsOf(made.id, 'passphrase_wrong')]).toEqual([point, 10]);
      expect([point, await eventsOf(made.id, 'passphrase_stopped')]).toEqual([point, 1]);
      record({
        area: 'crash: last wrong passphrase',
        point: point || '(no crash)',
        outcome: `${times} of one mail`,
      });
    }
  }, 900_000);

  it('and leaves nothing behind', async () => {
    await rig.move(25 * 60 * MINUTE_MS);
    await rig.sweep();
    await rig.move(2 * 60 * MINUTE_MS);
    await rig.sweep();
    const stored = await readSettled(rig.storageConnection, rig.nowMs);
    expect(stored.records.size).toBeGreaterThan(20);
  });
});
