import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '../../infra/local/stack.ts';
import { nameAddress, newestMail, startAccountStack, withPolicy } from './account-stack.ts';
import { nextCode, portalClient, register } from './clients.ts';

const MINUTE_MS = 60_000;
const password = 'correct horse battery';

let stack: Stack;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('settings'));
});
afterAll(async () => stop?.());

async function registered(address: string) {
  await nameAddress(stack, address);
  return register(stack, address);
}

describe('one’s own account', () => {
  it('shows and keeps names and preferences', async () => {
    const client = await registered('prefs@example.net');
    expect(await client.profile()).toMatchObject({
      address: 'prefs@example.net',
      kind: 'recipient',
      firstName: 'Pat',
      preferences: {
        language: 'en',
        timeZone: null,
        notices: 'each',
        messageFile: false,
        pageSize: 25,
        signature: '',
      },
      password: { expiresAt: null },
      hint: false,
      question: null,
    });
    await client.changeName({ firstName: ' Patricia ', lastName: 'O’Doe' });
    await client.changePreferences({
      language: 'fr',
      timeZone: 'Europe/Berlin',
      notices: 'digest',
      messageFile: true,
      pageSize: 50,
      signature: 'Pat\n555 0100',
    });
    expect(await client.me()).toMatchObject({
      name: 'Patricia O’Doe',
      preferences: { language: 'fr', timeZone: 'Europe/Berlin', pageSize: 50 },
    });
    const same = (await client.profile()).preferences;
    for (const timeZone of ['Mars/Olympus', '+02:00', '../../etc/passwd', '']) {
      await expect(client.changePreferences({ ...same, timeZone }), timeZone).rejects.toMatchObject({
        code: 'bad_request',
      });
    }
    await client.changePreferences({ ...same, language: null, timeZone: null });
    expect(await client.profile()).toMatchObject({
      preferences: { language: null, timeZone: null, signature: 'Pat\n555 0100' },
    });
    await expect(portalClient(stack).profile()).rejects.toMatchObject({ code: 'not_signed_in' });
  });

  it('is closed with a fresh proof: the person is gone, the messages stay, the mail says so', async () => {
    const address = 'close@example.net';
    const client = await registered(address);
    await expect.poll(async () => (await client.mailbox('inbox')).rows.length).toBe(1);
    const other = portalClient(stack);
    await other.signIn({ address, password });
    await stack.moveClock(16 * MINUTE_MS);
    await expect(other.closeAccount()).rejects.toMatchObject({ code: 'fresh_sign_in_needed' });
    await client.signIn({ address, password });
    await client.closeAccount();
    for (const one of [client, other]) {
      await expect(one.me()).rejects.toMatchObject({ code: 'not_signed_in' });
    }
    await newestMail(stack, address, 'Your account is closed');
    await expect(portalClient(stack).signIn({ address, password })).rejects.toMatchObject({
      code: 'sign_in_failed',
    });
    const again = portalClient(stack);
    const { terms } = await again.config();
    await again.register({
      address,
      firstName: 'Pat',
      lastName: 'Doe',
      password: 'a stable for the new horse',
      language: 'en',
      acceptedTerms: terms.version,
    });
    await again.confirm(address, await nextCode(stack, address, 1));
    expect((await again.mailbox('inbox')).rows).toHaveLength(1);
  });

  it('has to agree to new terms before anything else, in the words of today', async () => {
    const client = await registered('terms@example.net');
    await withPolicy(stack, { terms: { version: '2027-01', text: 'New words.' } });
    expect(await client.me()).toMatchObject({ duties: ['terms'] });
    for (const blocked of [
      () => client.mailbox('inbox'),
      () => client.changeHint(null),
      () => client.closeAccount(),
    ]) {
      await expect(blocked()).rejects.toMatchObject({ code: 'duty_first', facts: { duty: 'terms' } });
    }
    await expect(client.acceptTerms('2026-11')).rejects.toMatchObject({ code: 'conflict' });
    await client.acceptTerms('2027-01');
    await client.acceptTerms('2027-01');
    expect(await client.me()).toMatchObject({ duties: [] });
    expect(await client.profile()).toMatchObject({ acceptedTerms: { version: '2027-01' } });
    await client.mailbox('inbox');
    await withPolicy(stack, {});
  });
});
