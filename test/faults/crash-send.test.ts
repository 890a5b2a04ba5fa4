import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArrivedMail, mailsTo } from '../../infra/local/mail/arrived.ts';
import {
  type Client,
  keepSubject,
  type Outgoing,
  openMessage,
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
import {
  crashEverywhere,
  finishDelivery,
  type OnCrash,
  type Rig,
  startRig,
  waitForDelivery,
} from './crash-rig.ts';
import { readSettled, type Stored } from './crash-storage.ts';
import { record } from './report.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const sam = { address: 'sam.ortiz@example.gov', name: 'Sam Ortiz' };
const pat = { address: 'pat@example.net', name: 'Pat Doe' };

/** A message on its way: who sends it, what it says, and its id once the service has named it. */
type Sending = { client: Client; outgoing: Outgoing; id: string | null };

let rig: Rig;
let count = 0;
/** The message that makes Pat and Sam known, and that Pat answers. */
let firstId: string;

beforeAll(async () => {
  rig = await startRig();
  const staff = paneClient(rig.stack, tammy.address);
  // Sam is written to as well: an account made in the first reply alone would be a point of no other.
  firstId = await sendAs(staff, letterTo(pat.address, rig.nowMs(), { to: [pat, sam] }));
  await staff.noticeReleased(firstId);
  await register(rig.stack, pat.address);
});
afterAll(() => rig?.stop());

/** A letter that nobody else wrote, to people of whom the last was never written to before. */
function letter(over: Partial<Outgoing>): Outgoing {
  count++;
  const stranger = { address: `reader${count}@example.net`, name: '' };
  return letterTo(pat.address, rig.nowMs(), {
    to: [pat, stranger],
    body: { html: `<p>Letter ${count}</p>`, text: `Letter ${count}` },
    // Past the day after which drafts are swept.
    expiresAt: new Date(rig.nowMs() + 20 * 24 * HOUR_MS).toISOString(),
    ...over,
  });
}

async function sendFromStaff(noticeBy: Outgoing['noticeBy']): Promise<Sending> {
  return {
    client: paneClient(rig.stack, tammy.address, rig.fetch),
    outgoing: letter({ noticeBy }),
    id: null,
  };
}

async function replyFromRecipient(): Promise<Sending> {
  const client = portalClient(rig.stack, rig.createBrowser());
  await client.signIn({ address: pat.address, password: 'correct horse battery' });
  return {
    client,
    outgoing: letter({ from: pat, to: [tammy, sam], noticeBy: 'service', inReplyTo: firstId }),
    id: null,
  };
}

/** Sends as pane and portal do, one call after the other. */
async function send(sending: Sending): Promise<void> {
  const { client, outgoing } = sending;
  const stored = await storeMessage({ client, putPart: putPartByFetch }, outgoing, unwatched());
  sending.id = stored.id;
  const { mailboxRow } = await client.send(stored.id, stored.request);
  // What follows in the background comes first, so that every run passes the same points in the same order.
  await waitForDelivery(rig, stored.id);
  await keepSubject(client, mailboxRow, stored.id, stored.subject);
  if (outgoing.noticeBy === 'sender') await client.noticeReleased(stored.id);
}

/** Lets what a crash left of the delivery be done. */
async function settle({ id }: Sending): Promise<void> {
  if (id !== null) await finishDelivery(rig, id);
}

/** Lets everything become due that a send leaves behind when it breaks, and looks at what stands then. */
async function sweepAll(): Promise<Stored> {
  await rig.move(25 * HOUR_MS);
  await rig.sweep();
  await rig.move(2 * HOUR_MS);
  await rig.sweep();
  const stored = await readSettled(rig.storageConnection, rig.nowMs);
  return stored;
}

const untilCommit = (points: string[]) =>
  points.slice(0, points.findIndex((point) => point.startsWith('records.commit.after')) + 1);
const everywhere = (points: string[]) => points;

/** Tries every point of one way to send and reports what came of each. */
async function tryAll(
  area: string,
  way: {
    prepare: () => Promise<Sending>;
    run?: (sending: Sending) => Promise<void>;
    onCrash?: OnCrash;
    choose?: (points: string[]) => string[];
  },
): Promise<void> {
  const { prepare, run = send, onCrash = 'asks again', choose = everywhere } = way;
  const tried = await crashEverywhere(rig, { prepare, run, settle }, { onCrash, choose });
  const stored = await sweepAll();
  const mails = new Map<string, ArrivedMail[]>();
  const points = tried.map(({ point }) => point);
  // Between the mail server's yes and its record; both readers' mails leave at the same time.
  const firstMail = points.findIndex((point) => point.startsWith('mailer.send'));
  const lastSend = points.findLastIndex((point) => point.startsWith('mailer.send'));
  // What owes the mails goes last; other work that the send leaves behind may be done before.
  const lastMail = points.findIndex((point, at) => at > lastSend && point.startsWith('records.remove'));
  for (const [at, { point, made, hasCrashed }] of tried.entries()) {
    expect([point, hasCrashed]).toEqual([point, point !== '']);
    const outcome = await outcomeOf(stored, mails, made);
    record({ area, point: point || '(no crash)', outcome });
    if (onCrash !== 'is gone') expect([point, outcome]).toEqual([point, expect.stringContaining('sent')]);
    const mayDouble = firstMail !== -1 && at >= firstMail && at < lastMail;
    if (!mayDouble) expect([point, outcome]).toEqual([point, expect.not.stringContaining('twice')]);
  }
}

/** Whether a message is wholly there or wholly absent, and how often it was announced. */
async function outcomeOf(
  stored: Stored,
  mails: Map<string, ArrivedMail[]>,
  { client: _client, outgoing, id }: Sending,
): Promise<string> {
  const text = outgoing.body.text;
  const found = id === null ? undefined : stored.records.get(id);
  if (id === null || found === undefined) return 'absent, nothing left of it';
  if (found.state !== 'sent') throw new Error(`${id} is ${found.state}`);
  const reader = await readerOf(outgoing);
  expect((await openMessage(reader, id)).letter.body.text).toBe(text);

  const announced: number[] = [];
  for (const { address } of outgoing.to) {
    if (!mails.has(address)) mails.set(address, await mailsTo(rig.stack.urls.mail, address));
    const notices = (mails.get(address) ?? []).filter((mail) => mail.html.includes(id));
    expect(new Set(notices.map((mail) => mail.headers['message-id'])).size).toBeLessThanOrEqual(1);
    announced.push(notices.length);
  }
  if (outgoing.noticeBy === 'sender') {
    expect(announced).toEqual(outgoing.to.map(() => 0));
    return 'sent, the notice left to its author';
  }
  expect(Math.min(...announced)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...announced)).toBeLessThanOrEqual(2);
  return announced.includes(2)
    ? 'sent, a notice came twice with one Message-ID'
    : 'sent, each reader told once';
}

let patClient: PortalClient | null = null;
async function readerOf(outgoing: Outgoing): Promise<Client> {
  if (outgoing.from.address === pat.address) return paneClient(rig.stack, sam.address);
  const isSignedIn = await patClient?.me().catch(() => null);
  if (patClient === null || !isSignedIn) {
    patClient = portalClient(rig.stack, rig.createBrowser());
    await patClient.signIn({ address: pat.address, password: 'correct horse battery' });
  }
  return patClient;
}

describe('the service dies at any point of a send', () => {
  it(
    'from the portal, and the same requests come again',
    () => tryAll('crash: send from the portal', { prepare: () => sendFromStaff('service') }),
    400_000,
  );
  it(
    'from the portal, and its author never comes back',
    () =>
      tryAll('crash: send from the portal, its author never comes back', {
        prepare: () => sendFromStaff('service'),
        onCrash: 'is gone',
        choose: untilCommit,
      }),
    400_000,
  );
  it(
    'from Outlook, and the same requests come again',
    () => tryAll('crash: send from Outlook', { prepare: () => sendFromStaff('sender') }),
    400_000,
  );
  it(
    'in a reply, and the same requests come again',
    () => tryAll('crash: reply', { prepare: replyFromRecipient }),
    400_000,
  );
});
