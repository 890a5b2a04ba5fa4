import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsTo } from '../../infra/local/mail/arrived.ts';
import type { Stack } from '../../infra/local/stack.ts';
import { openMessage } from '../../shared/api/index.ts';
import { mailsThatFit, startAccountStack, withPolicy } from './account-stack.ts';
import { letterTo, type PortalClient, paneClient, register, sendAs } from './clients.ts';

/* What authors are told of an opening, by each of the policy's ways. */

const tammy = 'tammy.gould@example.gov';
const pat = 'pat@example.net';

let stack: Stack;
let stop: () => Promise<void>;
let reader: PortalClient;
const author = () => paneClient(stack, tammy);

beforeAll(async () => {
  ({ stack, stop } = await startAccountStack('confirmations'));
  await sendAs(author(), letterTo(pat, Date.now()));
  reader = await register(stack, pat);
});
afterAll(() => stop?.());

/** A message that its reader has opened and saved a file of, and the reply that tells that all before it was done. */
async function opened(confirmations: Record<string, unknown>): Promise<string> {
  await withPolicy(stack, { confirmations });
  const id = await sendAs(author(), letterTo(pat, Date.now(), { noticeBy: 'service' }));
  await openMessage(reader, id);
  await reader.downloaded(id);
  await sendAs(
    reader,
    letterTo(tammy, Date.now(), {
      from: { address: pat, name: 'Pat Doe' },
      inReplyTo: id,
      noticeBy: 'service',
    }),
  );
  await expect
    .poll(async () => (await author().status(id)).readers[0]?.repliedAt, { timeout: 20_000 })
    .toBeDefined();
  return id;
}

async function told(id: string) {
  const [status] = (await author().status(id)).readers;
  const { events } = await author().messageHistory(id);
  return { status, kinds: events.map(({ kind }) => kind) };
}

const aboutOpening = (id: string) => (mail: { headers: Record<string, string> }) =>
  (mail.headers['message-id'] ?? '').includes(`opened.${id}`);

describe('an author is told of an opening', () => {
  it('by a mail and in the status', async () => {
    const id = await opened({ opened: 'mail' });
    const { status, kinds } = await told(id);
    expect(status).toMatchObject({ openedAt: expect.any(String), downloadedAt: expect.any(String) });
    expect(kinds).toEqual(expect.arrayContaining(['opened', 'downloaded', 'replied']));
    expect(await mailsThatFit(stack, tammy, aboutOpening(id))).toHaveLength(1);
  });

  it.each([
    ['only in the status', 'portal', true],
    ['not at all, though a reply is no secret', 'none', false],
  ])('%s', async (_name, how, isShown) => {
    const id = await opened({ opened: how });
    const { status, kinds } = await told(id);
    for (const at of [status?.openedAt, status?.downloadedAt]) expect(at !== undefined).toBe(isShown);
    for (const kind of ['opened', 'downloaded'] as const) expect(kinds.includes(kind)).toBe(isShown);
    expect(kinds).toContain('replied');
    // The notice of the reply came later than a mail about the opening would have.
    await mailsThatFit(stack, tammy, (mail) => (mail.headers['message-id'] ?? '').includes('notice.'));
    expect((await mailsTo(stack.urls.mail, tammy)).filter(aboutOpening(id))).toEqual([]);
  });
});
