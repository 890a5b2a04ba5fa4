import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountKey } from '../../functions/accounts/records.ts';
import { createRecords } from '../../functions/azure/records.ts';
import type { Records } from '../../functions/ports.ts';
import { type ArrivedMail, mailsTo, waitForMail } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { startAccountStack, storageOf } from './account-stack.ts';
import { letterTo, type PortalClient, paneClient, register, sendAs } from './clients.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const tammy = 'tammy.gould@example.gov';
const subject = 'heron-4711';

let stack: Stack;
let stop: () => Promise<void>;
let records: Records;
/** How far the product's clock is ahead. */
let aheadMs = 0;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('notices'));
  records = createRecords(await storageOf(stack));
});
afterAll(async () => stop?.());

const now = () => Date.now() + aheadMs;
async function moveClock(byMs: number): Promise<void> {
  await stack.moveClock(byMs);
  aheadMs += byMs;
}

/** A message from Tammy that the service announces, readable for ten days; answers its id. */
function write(address: string, over: Parameters<typeof letterTo>[2] = {}): Promise<string> {
  return sendAs(
    paneClient(stack, tammy),
    letterTo(address, now(), {
      subject,
      noticeBy: 'service',
      expiresAt: new Date(now() + 10 * DAY_MS).toISOString(),
      ...over,
    }),
  );
}

type Wishes = { language?: 'en' | 'es' | 'fr'; timeZone?: string; notices?: 'each' | 'digest' | 'none' };
async function wish(client: PortalClient, wishes: Wishes): Promise<void> {
  const { preferences } = await client.profile();
  await client.changePreferences({ ...preferences, ...wishes });
}

const isAbout = (mail: ArrivedMail) => (mail.headers['list-id'] ?? '').startsWith('<notices.');
const noticesTo = async (address: string) => (await mailsTo(stack.urls.mail, address)).filter(isAbout);

/** Moves the clock to the next eight o'clock of a zone, where a given number of notices has to be by then. */
async function untilEight(timeZone: string): Promise<void> {
  const shown = new Intl.DateTimeFormat('en', { timeZone, timeStyle: 'medium', hourCycle: 'h23' }).format(
    now(),
  );
  const [hour = 0, minute = 0, second = 0] = shown.split(':').map(Number);
  const sinceMs = ((hour * 60 + minute) * 60 + second) * 1000;
  await moveClock(((8 * HOUR_MS - sinceMs + DAY_MS) % DAY_MS) + 1000);
}

/** Waits until everything that was sent to an address is known to have been dealt with, by a notice to somebody else. */
async function settled(): Promise<void> {
  const address = `probe-${crypto.randomUUID()}@example.net`;
  await write(address);
  await waitForMail(stack.urls.mail, address, isAbout);
}

