import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '../../infra/local/stack.ts';
import { createCaller, createDraftClient, fetchAccountKey, openMessage } from '../../shared/api/index.ts';
import {
  createKey,
  type DraftContent,
  openDraft,
  openSubject,
  sealDraft,
  sealSubject,
  toBase64Url,
} from '../../shared/envelope/index.ts';
import { connectionOf, nameAddress, startAccountStack, storageOf } from './account-stack.ts';
import { createBrowser, letterTo, portalClient, putPartByFetch, register, sendAs } from './clients.ts';

const DAY_MS = 24 * 3_600_000;
const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };

let stack: Stack;
let stop: () => Promise<void>;
let clockMs = 0;
const pats = createBrowser();
const eves = createBrowser();

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('drafts'));
  await nameAddress(stack, 'pat@example.net');
  await nameAddress(stack, 'eve@example.org');
  await register(stack, 'pat@example.net', pats);
  await register(stack, 'eve@example.org', eves);
});
afterAll(() => stop?.());

function callerOf(browser: ReturnType<typeof createBrowser>) {
  return createCaller({ origin: stack.urls.product, token: async () => null, fetch: browser.fetch });
}

/** All that one person's browser does with drafts. */
async function writer(browser = pats) {
  const client = portalClient(stack, browser);
  const drafts = createDraftClient(callerOf(browser));
  const key = await fetchAccountKey(client);
  return {
    client,
    drafts,
    key,
    begin: async () => (await client.createDraft({}, crypto.randomUUID())).id,
    save: async (id: string, version: number, subject: string) =>
      drafts.saveDraft(id, {
        version,
        cell: await sealDraft(key, id, contentOf(subject)),
        subjectCell: await sealSubject(key, id, subject),
        to: [tammy],
      }),
  };
}

function contentOf(subject: string): DraftContent {
  return {
    form: 1,
    messageKey: toBase64Url(createKey()),
    origin: null,
    to: [tammy],
    cc: [],
    bcc: [],
    subject,
    html: '<p>Dear Tammy</p>',
    confidential: false,
    days: 21,
    attachments: [],
  };
}

async function forward(days: number) {
  clockMs += days * DAY_MS;
  await stack.moveClock(days * DAY_MS);
}

/** Signs in again where the clock has ended the session. */
async function signInAgain() {
  await portalClient(stack, pats).signIn({ address: 'pat@example.net', password: 'correct horse battery' });
}

