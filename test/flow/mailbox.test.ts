import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecords } from '../../functions/azure/records.ts';
import { outboxKey } from '../../functions/messages/records.ts';
import type { Stack } from '../../infra/local/stack.ts';
import {
  type Client,
  type Folder,
  fetchAccountKey,
  keepSubject,
  type MailboxClient,
  type OwnFolder,
  openMessage,
  storeMessage,
} from '../../shared/api/index.ts';
import { openSubject, sealSubject } from '../../shared/envelope/index.ts';
import { miscounted, readStorage } from '../faults/crash-storage.ts';
import { connectionOf, startAccountStack, storageOf } from './account-stack.ts';
import {
  letterTo,
  type PortalClient,
  paneClient,
  portalClient,
  putPartByFetch,
  register,
  sendAs,
  unwatched,
} from './clients.ts';

/* The mailbox as its owner uses it: folders, moves, marks, the trash; and that its counts are always right. */

const DAY_MS = 86_400_000;
const address = 'pat@example.net';
let stack: Stack;
let stop: () => Promise<void>;
let connection: string;
let staff: Client & MailboxClient;
let pat: PortalClient;
let movedMs = 0;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('mailbox'));
  connection = await connectionOf(stack);
  staff = paneClient(stack, 'tammy.gould@example.gov');
  await send();
  pat = await register(stack, address);
});
afterAll(() => stop?.());

async function send(days = 80): Promise<string> {
  const nowMs = Date.now() + movedMs;
  const expiresAt = new Date(nowMs + days * DAY_MS).toISOString();
  return sendAs(staff, letterTo(address, nowMs, { expiresAt }));
}

function ownFolder(): OwnFolder {
  return `f-${Buffer.from(crypto.getRandomValues(new Uint8Array(12))).toString('base64url')}`;
}

async function makeFolder(name = 'Taxes'): Promise<OwnFolder> {
  const folder = ownFolder();
  await pat.makeFolder(folder, await sealSubject(await fetchAccountKey(pat), folder, name));
  return folder;
}

async function rowOf(folder: Folder, messageId: string) {
  return (await pat.mailbox(folder)).rows.find((row) => row.messageId === messageId);
}

/** The row of a message that has to be in a folder. */
async function nameIn(folder: Folder, messageId: string): Promise<string> {
  const row = await rowOf(folder, messageId);
  if (row === undefined) throw new Error(`${messageId} is not in ${folder}`);
  return row.row;
}

async function countsOf(folder: Folder) {
  const found = (await pat.folders()).folders.find((one) => one.folder === folder);
  return found === undefined ? null : { total: found.total, unread: found.unread };
}

async function expectCounted(): Promise<void> {
  expect(miscounted((await readStorage(connection)).mailbox)).toEqual([]);
}

/** Sweeps so many days later; nobody's session lasts that long. */
async function sweepAfter(days: number): Promise<void> {
  movedMs += days * DAY_MS;
  await stack.moveClock(days * DAY_MS);
  await stack.runTimer('sweep');
  pat = portalClient(stack);
  await pat.signIn({ address, password: 'correct horse battery' });
}

describe('a folder of one’s own', () => {
  it('is made, named in secret, renamed, and gone with its messages back where they were', async () => {
    const folder = await makeFolder('Taxes');
    const id = await send();
    const row = await nameIn('inbox', id);
    expect(await pat.moveRows([row], folder)).toEqual({
      moved: [{ from: row, row: row.replace('inbox', folder) }],
    });
    expect(await rowOf('inbox', id)).toBeUndefined();
    expect(await countsOf(folder)).toEqual({ total: 1, unread: 1 });

    const key = await fetchAccountKey(pat);
    await pat.renameFolder(folder, await sealSubject(key, folder, 'Taxes 2026'));
    const told = (await pat.folders()).folders.find((one) => one.folder === folder);
    expect(await openSubject(key, folder, told?.nameCell ?? '')).toBe('Taxes 2026');
    expect(JSON.stringify(await readStorage(connection))).not.toContain('Taxes');

    await pat.removeFolder(folder, 'back');
    expect(await countsOf(folder)).toBeNull();
    expect(await rowOf('inbox', id)).toMatchObject({ row, unread: true });
    await pat.removeFolder(folder, 'back');
    await expectCounted();
  });

  it('sends its messages into the trash where its owner says so, more than one transaction holds', async () => {
    const folder = await makeFolder();
    const ids = await Promise.all(Array.from({ length: 27 }, () => send()));
    const rows = (await Promise.all([pat.mailbox('inbox')])).flatMap((page) =>
      page.rows.map(({ row }) => row),
    );
    const before = (await countsOf('trash'))?.total ?? 0;
    // One page holds 25 rows.
    const { moved } = await pat.moveRows(rows, folder);
    expect(moved).toHaveLength(25);
    await pat.moveRows([...(await pat.mailbox('inbox')).rows.slice(0, 2).map(({ row }) => row)], folder);
    await pat.removeFolder(folder, 'trash');
    expect(await countsOf(folder)).toBeNull();
    expect((await countsOf('trash'))?.total).toBe(before + 27);
    expect(ids).toHaveLength(27);
    await expectCounted();
  }, 120_000);

  it('is a hundred at most, and unknown to others', async () => {
    await expect(pat.renameFolder(ownFolder(), 'A'.repeat(60))).rejects.toMatchObject({ code: 'not_found' });
    await expect(pat.moveRows([await nameIn('inbox', await send())], ownFolder())).rejects.toMatchObject({
      code: 'not_found',
    });
    const own = await makeFolder();
    await expect(staff.renameFolder(own, 'A'.repeat(60))).rejects.toMatchObject({ code: 'not_found' });
    await staff.removeFolder(own, 'trash');
    expect(await countsOf(own)).toEqual({ total: 0, unread: 0 });
    await expect(pat.makeFolder(own, 'A'.repeat(60))).rejects.toMatchObject({ code: 'conflict' });
    const made: OwnFolder[] = [];
    await expect(
      (async () => {
        for (let i = 0; i <= 100; i++) {
          const folder = ownFolder();
          await pat.makeFolder(folder, 'A'.repeat(60));
          made.push(folder);
        }
      })(),
    ).rejects.toMatchObject({ code: 'bad_request' });
    for (const folder of made) await pat.removeFolder(folder, 'back');
  }, 60_000);
});