describe('notices of the service', () => {
  it('come one by one, in the language and zone of the reader', async () => {
    const client = await named('each@example.net');
    await wish(client, { language: 'fr', timeZone: 'Pacific/Honolulu' });
    await write('each@example.net');
    const mail = await waitForMail(stack.urls.mail, 'each@example.net', isAbout);
    expect(mail.subject).toBe('Message sécurisé de Tammy Gould, State of Example');
    expect(mail.text).toMatch(/heure normale d.Hawa/);
    expect(mail.headers['content-language']).toBe('fr');
    expect(mail.headers['list-unsubscribe']).toMatch(/^<https:\/\/localhost:\d+\/settings>$/);
    expect(`${mail.text}${mail.html}`).not.toContain(subject);
  });

  it('are no mail for who wishes none, and the message is in the mailbox all the same', async () => {
    const client = await named('none@example.net');
    await wish(client, { notices: 'none' });
    const id = await write('none@example.net');
    await settled();
    await stack.runTimer('sweep');
    await settled();
    expect(await noticesTo('none@example.net')).toEqual([]);
    const { rows } = await client.mailbox('inbox');
    expect(rows.map((row) => row.messageId)).toContain(id);
  });

  it('wait until eight in the zone of who wishes one a day, then come as one mail', async () => {
    const address = 'digest@example.net';
    const client = await named(address);
    await wish(client, { notices: 'digest', timeZone: 'Asia/Tokyo', language: 'es' });
    await untilEight('Asia/Tokyo');
    await write(address);
    await write(address, { from: { address: tammy, name: 'Tammy Gould' } });
    await settled();
    await stack.runTimer('sweep');
    await moveClock(23 * HOUR_MS);
    await stack.runTimer('sweep');
    await settled();
    expect(await noticesTo(address)).toEqual([]);

    await untilEight('Asia/Tokyo');
    await stack.runTimer('sweep');
    const mail = await waitForMail(stack.urls.mail, address, isAbout);
    expect(mail.subject).toBe('Le esperan 2 mensajes seguros (State of Example)');
    expect(
      mail.text.match(/Tammy Gould \(tammy\.gould@example\.gov\): se puede leer hasta el/g),
    ).toHaveLength(2);
    expect(mail.text).toContain(`${stack.urls.product}/inbox`);
    expect(`${mail.text}${mail.html}`).not.toContain(subject);
    expect(mail.headers['message-id']).toMatch(/^<digest\./);

    // Whatever runs again sends nothing again, and the next day has no mail without a message.
    await stack.runTimer('sweep');
    await settled();
    await moveClock(DAY_MS);
    await stack.runTimer('sweep');
    await settled();
    expect(await noticesTo(address)).toHaveLength(1);
  });

  it('leave out of the daily mail what was read before', async () => {
    const address = 'early@example.net';
    await untilEight('UTC');
    const client = await named(address);
    await wish(client, { notices: 'digest', timeZone: 'UTC' });
    const id = await write(address);
    await settled();
    await openAs(client, id);
    await moveClock(DAY_MS);
    await stack.runTimer('sweep');
    await settled();
    expect(await noticesTo(address)).toEqual([]);
  });

  it('do not wait for a daily mail that would come after the end of the message', async () => {
    const address = 'short@example.net';
    await untilEight('UTC');
    const client = await named(address);
    await wish(client, { notices: 'digest', timeZone: 'UTC' });
    await write(address, { expiresAt: new Date(now() + 10 * HOUR_MS).toISOString() });
    const mail = await waitForMail(stack.urls.mail, address, isAbout);
    expect(mail.subject).toBe('Secure message from Tammy Gould, State of Example');
  });

  it('come twice at most, and then as one by their Message-ID, where the service dies as they leave', {
    timeout: 180_000,
  }, async () => {
    const address = 'crash@example.net';
    const client = await named(address);
    await wish(client, { notices: 'digest', timeZone: 'UTC' });
    await write(address);
    await settled();
    await untilEight('UTC');
    await stack.restartFunctions({ SEALPOST_FAILPOINT: 'mailer.send.after#1' });
    // The timer answers before the job begins, or not at all.
    await stack.runTimer('sweep').catch(() => undefined);
    await stack.functionsEnded();
    await stack.restartFunctions();
    // What the dead instance held is free again after a minute.
    await moveClock(2 * 60_000);
    await stack.runTimer('sweep');
    await settled();
    await stack.runTimer('sweep');
    await settled();
    const mails = await noticesTo(address);
    expect(mails.length).toBeGreaterThanOrEqual(1);
    expect(mails.length).toBeLessThanOrEqual(2);
    expect(new Set(mails.map((mail) => mail.headers['message-id'])).size).toBe(1);
    await moveClock(DAY_MS);
    await stack.runTimer('sweep');
    await settled();
    expect(await noticesTo(address)).toHaveLength(mails.length);
  });

  it('follow a wish that changed before eight', async () => {
    const address = 'changed@example.net';
    await untilEight('UTC');
    const client = await named(address);
    await wish(client, { notices: 'digest', timeZone: 'UTC' });
    await write(address);
    await settled();
    await wish(client, { notices: 'none' });
    await moveClock(DAY_MS);
    await stack.runTimer('sweep');
    await settled();
    expect(await noticesTo(address)).toEqual([]);
  });

  it('fail no other reader of the same message, whatever each of them wishes', async () => {
    const digest = await named('mixed-digest@example.net');
    await wish(digest, { notices: 'digest', timeZone: 'UTC' });
    const none = await named('mixed-none@example.net');
    await wish(none, { notices: 'none' });
    const broken = await named('mixed-zone@example.net');
    await expect(wish(broken, { timeZone: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'bad_request' });
    await wish(broken, { notices: 'digest', timeZone: 'Asia/Kathmandu' });
    await write('mixed-digest@example.net', {
      cc: ['mixed-none', 'mixed-zone', 'mixed-each'].map((name) => ({
        address: `${name}@example.net`,
        name: '',
      })),
    });
    await waitForMail(stack.urls.mail, 'mixed-each@example.net', isAbout);
    await moveClock(DAY_MS);
    await stack.runTimer('sweep');
    await waitForMail(stack.urls.mail, 'mixed-digest@example.net', isAbout);
    await waitForMail(stack.urls.mail, 'mixed-zone@example.net', isAbout);
    expect(await noticesTo('mixed-none@example.net')).toEqual([]);
    expect(await noticesTo('mixed-each@example.net')).toHaveLength(1);
  });

  it('follow the wishes of staff too, and speak the language of the organisation where nobody chose one', async () => {
    const policy = { organisation: { name: 'Estado de Ejemplo', domains: ['example.gov'], language: 'es' } };
    await stack.restartFunctions({ SEALPOST_POLICY: JSON.stringify(policy) });
    await write('sam.ortiz@example.gov');
    const mail = await waitForMail(stack.urls.mail, 'sam.ortiz@example.gov', isAbout);
    expect(mail.subject).toBe('Mensaje seguro de Tammy Gould, Estado de Ejemplo');
    const sam = await paneClient(stack, 'sam.ortiz@example.gov').me();
    const row = await records.get(accountKey(sam.id));
    await records.replace(
      accountKey(sam.id),
      { ...(row?.value ?? never()), notices: 'none' },
      row?.etag ?? '',
    );
    await write('sam.ortiz@example.gov');
    await settled();
    expect(await noticesTo('sam.ortiz@example.gov')).toHaveLength(1);
    await stack.restartFunctions();
  });
});

function never(): never {
  throw new Error('no account');
}

/** Registers an address that somebody has written to before. */
async function named(address: string): Promise<PortalClient> {
  await sendAs(paneClient(stack, tammy), letterTo(address, now()));
  return register(stack, address);
}

/** Opens a message as its reader's browser does. */
async function openAs(client: PortalClient, id: string): Promise<void> {
  const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, [
    'deriveBits',
  ]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined) throw new Error('no key');
  await client.open(id, { kty, crv, x, y });
}