describe('a draft', () => {
  it('is saved under the account key, listed, read again and saved over', async () => {
    const { drafts, client, key, begin, save } = await writer();
    const id = await begin();
    await expect(drafts.readDraft(id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await save(id, 0, 'First words')).version).toBe(1);
    const { version, savedAt } = await save(id, 1, 'Second words');
    expect(version).toBe(2);
    const read = await drafts.readDraft(id);
    expect(read).toMatchObject({ version: 2, savedAt });
    expect((await openDraft(key, id, read.cell)).subject).toBe('Second words');
    const rows = (await client.mailbox('drafts')).rows.filter((row) => row.messageId === id);
    expect(rows).toMatchObject([{ to: [tammy], state: 'readable', at: savedAt }]);
    expect(await openSubject(key, id, rows[0]?.subjectCell ?? '')).toBe('Second words');
    // It is nobody's message yet.
    await expect(openMessage(client, id)).rejects.toMatchObject({ code: 'not_for_you' });
  });

  it('does not open as another draft, or where a byte of it was changed', async () => {
    const { key, begin } = await writer();
    const [one, other] = [await begin(), await begin()];
    const cell = await sealDraft(key, one, contentOf('Mine'));
    const changed = `${cell.slice(0, 40)}${cell[40] === 'A' ? 'B' : 'A'}${cell.slice(41)}`;
    await expect(openDraft(key, other, cell)).rejects.toMatchObject({ code: 'verification_failed' });
    await expect(openDraft(key, one, changed)).rejects.toMatchObject({ code: 'verification_failed' });
    await expect(openDraft(key, one, await sealSubject(key, one, '{}'))).rejects.toMatchObject({
      code: 'verification_failed',
    });
  });

  it('is not overwritten silently by another window, and a lost answer is no other window', async () => {
    const { drafts, key, begin, save } = await writer();
    const id = await begin();
    await save(id, 0, 'Both know this');
    const request = {
      version: 1,
      cell: await sealDraft(key, id, contentOf('One window')),
      subjectCell: await sealSubject(key, id, 'One window'),
      to: [],
    };
    const [first, second] = [await drafts.saveDraft(id, request), await drafts.saveDraft(id, request)];
    expect(second).toEqual(first);
    await expect(save(id, 1, 'The other window')).rejects.toMatchObject({
      code: 'conflict',
      facts: { version: 2 },
    });
    expect((await openDraft(key, id, (await drafts.readDraft(id)).cell)).subject).toBe('One window');
    // Two at the very same moment: one of them wins.
    const racing = await Promise.allSettled([save(id, 2, 'left'), save(id, 2, 'right')]);
    expect(racing.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await drafts.readDraft(id)).version).toBe(3);
  });

  it('is for nobody else, whatever they ask', async () => {
    const mine = await writer();
    const eve = await writer(eves);
    const id = await mine.begin();
    await mine.save(id, 0, 'Mine alone');
    const refused = { code: 'not_for_you', message: 'This link does not open anything for you.' };
    for (const one of [id, 'AAAAAAAAAAAAAAAAAAAAAA']) {
      await expect(eve.drafts.readDraft(one)).rejects.toMatchObject(refused);
      await expect(eve.save(one, 1, 'Hers')).rejects.toMatchObject(refused);
      await expect(eve.drafts.discardDraft(one)).rejects.toMatchObject(refused);
    }
    const nobody = createDraftClient(callerOf(createBrowser()));
    await expect(nobody.readDraft(id)).rejects.toMatchObject({ code: 'not_signed_in' });
    const huge = { version: 1, cell: 'A'.repeat(400_001), subjectCell: 'A'.repeat(64), to: [] };
    await expect(mine.drafts.saveDraft(id, huge)).rejects.toMatchObject({ code: 'bad_request' });
    const largest = { ...huge, cell: 'A'.repeat(400_000) };
    expect((await mine.drafts.saveDraft(id, largest)).version).toBe(2);
    expect((await mine.drafts.readDraft(id)).cell).toBe(largest.cell);
  });

  it('gives its writer what was uploaded for it, and nobody else, nor what never was', async () => {
    const mine = await writer();
    const id = await mine.begin();
    const part = await mine.client.createPart(id, 3);
    const sealed = new Blob(['a sealed part that is 31 bytes..']);
    await putPartByFetch(part.url, sealed, '{}', {
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    const { url } = await mine.drafts.draftPart(id, part.id);
    expect(await (await fetch(url)).text()).toBe(await sealed.text());
    expect((await fetch(url, { method: 'DELETE' })).ok).toBe(false);
    await expect(mine.drafts.draftPart(id, 'AAAAAAAAAAAAAAAAAAAAAA')).rejects.toMatchObject({
      code: 'not_found',
    });
    const eve = await writer(eves);
    await expect(eve.drafts.draftPart(id, part.id)).rejects.toMatchObject({ code: 'not_for_you' });
    await expect(eve.drafts.draftPart(await eve.begin(), part.id)).rejects.toMatchObject({
      code: 'not_found',
    });
    await mine.drafts.discardDraft(id);
    await expect(mine.drafts.draftPart(id, part.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is one of 200 at most; one that is kept can still be saved', async () => {
    const { client, drafts, begin, save } = await writer(eves);
    const kept = await begin();
    await save(kept, 0, 'Kept');
    const table = TableClient.fromConnectionString(await connectionOf(stack), 'mailbox', {
      allowInsecureConnection: true,
    });
    const { id: owner } = await client.me();
    const folder = await table.getEntity<{ d0: string }>(owner, 'folder!drafts');
    // As it stands after so many savings.
    await table.updateEntity(
      {
        partitionKey: owner,
        rowKey: 'folder!drafts',
        d0: JSON.stringify({ ...JSON.parse(folder.d0), total: '000000200' }),
      },
      'Merge',
    );
    const next = await begin();
    await expect(save(next, 0, 'One more')).rejects.toMatchObject({
      code: 'bad_request',
      facts: { problem: 'too_many_drafts', most: 200 },
    });
    expect((await save(kept, 1, 'Kept still')).version).toBe(2);
    await drafts.discardDraft(kept);
    expect((await save(next, 0, 'One more')).version).toBe(1);
  });

  it('leaves no word of it in storage', async () => {
    const { begin, save } = await writer();
    const id = await begin();
    await save(id, 0, 'heron-0042');
    const mailbox = TableClient.fromConnectionString(await connectionOf(stack), 'mailbox', {
      allowInsecureConnection: true,
    });
    let rows = 0;
    for await (const row of mailbox.listEntities()) {
      rows += 1;
      expect(JSON.stringify(row)).not.toMatch(/heron-0042|Dear Tammy/);
    }
    expect(rows).toBeGreaterThan(2);
  });

  it('is gone once it is sent: its row, its cell, and any saving that comes late', async () => {
    const { client, drafts, begin, save } = await writer();
    const outgoing = letterTo(tammy.address, Date.now() + clockMs, {
      from: { address: 'pat@example.net', name: 'Pat Doe' },
      noticeBy: 'service',
    });
    // The same idempotency key names the same draft.
    const { id } = await client.createDraft({}, outgoing.idempotencyKey);
    await save(id, 0, 'About to leave');
    const other = await begin();
    await save(other, 0, 'Stays');
    expect(await sendAs(client, outgoing)).toBe(id);
    const ids = (await client.mailbox('drafts')).rows.map((row) => row.messageId);
    expect(ids).not.toContain(id);
    expect(ids).toContain(other);
    await expect(drafts.readDraft(id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(save(id, 1, 'Too late')).rejects.toMatchObject({ code: 'conflict' });
    await drafts.discardDraft(id);
    expect((await client.mailbox('sent')).rows.map((row) => row.messageId)).toContain(id);
  });

  it('is discarded once and for all, with what was uploaded for it', async () => {
    const { client, drafts, begin, save } = await writer();
    const id = await begin();
    const part = await client.createPart(id, 3);
    await putPartByFetch(part.url, new Blob(['a sealed part that is 31 bytes..']), '{}', {
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
    await save(id, 0, 'Not needed');
    await drafts.discardDraft(id);
    await drafts.discardDraft(id);
    expect((await client.mailbox('drafts')).rows.map((row) => row.messageId)).not.toContain(id);
    await expect(save(id, 1, 'Once more')).rejects.toMatchObject({ code: 'conflict' });
    await stack.moveClock(2 * 3_600_000);
    clockMs += 2 * 3_600_000;
    await stack.runTimer('sweep');
    expect(await partsOf(id)).toBe(0);
  });

  it('lives 30 days after it was saved last, and then goes with its parts', async () => {
    await signInAgain();
    const { client, begin, save } = await writer();
    const [kept, left] = [await begin(), await begin()];
    for (const id of [kept, left]) {
      const part = await client.createPart(id, 3);
      await putPartByFetch(part.url, new Blob(['a sealed part that is 31 bytes..']), '{}', {
        onProgress: () => undefined,
        signal: new AbortController().signal,
      });
      await save(id, 0, 'Some day');
    }
    await forward(20);
    await stack.runTimer('sweep');
    await signInAgain();
    await (await writer()).save(kept, 1, 'Some other day');
    await forward(11);
    await stack.runTimer('sweep');
    await signInAgain();
    const later = await writer();
    const ids = (await later.client.mailbox('drafts')).rows.map((row) => row.messageId);
    expect(ids).toContain(kept);
    expect(ids).not.toContain(left);
    await expect(later.drafts.readDraft(left)).rejects.toMatchObject({
      code: expect.stringMatching(/conflict|not_for_you/),
    });
    expect((await later.drafts.readDraft(kept)).version).toBe(2);
    expect(await partsOf(left)).toBe(0);
    expect(await partsOf(kept)).toBe(1);
  });
});

describe('the directory', () => {
  const staffDrafts = (address: string) => {
    const person = stack.people.find((one) => one.address === address);
    const scope = 'api://1f0c3a52-7d4e-4b8a-8f21-6a9b0c1d2e3f/access_as_user';
    return createDraftClient(
      createCaller({
        origin: stack.urls.product,
        token: async () => (await stack.brokerToken(person?.oid ?? '', [scope])).accessToken,
      }),
    );
  };

  it('finds people for staff by the beginning of a name or an address', async () => {
    const staff = staffDrafts('sam.ortiz@example.gov');
    expect(await staff.findPeople('tam')).toEqual({ people: [tammy] });
    expect(await staff.findPeople('Gou')).toEqual({ people: [tammy] });
    expect(await staff.findPeople('lee.c')).toEqual({
      people: [{ address: 'lee.chen@example.gov', name: 'Lee Chen' }],
    });
    expect(await staff.findPeople('nobody')).toEqual({ people: [] });
    expect(await staff.findPeople(') or (')).toEqual({ people: [] });
  });

  it('is closed to outsiders, to one letter, and to whoever reads it out', async () => {
    await signInAgain();
    await expect(createDraftClient(callerOf(pats)).findPeople('tam')).rejects.toMatchObject({
      code: 'forbidden',
    });
    const staff = staffDrafts('lee.chen@example.gov');
    await expect(staff.findPeople('t')).rejects.toMatchObject({ code: 'bad_request' });
    await expect(staff.findPeople('a" OR "mail:b')).rejects.toMatchObject({ code: 'bad_request' });
    const asked = await Promise.allSettled(Array.from({ length: 75 }, () => staff.findPeople('tam')));
    const refused = asked.filter((one) => one.status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(10);
    for (const one of refused) expect(one.reason).toMatchObject({ code: 'too_many_requests' });
  });
});

async function partsOf(id: string): Promise<number> {
  let count = 0;
  const container = (await storageOf(stack)).blobs.getContainerClient('parts');
  for await (const _ of container.listBlobsFlat({ prefix: `${id}/` })) count += 1;
  return count;
}
