import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '../../infra/local/stack.ts';
import { type Client, type Outgoing, openMessage, storeMessage } from '../../shared/api/index.ts';
import { createReaderKey, decryptAsReader } from '../../shared/envelope/index.ts';
import { unwrapPartKey } from '../../shared/envelope/keys.ts';
import { derivePassphraseKeys, type PassphraseParameters } from '../../shared/envelope/passphrase.ts';
import { AppError } from '../../shared/errors.ts';
import { connectionOf, mailsThatFit, startAccountStack } from './account-stack.ts';
import {
  letterTo,
  type PortalClient,
  paneClient,
  putPartByFetch,
  register,
  sendAs,
  unwatched,
} from './clients.ts';

/* A message that asks for a passphrase: who gets in, how often one may guess, and what the service never has. */

const tammy = { address: 'tammy.gould@example.gov', name: 'Tammy Gould' };
const pat = { address: 'pat@example.net', name: 'Pat Doe' };
const ana = { address: 'ana@example.net', name: 'Ana Ruiz' };
const passphrase = '4821 0037 9950';

let stack: Stack;
let stop: () => Promise<void>;
let patClient: PortalClient;
let anaClient: PortalClient;
let stranger: PortalClient;
const staff = () => paneClient(stack, tammy.address);

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('passphrase'));
  const eve = 'eve@example.org';
  await sendAs(staff(), letterTo(pat.address, Date.now(), { to: [pat, ana, { address: eve, name: '' }] }));
  [patClient, anaClient, stranger] = (await Promise.all(
    [pat.address, ana.address, eve].map((address) => register(stack, address)),
  )) as [PortalClient, PortalClient, PortalClient];
});
afterAll(() => stop?.());

function send(over: Partial<Outgoing> = {}): Promise<string> {
  return sendAs(
    staff(),
    letterTo(pat.address, Date.now(), {
      to: [pat, ana],
      subject: 'Results',
      passphrase,
      noticeBy: 'service',
      ...over,
    }),
  );
}

/** What the service says of the passphrase to somebody who gives none. */
async function asked(client: Client, id: string): Promise<AppError> {
  const error = await openMessage(client, id).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error('the message opened without its passphrase');
  return error;
}

async function openWith(client: Client, id: string, text: string) {
  const { facts = {} } = await asked(client, id);
  return openMessage(client, id, await derivePassphraseKeys(text, facts as unknown as PassphraseParameters));
}

/** A guess without the work of deriving it. */
async function guess(client: Client, id: string): Promise<string> {
  const { publicJwk } = await createReaderKey();
  return client.open(id, publicJwk, 'A'.repeat(43)).then(
    () => 'opened',
    (error: AppError) => error.code,
  );
}

async function tableOf(name: string): Promise<TableClient> {
  return TableClient.fromConnectionString(await connectionOf(stack), name, { allowInsecureConnection: true });
}

