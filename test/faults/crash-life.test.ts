import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import { keepSubject, openMessage, storeMessage } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
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
import { crashEverywhere, type Rig, startRig, type Tried, waitForDelivery } from './crash-rig.ts';
import { readSettled, readStorage } from './crash-storage.ts';
import { record } from './report.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const password = 'correct horse battery';
const tammy = 'tammy.gould@example.gov';
const pat = 'pat@example.net';
const everywhere = { onCrash: 'asks again', choose: (points: string[]) => points } as const;

let rig: Rig;
let diedAtFirst = false;

beforeAll(async () => {
  rig = await startRig();
  // The service key is stored and the service dies before anybody has used it.
  rig.arm('records.insert.after#1');
  await sendAs(paneClient(rig.stack, tammy, rig.fetch), letterTo(pat, rig.nowMs()));
  diedAtFirst = rig.hasCrashed();
  rig.arm('');
  await register(rig.stack, pat);
});
afterAll(() => rig?.stop());

async function signedIn(): Promise<PortalClient> {
  const client = portalClient(rig.stack, rig.createBrowser());
  await client.signIn({ address: pat, password });
  return client;
}

/** Sends a message from Tammy Gould's Outlook and waits until it stands in all mailboxes. */
async function sendTo(address: string, days = 80): Promise<string> {
  const expiresAt = new Date(rig.nowMs() + days * DAY_MS).toISOString();
  const id = await sendAs(paneClient(rig.stack, tammy), letterTo(address, rig.nowMs(), { expiresAt }));
  await waitForDelivery(rig, id);
  return id;
}

/** Reports each try; every armed one must have crashed. */
async function reportAll<T>(area: string, tried: Tried<T>[], outcomeOf: (made: T) => Promise<string>) {
  for (const { point, made, hasCrashed } of tried) {
    expect([point, hasCrashed]).toEqual([point, point !== '']);
    record({ area, point: point || '(no crash)', outcome: await outcomeOf(made) });
  }
}

describe('the service dies at any point', () => {
  it('of its very first start', async () => {
    expect(diedAtFirst).toBe(true);
    const id = await sendTo(pat);
    expect((await openMessage(await signedIn(), id)).letter.body.text).toBe('Dear Pat');
    record({
      area: 'crash: first start',
      point: 'records.insert.after#1',
      outcome: 'the stored service key serves from then on',
    });
  });

  it('of an opening', async () => {
    const tried = await crashEverywhere(
      rig,
      {
        prepare: async () => ({ id: await sendTo(pat), client: await signedIn(), text: '' }),
        run: async (made) => {
          const { letter, answer } = await openMessage(made.client, made.id);
          made.text = letter.body.text;
          await keepSubject(made.client, answer.mailboxRow, made.id, letter.subject);
        },
      },
      everywhere,
    );
    const { mailbox, records } = await readStorage(rig.storageConnection);
    await reportAll('crash: open', tried, async ({ id, text }) => {
      expect(text).toBe('Dear Pat');
      const rows = mailbox.filter(({ row, value }) => row.startsWith('inbox!') && value.messageId === id);
      expect(rows.map(({ value }) => value)).toMatchObject([
        { opened: true, subjectCell: expect.any(String) },
      ]);
      expect(records.get(id)).toMatchObject({ noticeReleasedAt: expect.any(String) });
      const { readers } = await paneClient(rig.stack, tammy).status(id);
      expect(readers).toMatchObject([{ address: pat, openedAt: expect.any(String) }]);
      return 'read, marked as read, and its author sees it';
    });
  }, 400_000);

  it('of a registration', async () => {
    let count = 0;
    const tried = await crashEverywhere(
      rig,
      {
        prepare: async () => {
          const address = `newcomer${++count}@example.net`;
          await sendTo(address);
          return { address, client: portalClient(rig.stack, rig.createBrowser()), how: '' };
        },
        run: async (made) => {
          made.how = await registerPatiently(made.client, made.address);
        },
      },
      everywhere,
    );
    await reportAll('crash: register', tried, async ({ address, how }) => {
      const mails = (await mailsTo(rig.stack.urls.mail, address)).filter((mail) =>
        mail.subject.includes('code'),
      );
      const ids = new Set(mails.map((mail) => mail.headers['message-id']));
      // One code for each time that the form was sent; a doubled mail is the same mail.
      expect(ids.size).toBeLessThanOrEqual(2);
      expect(mails.length).toBeLessThanOrEqual(2);
      const client = portalClient(rig.stack);
      expect(await client.signIn({ address, password })).toMatchObject({
        state: 'signed_in',
        me: { address, kind: 'recipient' },
      });
      return `registered, ${how}; ${mails.length === 1 ? 'one mail' : `${mails.length} mails with ${ids.size} codes`}`;
    });
  }, 900_000);

  it('of the sweeps', async () => {
    // What was sent before is reported and expires now, and not among the points.
    await rig.sweep();
    await rig.move(3 * DAY_MS);
    await rig.sweep();
    const tried = await crashEverywhere(
      rig,
      {
        prepare: async () => {
          const made = {
            expiring: await sendTo(pat, 1),
            unreleased: await sendInTwoTries(),
            draft: (await store(crypto.randomUUID())).id,
          };
          await paneClient(rig.stack, tammy).noticeReleased(made.expiring);
          const reader = await signedIn();
          const { answer } = await openMessage(reader, made.expiring);
          await keepSubject(reader, answer.mailboxRow, made.expiring, 'Your records');
          // What earlier tries and the sends themselves left to the sweeps goes first.
          await rig.move(2 * HOUR_MS);
          await rig.sweep();
          await rig.move(DAY_MS - HOUR_MS);
          return made;
        },
        run: () => rig.sweep(),
      },
      everywhere,
    );
    await rig.move(2 * HOUR_MS);
    await rig.sweep();
    const stored = await readSettled(rig.storageConnection, rig.nowMs);
    const reader = await signedIn();
    const reports = await mailsTo(rig.stack.urls.mail, tammy);
    await reportAll('crash: sweeps', tried, async ({ expiring, unreleased, draft }) => {
      await expect(openMessage(reader, expiring)).rejects.toMatchObject({ code: 'expired' });
      expect(stored.records.get(expiring)).toMatchObject({ state: 'expired' });
      const cells = stored.mailbox.filter(({ value }) => value.messageId === expiring && value.subjectCell);
      expect(cells).toEqual([]);
      expect(stored.records.has(draft)).toBe(false);
      expect((await openMessage(reader, unreleased)).letter.body.text).toBe('Dear Pat');
      const ids = reports
        .map((mail) => mail.headers['message-id'] ?? '')
        .filter((id) => id.includes(`unreleased.${unreleased}@`));
      expect(ids.length === 1 || ids.length === 2).toBe(true);
      return `expired, swept, reported ${ids.length === 1 ? 'once' : 'twice with one Message-ID'}`;
    });
  }, 900_000);
});

