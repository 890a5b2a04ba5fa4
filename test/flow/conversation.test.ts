import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecords } from '../../functions/azure/records.ts';
import { replyKey } from '../../functions/messages/records.ts';
import type { Records } from '../../functions/ports.ts';
import type { Stack } from '../../infra/local/stack.ts';
import type { Client, Outgoing, Person } from '../../shared/api/index.ts';
import { fetchAccountKey, openMessage } from '../../shared/api/index.ts';
import { openSubject } from '../../shared/envelope/index.ts';
import { startAccountStack, storageOf } from './account-stack.ts';
import { createBrowser, letterTo, paneClient, portalClient, register, sendAs } from './clients.ts';

/* A conversation, seen by those who are in all of it, in a part of it, and in none. */

const DAY_MS = 24 * 3_600_000;
const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const pat = { address: 'pat@example.net', name: 'Pat Doe' };
const eve = { address: 'eve@example.org', name: 'Eve' };

let stack: Stack;
let stop: () => Promise<void>;
let records: Records;
let staff: Client;
const windows = { pat: createBrowser(), eve: createBrowser() };
let pats: Client;
let eves: Client;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('conversation'));
  records = createRecords(await storageOf(stack));
  staff = paneClient(stack, tammy.address);
  await sendAs(staff, letterTo(pat.address, Date.now()));
  await sendAs(staff, letterTo(eve.address, Date.now()));
  pats = await register(stack, pat.address, windows.pat);
  eves = await register(stack, eve.address, windows.eve);
});
afterAll(async () => stop?.());

/** Writes a message as its author does, and waits until it is found from what it answers. */
async function write(
  client: Client,
  to: Person[],
  inReplyTo?: string,
  over: Partial<Outgoing> = {},
): Promise<string> {
  const me = await client.me();
  const id = await sendAs(
    client,
    letterTo(pat.address, Date.now(), {
      from: { address: me.address, name: me.name },
      to,
      noticeBy: me.kind === 'staff' ? 'sender' : 'service',
      ...(inReplyTo === undefined ? {} : { inReplyTo }),
      ...over,
    }),
  );
  if (inReplyTo !== undefined)
    await records.upsert(replyKey(inReplyTo, id), { accountId: me.id, at: new Date().toISOString() });
  return id;
}

async function seenBy(client: Client, id: string): Promise<string[]> {
  return (await client.conversation(id)).messages.map((message) => message.id);
}

describe('a conversation', () => {
  it('lists, newest first, what each was sent or wrote, and nothing of the rest', async () => {
    const first = await write(staff, [pat]);
    const answer = await write(pats, [tammy], first);
    const toEve = await write(staff, [eve], first);
    const eveAnswers = await write(eves, [tammy], toEve);
    const last = await write(staff, [pat], answer);
    const toBoth = await write(staff, [pat, eve], eveAnswers);

    expect(await seenBy(staff, answer)).toEqual([toBoth, last, eveAnswers, toEve, first]);
    expect(await seenBy(pats, last)).toEqual([answer, first]);
    expect(await seenBy(pats, first)).toEqual([last, answer]);
    // What hangs on somebody else's message alone is not found from there, in either direction.
    expect(await seenBy(pats, toBoth)).toEqual([]);
    expect(await seenBy(eves, toBoth)).toEqual([eveAnswers, toEve]);
    for (const id of [first, answer, last, 'A'.repeat(22)])
      await expect(eves.conversation(id)).rejects.toMatchObject({
        code: 'not_for_you',
        message: 'This link does not open anything for you.',
      });
    const whole = JSON.stringify(await pats.conversation(first));
    for (const hidden of [toEve, eveAnswers, eve.address]) expect(whole).not.toContain(hidden);
  });

  it('names subjects only to whom has opened them, under their own key', async () => {
    const first = await write(staff, [pat], undefined, { subject: 'Heron' });
    const answer = await write(pats, [tammy], first, { subject: 'Re: Heron' });
    const [own] = (await pats.conversation(first)).messages;
    expect(await openSubject(await fetchAccountKey(pats), answer, own?.subjectCell ?? '')).toBe('Re: Heron');
    expect((await pats.conversation(answer)).messages).toEqual([
      { id: first, at: expect.any(String), from: tammy, state: 'readable' },
    ]);
    const [theirs] = (await staff.conversation(first)).messages;
    expect(theirs).toMatchObject({ id: answer, from: { address: pat.address } });
    expect(theirs).not.toHaveProperty('subjectCell');
  });

  it('is not joined by naming a message that one may not open', async () => {
    const first = await write(staff, [pat]);
    const answer = await write(pats, [tammy], first);
    const forged = await write(eves, [tammy], answer);
    expect(await seenBy(eves, forged)).toEqual([]);
    expect(await seenBy(pats, first)).toEqual([answer]);
    const draft = await eves.createDraft({ inReplyTo: first }, crypto.randomUUID());
    await expect(eves.conversation(draft.id)).rejects.toMatchObject({ code: 'not_for_you' });
  });

  it('goes up no more than twenty steps, and round no circle', async () => {
    let id = await write(staff, [pat]);
    const oldest = id;
    for (let step = 0; step < 21; step++) id = await write(staff, [pat], id);
    const above = await seenBy(pats, id);
    expect(above).toHaveLength(20);
    expect(above).not.toContain(oldest);
    await records.upsert(replyKey(id, oldest), { accountId: 'x', at: new Date().toISOString() });
    expect(new Set(await seenBy(pats, oldest)).size).toBe(21);
  });

  it('says of ended messages that they are ended, before and after the sweep', async () => {
    const first = await write(staff, [pat], undefined, { subject: 'Short' });
    await openMessage(pats, first);
    const expiresAt = new Date(Date.now() + 20 * DAY_MS).toISOString();
    const answer = await write(pats, [tammy], first, { expiresAt });
    await stack.moveClock(3 * DAY_MS);
    const later = portalClient(stack, windows.pat);
    await later.signIn({ address: pat.address, password: 'correct horse battery' });
    const ended = [{ id: first, at: expect.any(String), from: tammy, state: 'expired' }];
    expect((await later.conversation(answer)).messages).toEqual(ended);
    await stack.runTimer('sweep');
    expect((await later.conversation(answer)).messages).toEqual(ended);
    expect(await seenBy(later, first)).toEqual([answer]);
  });
});