describe('what is filed', () => {
  it('is opened, named and expires where it stands', async () => {
    const folder = await makeFolder();
    const id = await send(1);
    const row = await nameIn('inbox', id);
    await pat.moveRows([row], folder);
    const { answer } = await openMessage(pat, id);
    await keepSubject(pat, answer.mailboxRow, id, 'Your records');
    expect(await rowOf(folder, id)).toMatchObject({
      opened: true,
      unread: false,
      subjectCell: expect.any(String),
    });
    expect(await countsOf(folder)).toEqual({ total: 1, unread: 0 });
    await sweepAfter(2);
    const stored = (await readStorage(connection)).mailbox.filter(({ value }) => value.messageId === id);
    expect(stored.filter(({ value }) => value.subjectCell !== undefined)).toEqual([]);
    await expectCounted();
  }, 60_000);

  it('knows what one sent to oneself from what one got, in one folder', async () => {
    const sender = paneClient(stack, 'tammy.gould@example.gov');
    const id = await sendAs(sender, letterTo('tammy.gould@example.gov', Date.now() + movedMs));
    const names = await Promise.all(
      (['inbox', 'sent'] as const).map(async (folder) => {
        const { rows } = await sender.mailbox(folder);
        return rows.find((row) => row.messageId === id)?.row ?? '';
      }),
    );
    expect((await sender.moveRows(names, 'trash')).moved).toHaveLength(2);
    const { rows } = await sender.mailbox('trash');
    const both = rows.filter((row) => row.messageId === id).map(({ row }) => row);
    expect(both).toHaveLength(2);
    const { moved } = await sender.moveRows(both, 'back');
    expect(moved.map(({ row }) => row).sort()).toEqual(names.sort());
    await expectCounted();
  });

  it('is marked as read, unread and starred, and what one sent is never unread', async () => {
    const id = await send();
    const row = await nameIn('inbox', id);
    const before = await countsOf('inbox');
    await pat.markRows([row], 'read');
    expect(await countsOf('inbox')).toEqual({ ...before, unread: (before?.unread ?? 0) - 1 });
    expect(await rowOf('inbox', id)).toMatchObject({ unread: false, opened: false });
    await pat.markRows([row], 'unread');
    await pat.markRows([row], 'starred');
    expect(await rowOf('inbox', id)).toMatchObject({ unread: true, starred: true });
    await pat.markRows([row], 'plain');
    expect(await rowOf('inbox', id)).toMatchObject({ starred: false });
    const sent = (await staff.mailbox('sent')).rows[0]?.row ?? '';
    await staff.markRows([sent], 'unread');
    expect((await staff.mailbox('sent')).rows[0]).toMatchObject({ unread: false });
    await expectCounted();
  });
});

