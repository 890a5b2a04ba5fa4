import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitForMail } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { openMessage } from '../../shared/api/index.ts';
import { startAccountStack } from './account-stack.ts';
import { letterTo, paneClient, register, sendAs } from './clients.ts';

/* The whole service with Microsoft Graph as its way out: a notice, a code, and what an author is told. */

const tammy = 'tammy.gould@example.gov';
const pat = 'pat@example.net';

let stack: Stack;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('graph-mail'));
  await stack.restartFunctions({ SEALPOST_SMTP_URL: '' });
});
afterAll(() => stop?.());

describe('a service without SMTP', () => {
  it('announces a message, registers its reader and tells its author over Microsoft Graph', async () => {
    const staff = paneClient(stack, tammy);
    const id = await sendAs(staff, letterTo(pat, Date.now(), { noticeBy: 'service' }));
    const notice = await waitForMail(stack.urls.mail, pat, (mail) => mail.html.includes(id));
    expect(notice.envelope.from).toBe('secure@example.gov');
    expect(notice.headers['auto-submitted']).toBe('auto-generated');
    expect(notice.headers['message-id']).toContain(`notice.${id}`);
    const reader = await register(stack, pat);
    expect((await openMessage(reader, id)).letter.body.text).toBe('Dear Pat');
    const opened = await waitForMail(stack.urls.mail, tammy, (mail) =>
      mail.subject.includes('opened your secure'),
    );
    expect(opened.headers['message-id']).toContain(`opened.${id}`);
    expect((await staff.status(id)).readers[0]).toMatchObject({ notifiedAt: expect.any(String) });
  });
});