/** Stores a message without sending it. */
function store(idempotencyKey: string) {
  const expiresAt = new Date(rig.nowMs() + 80 * DAY_MS).toISOString();
  return storeMessage(
    { client: paneClient(rig.stack, tammy), putPart: putPartByFetch },
    letterTo(pat, rig.nowMs(), { idempotencyKey, expiresAt }),
    unwatched(),
  );
}

/** Sends a message whose first try broke off after its parts were stored; its notice never leaves. */
async function sendInTwoTries(): Promise<string> {
  const key = crypto.randomUUID();
  await store(key);
  const { id, request } = await store(key);
  await paneClient(rig.stack, tammy).send(id, request);
  await waitForDelivery(rig, id);
  return id;
}

/** How often somebody whose code was refused looks for another mail. */
const LOOKS = 8;

/** Registers as a person does who waits a minute for the code and then asks again; answers how it ended. */
async function registerPatiently(client: PortalClient, address: string): Promise<string> {
  const { terms } = await client.config();
  const person = { firstName: 'Pat', lastName: 'Doe', password, language: 'en' as const };
  await client.register({ address, ...person, acceptedTerms: terms.version });
  let codes = await codesFor(address);
  if (codes.length === 0) {
    await rig.revive();
    await rig.move(MINUTE_MS);
    await client.resendCode(address);
    codes = await codesFor(address);
  }
  if (codes.length === 0) throw new Error('no code came');
  // Where the form was sent twice two codes come, in either order and not at once, and only one is of this
  // browser's form.
  const tried = new Set<string>();
  for (let looks = 0; looks < LOOKS; looks++) {
    for (const code of codes.filter((one) => !tried.has(one))) {
      tried.add(code);
      try {
        await client.confirm(address, code);
        return 'signed in with the code';
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'code_wrong') throw error;
      }
    }
    await sleep(500);
    codes = await codesFor(address);
  }
  // The code was used up by the try whose answer was lost.
  await client.signIn({ address, password });
  return 'signed in with the password';
}

/** The codes that came, newest first, once nothing more is on its way; none where none came in three seconds. */
async function codesFor(address: string): Promise<string[]> {
  let seen = 0;
  for (let tries = 0; tries < 20; tries++) {
    const mails = await mailsTo(rig.stack.urls.mail, address);
    const codes = mails.flatMap((mail) => /^(\d{6}) is your code/.exec(mail.subject)?.[1] ?? []);
    if (codes.length > 0 && codes.length === seen) return codes;
    seen = codes.length;
    if (rig.isDead() && seen === 0) return [];
    await sleep(150);
  }
  return [];
}