describe('the trash', () => {
  it('lets go for good only what is in it, and of this mailbox alone', async () => {
    const letter = letterTo(address, Date.now() + movedMs);
    const ports = { client: staff, putPart: putPartByFetch };
    const { id, request } = await storeMessage(ports, letter, unwatched());
    await staff.send(id, request);
    const row = await nameIn('inbox', id);
    await expect(pat.removeRows([row])).rejects.toMatchObject({ code: 'bad_request' });
    await pat.moveRows([row], 'trash');
    const inTrash = await nameIn('trash', id);
    await pat.removeRows([inTrash]);
    await pat.removeRows([inTrash]);
    expect(await rowOf('trash', id)).toBeUndefined();
    expect((await openMessage(pat, id)).letter.subject).toBe('Your records');
    expect(await rowOf('inbox', id)).toBeUndefined();
    await expect(pat.moveRows([row], 'back')).rejects.toMatchObject({ code: 'not_found' });
    // A delivery that is done once more, as after a crash, does not bring it back.
    await createRecords(await storageOf(stack)).upsert(outboxKey(id), { claimedUntil: null });
    await staff.send(id, request);
    expect(await rowOf('inbox', id)).toBeUndefined();
    await expectCounted();
  });

  it('forgets after thirty days, but not what was taken out meanwhile', async () => {
    const [forgotten, kept] = [await send(), await send()];
    const rows = [await nameIn('inbox', forgotten), await nameIn('inbox', kept)];
    await pat.moveRows(rows, 'trash');
    await pat.moveRows([await nameIn('trash', kept)], 'back');
    await sweepAfter(31);
    expect(await rowOf('trash', forgotten)).toBeUndefined();
    expect(await rowOf('inbox', kept)).toBeDefined();
    await expectCounted();
  }, 60_000);
});

describe('a mailbox', () => {
  it('answers for rows of somebody else, and for names made up, as for rows that are not there', async () => {
    const row = await nameIn('inbox', await send());
    for (const rows of [
      [row],
      [`inbox!0000000000000!${'A'.repeat(22)}`],
      [`sent!9999999999999!${'A'.repeat(22)}`],
    ]) {
      await expect(staff.moveRows(rows, 'trash')).rejects.toMatchObject({ code: 'not_found' });
      await expect(staff.markRows(rows, 'starred')).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(staff.removeRows([row.replace('inbox', 'trash')])).rejects.toMatchObject({
      code: 'not_found',
    });
    for (const name of [
      'folder!inbox',
      'where!inbox!x',
      'digest-claim',
      `inbox!1!${'A'.repeat(22)}`,
      '../inbox!',
      '',
    ]) {
      await expect(pat.moveRows([name], 'trash')).rejects.toMatchObject({ code: 'bad_request' });
      await expect(pat.markRows([name], 'read')).rejects.toMatchObject({ code: 'bad_request' });
    }
    await expect(pat.moveRows([`drafts!0000000000000!${'A'.repeat(22)}`], 'trash')).rejects.toMatchObject({
      code: 'bad_request',
    });
    await expect(
      pat.moveRows(
        Array.from({ length: 51 }, () => row),
        'trash',
      ),
    ).rejects.toMatchObject({
      code: 'bad_request',
    });
    for (const folder of ['where', 'f-short', 'f-AAAAAAAAAAAAAAA!', 'digest'])
      await expect(pat.mailbox(folder as Folder)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('moves a row once where two move it at once', async () => {
    const folders = await Promise.all([makeFolder('One'), makeFolder('Two')]);
    for (let round = 0; round < 5; round++) {
      const id = await send();
      const row = await nameIn('inbox', id);
      const outcomes = await Promise.allSettled(
        [...folders, 'trash' as const].map((folder) => pat.moveRows([row], folder)),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
      const places = await Promise.all(
        (['inbox', 'trash', ...folders] as const).map((folder) => rowOf(folder, id)),
      );
      expect(places.filter((place) => place !== undefined)).toHaveLength(1);
    }
    await expectCounted();
  }, 60_000);

  it('has counts that a recount confirms, whatever is done with it, also by two at once', async () => {
    const folders: (OwnFolder | 'trash' | 'back')[] = [
      'trash',
      'back',
      await makeFolder(),
      await makeFolder(),
    ];
    const ids = await Promise.all(Array.from({ length: 6 }, () => send()));
    const step = fc.record({
      ids: fc.subarray(ids, { minLength: 1 }),
      act: fc.constantFrom('move', 'read', 'unread', 'starred', 'open', 'remove', 'send'),
      to: fc.constantFrom(...folders),
    });
    type Step = { ids: string[]; act: string; to: OwnFolder | 'trash' | 'back' };
    const run = async ({ ids: chosen, act, to }: Step) => {
      const rows = (await readStorage(connection)).mailbox
        .filter(({ row, value }) => chosen.includes(value.messageId) && /^(inbox|trash|f-)/.test(row))
        .map(({ row }) => row);
      if (act === 'open') return openMessage(pat, chosen[0] ?? '');
      if (act === 'send') return send();
      if (rows.length === 0) return;
      if (act === 'move') return pat.moveRows(rows, to);
      if (act === 'read' || act === 'unread' || act === 'starred') return pat.markRows(rows, act);
      return pat.removeRows(rows.filter((row) => row.startsWith('trash!')).slice(0, 1));
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, step), { minLength: 2, maxLength: 5 }), async (pairs) => {
        for (const pair of pairs) {
          for (const outcome of await Promise.allSettled(pair.map(run))) {
            if (outcome.status === 'rejected')
              expect(['not_found', 'bad_request']).toContain((outcome.reason as { code: string }).code);
          }
        }
        await expectCounted();
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});