describe('a message with a passphrase', () => {
  it('opens for whoever proves it, however it is written, its author included, and for nobody without', async () => {
    const id = await send();
    expect(await asked(patClient, id)).toMatchObject({
      code: 'passphrase_needed',
      facts: { memoryKiB: 19_456, passes: 2, lanes: 1, triesLeft: 10, authorName: tammy.name },
    });
    expect((await openWith(patClient, id, ' 4821-0037 9950 ')).letter.subject).toBe('Results');
    expect((await openWith(staff(), id, '482100379950')).letter.body.text).toBe('Dear Pat');
    await expect(openWith(patClient, id, '4821 0037 9951')).rejects.toMatchObject({
      code: 'passphrase_wrong',
      facts: { triesLeft: 9 },
    });
    // The right one clears the count.
    await openWith(patClient, id, passphrase);
    expect((await asked(patClient, id)).facts).toMatchObject({ triesLeft: 10 });
  });

  it('answers strangers as if it did not exist, and counts nothing for them', async () => {
    const id = await send();
    const { publicJwk } = await createReaderKey();
    await expect(stranger.open(id, publicJwk, 'A'.repeat(43))).rejects.toMatchObject({ code: 'not_for_you' });
    await expect(stranger.allowPassphraseTries(id, pat.address)).rejects.toMatchObject({
      code: 'not_for_you',
    });
    await expect(patClient.allowPassphraseTries(id, pat.address)).rejects.toMatchObject({
      code: 'not_for_you',
    });
    expect((await asked(patClient, id)).facts).toMatchObject({ triesLeft: 10 });
  });

  it('takes ten guesses of a reader and no more, also of sixteen at once; its author is told and can allow more', async () => {
    const id = await send();
    const answers = await Promise.all(Array.from({ length: 16 }, () => guess(patClient, id)));
    expect(answers.filter((code) => code === 'passphrase_wrong')).toHaveLength(9);
    expect(answers.filter((code) => code === 'passphrase_stopped')).toHaveLength(7);
    // The right one comes too late.
    await expect(openWith(patClient, id, passphrase)).rejects.toMatchObject({ code: 'passphrase_stopped' });
    // Others have tries of their own.
    expect((await openWith(anaClient, id, passphrase)).letter.subject).toBe('Results');

    const [mail] = await mailsThatFit(stack, tammy.address, (one) =>
      (one.headers['message-id'] ?? '').includes(`stopped.${id}`),
    );
    expect(mail?.text).toContain('ten');
    expect((await staff().status(id)).readers).toMatchObject([
      { address: pat.address, passphraseStopped: true },
      { address: ana.address, openedAt: expect.any(String) },
    ]);
    await staff().allowPassphraseTries(id, pat.address);
    expect((await openWith(patClient, id, passphrase)).letter.subject).toBe('Results');
    const { events } = await staff().messageHistory(id);
    const kinds = events.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'passphrase_wrong').length).toBeGreaterThan(0);
    expect(kinds).toEqual(expect.arrayContaining(['passphrase_stopped', 'passphrase_allowed', 'opened']));
  });

  it('counts no wrong guess as an opening', async () => {
    const id = await send();
    await guess(patClient, id);
    const [reader] = (await staff().status(id)).readers;
    expect(reader?.openedAt).toBeUndefined();
    expect((await patClient.mailbox('inbox')).rows.find(({ messageId }) => messageId === id)).toMatchObject({
      opened: false,
      passphrase: true,
    });
  });

  it('leaves neither proof nor subject behind, and says in its notice what is needed', async () => {
    const id = await send();
    const keys = await openWith(patClient, id, passphrase);
    expect(keys.withPassphrase).toBe(true);
    const record = await (await tableOf('messages')).getEntity<Record<string, string>>(id, 'message');
    const { salt, verifier } = JSON.parse(String(record.d0)).passphrase;
    const { proof } = await derivePassphraseKeys(passphrase, {
      salt,
      memoryKiB: 19_456,
      passes: 2,
      lanes: 1,
    });
    const stored = JSON.stringify(record);
    expect(stored).not.toContain(Buffer.from(proof).toString('base64url'));
    expect(verifier).not.toBe('');
    const sent = (await staff().mailbox('sent')).rows.find(({ messageId }) => messageId === id);
    expect(sent).toMatchObject({ passphrase: true });
    expect(sent?.subjectCell).toBeUndefined();
    const mails = await mailsThatFit(stack, pat.address, (one) => one.html.includes(id));
    expect(mails[0]?.text).toContain('passphrase that Tammy Gould tells you by telephone');
  });

  it('cannot be robbed of its passphrase by whoever writes storage', async () => {
    const id = await send();
    const table = await tableOf('messages');
    const entity = await table.getEntity<Record<string, string>>(id, 'message');
    const { passphrase: _gone, ...record } = JSON.parse(String(entity.d0));
    await table.updateEntity({ partitionKey: id, rowKey: 'message', d0: JSON.stringify(record) }, 'Replace');
    expect(await asked(patClient, id)).toMatchObject({ code: 'verification_failed' });
  });

  it('refuses other costs, a short salt and a proof of another form, and takes the same message as it was made', async () => {
    const client = staff();
    const outgoing = letterTo(pat.address, Date.now(), { passphrase });
    const { id, request } = await storeMessage({ client, putPart: putPartByFetch }, outgoing, unwatched());
    for (const over of [{ memoryKiB: 8 }, { passes: 1 }, { salt: 'AAAA' }, { proof: 'AAAA' }]) {
      const changed = { ...request, passphrase: { ...request.passphrase, ...over } };
      await expect(client.send(id, changed as never)).rejects.toMatchObject({ code: 'bad_request' });
    }
    expect((await client.send(id, request)).id).toBe(id);
    const { publicJwk } = await createReaderKey();
    await expect(client.open(id, publicJwk, 'short')).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('is still locked as the vault unwraps it: what the service has opens no part', async () => {
    const id = await send();
    const { facts } = await asked(patClient, id);
    const keys = await derivePassphraseKeys(passphrase, facts as unknown as PassphraseParameters);
    const { publicJwk, privateKey } = await createReaderKey();
    const answer = await patClient.open(id, publicJwk, Buffer.from(keys.proof).toString('base64url'));
    await expect(decryptAsReader(answer.key, privateKey)).rejects.toMatchObject({
      code: 'verification_failed',
    });
    const unwrapped = await decryptAsReader(answer.key, privateKey, 40);
    const wrappedPart = Buffer.from(answer.parts[0]?.wrappedKey ?? '', 'base64url');
    for (const key of [unwrapped.slice(0, 32), unwrapped.slice(8)])
      await expect(unwrapPartKey(new Uint8Array(wrappedPart), key)).rejects.toMatchObject({
        code: 'verification_failed',
      });
  });
});
