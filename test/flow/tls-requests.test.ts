import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitForMail } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { createCaller, createPartnerClient, type PartnerClient } from '../../shared/api/index.ts';
import { startAccountStack } from './account-stack.ts';
import { createBrowser, letterTo, paneClient, register, sendAs, staffCall } from './clients.ts';

/* Somebody elsewhere asks for enforced TLS, an administrator answers, and both are told. */

const tammy = 'tammy.gould@example.gov';
const help = 'help@example.gov';
const asked = { contact: 'Casey, +1 207 555 0177', provider: 'Microsoft 365', reason: 'Claims every day' };

let stack: Stack;
let stop: () => Promise<void>;
let admin: PartnerClient;
let staff: PartnerClient;
const outside = new Map<string, PartnerClient>();

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('tls-requests'));
  const readers = ['casey@insurer.example', 'drew@insurer.example', 'sam@bank.example', 'kim@clinic.example'];
  for (const address of readers) {
    await sendAs(paneClient(stack, tammy), letterTo(address, Date.now()));
    const browser = createBrowser();
    await register(stack, address, browser);
    const origin = stack.urls.product;
    outside.set(
      address,
      createPartnerClient(createCaller({ origin, token: async () => null, fetch: browser.fetch })),
    );
  }
  admin = asStaff('admin');
  staff = asStaff('sender');
});
afterAll(() => stop?.());

function asStaff(isAdmin: 'admin' | 'sender'): PartnerClient {
  const person = stack.people.find(({ roles }) => roles.includes('Admin') === (isAdmin === 'admin'));
  return createPartnerClient(staffCall(stack, person?.address ?? ''));
}

const of = (address: string): PartnerClient => outside.get(address) as PartnerClient;

describe('a request for enforced TLS', () => {
  it('reaches the administrator once, however often a domain asks', async () => {
    const casey = of('casey@insurer.example');
    expect(await casey.tlsState()).toEqual({ domain: 'insurer.example', isListed: false, request: null });
    const first = await casey.askForTls(asked);
    expect(first.request).toMatchObject({ state: 'open' });
    const again = await of('drew@insurer.example').askForTls({ ...asked, reason: 'Me too' });
    expect(again).toEqual(first);
    const mail = await waitForMail(stack.urls.mail, help, (one) => one.text.includes('insurer.example'));
    expect(mail.text).toContain('casey@insurer.example');
    expect(mail.text).toContain(`${stack.urls.product}/manage/tls-requests`);
    const { requests } = await admin.tlsRequests();
    expect(requests).toMatchObject([
      { ...asked, domain: 'insurer.example', by: { address: 'casey@insurer.example' }, isListed: false },
    ]);
    expect(JSON.stringify(requests)).not.toContain('accountId');
  });

  it('is answered, the one who asked is told, and may ask again after a no', async () => {
    const casey = of('casey@insurer.example');
    await admin.answerTlsRequest('insurer.example', {
      answer: 'declined',
      words: 'Your servers take plain mail.',
    });
    const no = await waitForMail(stack.urls.mail, 'casey@insurer.example', (one) =>
      one.subject.includes('declined'),
    );
    expect(no.text).toContain('Your servers take plain mail.');
    expect((await casey.tlsState()).request).toMatchObject({
      state: 'declined',
      words: 'Your servers take plain mail.',
    });
    expect((await casey.askForTls({ ...asked, reason: 'Now they do not' })).request?.state).toBe('open');
    await admin.answerTlsRequest('insurer.example', { answer: 'accepted', words: '' });
    await waitForMail(stack.urls.mail, 'casey@insurer.example', (one) =>
      one.subject.includes('will go over'),
    );
    // Asked again it stays accepted.
    expect((await casey.askForTls(asked)).request?.state).toBe('accepted');
  });

  it('is not needed where the policy lists the domain, and says so', async () => {
    expect((await of('sam@bank.example').tlsState()).isListed).toBe(true);
  });

  it('is only for people elsewhere, and answered by administrators alone', async () => {
    await expect(staff.askForTls(asked)).rejects.toMatchObject({ code: 'forbidden' });
    for (const one of [staff, of('kim@clinic.example')]) {
      await expect(one.tlsRequests()).rejects.toMatchObject({ code: 'not_found' });
      const answer = one.answerTlsRequest('insurer.example', { answer: 'declined', words: '' });
      await expect(answer).rejects.toMatchObject({ code: 'not_found' });
    }
    const unknown = admin.answerTlsRequest('nobody.example', { answer: 'accepted', words: '' });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
    await expect(of('kim@clinic.example').askForTls({ ...asked, reason: ' ' })).rejects.toMatchObject({
      code: 'bad_request',
    });
  });

  it('is mailed by the next sweep where the mail system was away', async () => {
    await stack.restartFunctions({ SEALPOST_SMTP_URL: 'smtp://127.0.0.1:9' });
    expect((await of('kim@clinic.example').askForTls(asked)).request?.state).toBe('open');
    await stack.restartFunctions();
    await stack.moveClock(3 * 60_000);
    await stack.runTimer('sweep');
    await waitForMail(stack.urls.mail, help, (one) => one.text.includes('clinic.example'));
  });
});
