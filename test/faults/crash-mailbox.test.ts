import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OwnFolder } from '../../shared/api/index.ts';
import { letterTo, type PortalClient, paneClient, portalClient, register, sendAs } from '../flow/clients.ts';
import { crashEverywhere, type Rig, startRig, waitForDelivery } from './crash-rig.ts';
import { miscounted, readStorage } from './crash-storage.ts';
import { record } from './report.ts';

const DAY_MS = 86_400_000;
const pat = 'pat@example.net';
/** The shortest cell that the service takes; what it holds is the browser's own affair. */
const CELL = 'A'.repeat(60);

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
  await send();
  await register(rig.stack, pat);
});
afterAll(() => rig?.stop());

async function send(): Promise<string> {
  const expiresAt = new Date(rig.nowMs() + 80 * DAY_MS).toISOString();
  const id = await sendAs(
    paneClient(rig.stack, 'tammy.gould@example.gov'),
    letterTo(pat, rig.nowMs(), { expiresAt }),
  );
  await waitForDelivery(rig, id);
  return id;
}

type Made = { client: PortalClient; folder: OwnFolder; ids: [string, string, string]; rows: string[] };

async function prepare(): Promise<Made> {
  const client = portalClient(rig.stack, rig.createBrowser());
  await client.signIn({ address: pat, password: 'correct horse battery' });
  const ids: Made['ids'] = [await send(), await send(), await send()];
  const { rows } = await client.mailbox('inbox');
  const folder: OwnFolder = `f-${Buffer.from(crypto.getRandomValues(new Uint8Array(12))).toString('base64url')}`;
  return { client, folder, ids, rows: ids.map((id) => rows.find((row) => row.messageId === id)?.row ?? '') };
}

describe('the service dies at any point', () => {
  it('of what somebody does with folders, and a repeat finishes it', async () => {
    const tried = await crashEverywhere(
      rig,
      {
        prepare,
        run: async ({ client, folder, rows: [first = '', second = '', third = ''] }) => {
          await client.makeFolder(folder, CELL);
          await client.moveRows([first, second], folder);
          await client.markRows([first.replace('inbox', folder)], 'read');
          await client.moveRows([third], 'trash');
          await client.removeRows([third.replace('inbox', 'trash')]);
          await client.removeFolder(folder, 'back');
        },
      },
      { onCrash: 'asks again', choose: (points) => points },
    );
    const { mailbox } = await readStorage(rig.storageConnection);
    expect(miscounted(mailbox)).toEqual([]);
    for (const { point, made, hasCrashed } of tried) {
      expect([point, hasCrashed]).toEqual([point, point !== '']);
      const places = made.ids.map((id) =>
        mailbox
          .filter(({ row, value }) => value.messageId === id && row.startsWith('inbox!'))
          .map(({ value }) => value.unread ?? true),
      );
      expect([point, places]).toEqual([point, [[false], [true], []]]);
      expect(mailbox.filter(({ row }) => row.includes(made.folder))).toEqual([]);
      record({
        area: 'crash: folders',
        point: point || '(no crash)',
        outcome: 'made, filed, marked, deleted; counts as a recount says',
      });
    }
  }, 400_000);
});
