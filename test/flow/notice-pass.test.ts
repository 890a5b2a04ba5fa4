import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '../../infra/local/stack.ts';
import { storeMessage } from '../../shared/api/index.ts';
import { startAccountStack, withPolicy } from './account-stack.ts';
import { letterTo, type PortalClient, paneClient, putPartByFetch, register, unwatched } from './clients.ts';

/* What a notice from a mailbox passes the organisation's mail-flow rules by, and who gets to know it. */

const tammy = 'tammy.gould@example.gov';
const admin = 'sam.ortiz@example.gov';
const pat = 'pat@example.net';

let stack: Stack;
let stop: () => Promise<void>;
let reader: PortalClient;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('notice-pass'));
  await send('sender');
  reader = await register(stack, pat);
});
afterAll(() => stop?.());

async function send(noticeBy: 'sender' | 'service') {
  const client = paneClient(stack, tammy);
  const outgoing = letterTo(pat, Date.now(), { noticeBy });
  const stored = await storeMessage({ client, putPart: putPartByFetch }, outgoing, unwatched());
  return client.send(stored.id, stored.request);
}

describe('the pass of a notice', () => {
  it('is told to the author whose mailbox the notice leaves from, as it was sent and later', async () => {
    const { passes } = await paneClient(stack, admin).mailFlow();
    const { id, noticePass } = await send('sender');
    expect(noticePass).toBe(passes[0]);
    expect((await paneClient(stack, tammy).status(id)).noticePass).toBe(passes[0]);
    expect((await send('service')).noticePass).toBeUndefined();
  });

  it('is changed by the policy into the one that the rules know already', async () => {
    const { passes: before } = await paneClient(stack, admin).mailFlow();
    await withPolicy(stack, { mailFlow: { passNumber: 2 } });
    const { passes: after } = await paneClient(stack, admin).mailFlow();
    expect(after[0]).toBe(before[1]);
    expect(new Set([...before, ...after]).size).toBe(3);
    expect((await send('sender')).noticePass).toBe(after[0]);
  });

  it('is for administrators alone otherwise', async () => {
    for (const who of [paneClient(stack, tammy), reader])
      await expect(who.mailFlow()).rejects.toMatchObject({ code: 'not_found' });
  });
});
