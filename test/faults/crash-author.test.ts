import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import { keepSubject, openMessage } from '../../shared/api/index.ts';
import { letterTo, type PortalClient, paneClient, register, sendAs } from '../flow/clients.ts';
import {
  crashEverywhere,
  firstAndLast,
  noWorkIsLeft,
  type Rig,
  startRig,
  waitForDelivery,
} from './crash-rig.ts';
import { readSettled, readStorage } from './crash-storage.ts';
import { record } from './report.ts';

/* The service dies at any point of what an author does with a message that was sent. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const tammy = 'tammy.gould@example.gov';
const pat = { address: 'pat@example.net', name: 'Pat Doe' };
const ana = { address: 'ana@example.net', name: '' };

let rig: Rig;
let reader: PortalClient;

beforeAll(async () => {
  rig = await startRig();
  await sendAs(paneClient(rig.stack, tammy, rig.fetch), letterTo(pat.address, rig.nowMs()));
  reader = await register(rig.stack, pat.address);
});
afterAll(() => rig?.stop());

/** A message that Pat has opened and whose subject Pat's browser has kept. */
async function sendToBoth(): Promise<string> {
  const expiresAt = new Date(rig.nowMs() + 20 * DAY_MS).toISOString();
  const outgoing = letterTo(pat.address, rig.nowMs(), { to: [pat, ana], expiresAt });
  const id = await sendAs(paneClient(rig.stack, tammy), outgoing);
  await waitForDelivery(rig, id);
  await reader.signIn({ address: pat.address, password: 'correct horse battery' });
  const { answer } = await openMessage(reader, id);
  await keepSubject(reader, answer.mailboxRow, id, 'Your records');
  await noWorkIsLeft(rig, id);
  return id;
}

/** Lets what a crash left behind become due. */
async function later(byMs: number): Promise<void> {
  await rig.move(byMs);
  await rig.sweep();
}

describe('the service dies at any point', () => {
  it('of another date, a notice again, an end for one and an end for all', async () => {
    const tried = await crashEverywhere(
      rig,
      {
        prepare: async () => ({
          id: await sendToBoth(),
          key: crypto.randomUUID(),
          until: rig.nowMs() + 30 * DAY_MS,
        }),
        run: async ({ id, key, until }) => {
          const author = paneClient(rig.stack, tammy, rig.fetch);
          await author.changeExpiry(id, new Date(until).toISOString());
          await author.resend(id, key, [ana.address]);
          await noWorkIsLeft(rig, id);
          await author.revoke(id, [pat.address]);
          await author.revoke(id);
        },
        settle: async ({ id }) => {
          await later(6 * MINUTE_MS);
          await noWorkIsLeft(rig, id);
        },
      },
      { onCrash: 'asks again', choose: firstAndLast },
    );
    await later(6 * MINUTE_MS);
    const stored = await readSettled(rig.storageConnection, rig.nowMs);
    const notices = await mailsTo(rig.stack.urls.mail, ana.address);
    for (const { point, made, hasCrashed } of tried) {
      expect([point, hasCrashed]).toEqual([point, point !== '']);
      const { events } = await paneClient(rig.stack, tammy).messageHistory(made.id);
      const acts = events.map(({ kind }) => kind).filter((kind) => /extended|resent|revoked/.test(kind));
      expect([point, acts]).toEqual([point, ['extended', 'resent', 'revoked', 'revoked']]);
      const mails = notices.filter((mail) => mail.headers['message-id']?.includes(made.key));
      // A notice that waits for its process while the message ends is not sent any more.
      const least = point === '' ? 1 : 0;
      expect(mails.length, point).toBeGreaterThanOrEqual(least);
      expect(new Set(mails.map((mail) => mail.headers['message-id'])).size, point).toBeLessThanOrEqual(1);
      expect(mails.length).toBeLessThanOrEqual(2);
      expectGone(stored, made.id);
      record({
        area: 'crash: author',
        point: point || '(no crash)',
        outcome: `each once; notices: ${mails.length}`,
      });
    }
  }, 900_000);

  it('of an end for all that nobody asks for again: it has not been, or is whole within five minutes', async () => {
    const tried = await crashEverywhere(
      rig,
      {
        prepare: async () => ({ id: await sendToBoth() }),
        run: async ({ id }) => void (await paneClient(rig.stack, tammy, rig.fetch).revoke(id)),
      },
      { onCrash: 'is gone', choose: firstAndLast },
    );
    await later(4 * MINUTE_MS);
    const stored = await readStorage(rig.storageConnection);
    let whole = 0;
    await reader.signIn({ address: pat.address, password: 'correct horse battery' });
    for (const { point, made, hasCrashed } of tried) {
      expect([point, hasCrashed]).toEqual([point, point !== '']);
      const isRevoked = stored.records.get(made.id)?.state === 'revoked';
      if (isRevoked) expectGone(stored, made.id);
      else expect((await openMessage(reader, made.id)).letter.body.text).toBe('Dear Pat');
      if (isRevoked) whole++;
      record({
        area: 'crash: end for all',
        point: point || '(no crash)',
        outcome: isRevoked ? 'ended, key and parts gone in four minutes' : 'not ended, still readable',
      });
    }
    expect(whole).toBeGreaterThan(1);
    expect(whole).toBeLessThan(tried.length);
  }, 900_000);
});

/** Nothing is left that it could be read with, and no mailbox says otherwise. */
function expectGone(stored: Awaited<ReturnType<typeof readStorage>>, id: string): void {
  const ended = stored.records.get(id);
  if (ended?.state !== 'revoked') throw new Error(`${id} is not revoked`);
  expect(stored.keys.filter(({ partition }) => partition === id)).toEqual([]);
  expect(stored.blobs.filter((name) => name.startsWith(id))).toEqual([]);
  const rows = stored.mailbox.filter(({ value }) => value.messageId === id);
  expect(rows).toHaveLength(3);
  for (const { value } of rows) {
    expect(value.subjectCell).toBeUndefined();
    expect(Date.parse(value.expiresAt)).toBeLessThanOrEqual(Date.parse(ended.endedAt));
  }
}
