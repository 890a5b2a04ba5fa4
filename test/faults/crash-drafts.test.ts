import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createCaller,
  createDraftClient,
  type DraftClient,
  type Outgoing,
  storeMessage,
} from '../../shared/api/index.ts';
import {
  letterTo,
  type PortalClient,
  paneClient,
  portalClient,
  putPartByFetch,
  register,
  sendAs,
  unwatched,
} from '../flow/clients.ts';
import { crashEverywhere, finishDelivery, type Rig, startRig, waitForDelivery } from './crash-rig.ts';
import { readSettled, readStorage, type Stored } from './crash-storage.ts';
import { record } from './report.ts';

const HOUR_MS = 3_600_000;
const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const pat = { address: 'pat@example.net', name: 'Pat Doe' };

/** A draft and its writer's browser. */
type Writing = { client: PortalClient; drafts: DraftClient; outgoing: Outgoing; id: string };

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
  await sendAs(paneClient(rig.stack, tammy.address), letterTo(pat.address, rig.nowMs()));
  await register(rig.stack, pat.address);
});
afterAll(() => rig?.stop());

async function begin(): Promise<Writing> {
  const browser = rig.createBrowser();
  const client = portalClient(rig.stack, browser);
  await client.signIn({ address: pat.address, password: 'correct horse battery' });
  const call = createCaller({
    origin: rig.stack.urls.product,
    token: async () => null,
    fetch: browser.fetch,
  });
  const outgoing = letterTo(tammy.address, rig.nowMs(), { from: pat, to: [tammy], noticeBy: 'service' });
  const { id } = await client.createDraft({}, outgoing.idempotencyKey);
  return { client, drafts: createDraftClient(call), outgoing, id };
}

/** A saving; to the service any cell is as good as another. */
function save({ drafts, id }: Writing, version: number) {
  const cell = `${version}`.repeat(64);
  return drafts.saveDraft(id, { version, cell, subjectCell: cell, to: [tammy] });
}

/** Crashes after each change, where the state of things differs. */
const afterChanges = (points: string[]) =>
  points.filter((point) => /records\.(?:commit|remove|replace|upsert)\.after/.test(point));

/** What stands beside the mailbox for a draft: its row and its cell. */
function keptOf({ mailbox }: Stored, id: string): string[] {
  return mailbox
    .map(({ row }) => row)
    .filter((row) => row.endsWith(`!${id}`) && row.startsWith('draft'))
    .map((row) => row.slice(0, row.indexOf('!')))
    .sort();
}

describe('the service dies at any change', () => {
  it('of saving and discarding a draft: the browser asks again, and nothing is left', async () => {
    const tried = await crashEverywhere(
      rig,
      {
        prepare: begin,
        run: async (writing) => {
          expect((await save(writing, 0)).version).toBe(1);
          expect((await save(writing, 1)).version).toBe(2);
          await writing.drafts.discardDraft(writing.id);
        },
      },
      { onCrash: 'asks again', choose: afterChanges },
    );
    const stored = await readStorage(rig.storageConnection);
    for (const { point, made, hasCrashed } of tried) {
      expect([point, hasCrashed]).toEqual([point, point !== '']);
      expect(keptOf(stored, made.id)).toEqual([]);
      record({ area: 'crash: save and discard', point: point || '(no crash)', outcome: 'nothing is left' });
    }
  }, 300_000);

  it('of saving and sending one: it is a draft or a message, never both for long, and never neither', async () => {
    const tried = await crashEverywhere(
      rig,
      {
        prepare: async () => {
          const writing = await begin();
          await save(writing, 0);
          const ports = { client: writing.client, putPart: putPartByFetch };
          return { ...writing, stored: await storeMessage(ports, writing.outgoing, unwatched()) };
        },
        run: async (writing) => {
          await save(writing, 1);
          await writing.client.send(writing.id, writing.stored.request);
          await waitForDelivery(rig, writing.id);
        },
        settle: async ({ id }) => {
          const { records } = await readStorage(rig.storageConnection);
          if (records.get(id)?.state === 'sent') await finishDelivery(rig, id);
        },
      },
      { onCrash: 'is gone', choose: afterChanges },
    );
    const stored = await readStorage(rig.storageConnection);
    for (const { point, made } of tried) {
      const isSent = stored.records.get(made.id)?.state === 'sent';
      expect([point, keptOf(stored, made.id)]).toEqual([point, isSent ? [] : ['draft-cell', 'drafts']]);
      record({
        area: 'crash: save and send',
        point: point || '(no crash)',
        outcome: isSent ? 'sent, and no draft is left' : 'still a draft, as it was saved',
      });
    }
    await rig.move(31 * 24 * HOUR_MS);
    await rig.sweep();
    await rig.move(2 * HOUR_MS);
    await rig.sweep();
    await readSettled(rig.storageConnection, rig.nowMs);
  }, 300_000);
});
