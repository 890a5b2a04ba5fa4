import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { noticeForm } from '../../../addin/outlook/notice-form.ts';

/** The script as it ships, in an engine that has nothing but the language, Office and a timer. */
let script = '';
beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL('../../../addin/alert/alert.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    target: 'es2016',
  });
  script = outputFiles[0]?.text ?? '';
});

type Done = (result: { status: string; value?: unknown; error?: unknown }) => void;
/** How one call of Outlook ends: with a value, with an error, never, or by throwing. */
type Ending = { value: unknown } | 'error' | 'never' | 'throws';
type Answer = { allowEvent: boolean; errorMessage?: string; cancelLabel?: string; commandId?: string };

const id = 'AAAAAAAAAAAAAAAAAAAAAA';
const subject = 'Secure message';
const text = 'Read it there.';
const form = noticeForm(id, { subject, text, addresses: ['pat@example.net'], attachments: [] });
const mark = { 'x-sealpost-message': id };
const notice = { ...mark, 'X-Sealpost-Notice': form };

/** Presses Send in an Outlook whose calls end as given; `timePasses` lets the script's own time-out strike. */
async function pressSend(
  endings: Partial<Record<'headers' | 'remove' | 'subject' | 'body' | 'people' | 'files', Ending>>,
  { timePasses = false, version = '1.14' } = {},
): Promise<Answer[]> {
  const finish =
    (ending: Ending) =>
    (...parameters: unknown[]) => {
      if (ending === 'throws') throw new Error('not available');
      const done = parameters.at(-1) as Done;
      if (ending === 'error')
        queueMicrotask(() => done({ status: 'failed', error: { name: 'E', message: 'm' } }));
      else if (ending !== 'never') queueMicrotask(() => done({ status: 'succeeded', value: ending.value }));
    };
  const people = { getAsync: finish(endings.people ?? { value: [{ emailAddress: 'pat@example.net' }] }) };
  const nobody = { getAsync: finish({ value: [] }) };
  const handlers = new Map<string, (event: unknown) => void>();
  const timers: (() => void)[] = [];
  const Office = {
    onReady: () => new Promise(() => undefined),
    actions: { associate: (name: string, run: (event: unknown) => void) => handlers.set(name, run) },
    AsyncResultStatus: { Succeeded: 'succeeded' },
    CoercionType: { Text: 'text' },
    MailboxEnums: { RecipientType: { DistributionList: 'distributionList' } },
    context: {
      requirements: {
        isSetSupported: (_name: string, wanted: string) =>
          Number(wanted.slice(2)) <= Number(version.slice(2)),
      },
      mailbox: {
        item: {
          internetHeaders: {
            getAsync: finish(endings.headers ?? { value: {} }),
            removeAsync: finish(endings.remove ?? { value: undefined }),
          },
          subject: { getAsync: finish(endings.subject ?? { value: subject }) },
          body: { getAsync: finish(endings.body ?? { value: text }) },
          getAttachmentsAsync: finish(endings.files ?? { value: [] }),
          to: people,
          cc: nobody,
          bcc: nobody,
        },
      },
    },
  };
  runInContext(script, createContext({ Office, setTimeout: (run: () => void) => timers.push(run) }));
  const answers: Answer[] = [];
  handlers.get('onMessageSendHandler')?.({ completed: (answer: Answer) => answers.push(answer) });
  await new Promise((resolve) => setTimeout(resolve, 20));
  if (timePasses) for (const run of timers) run();
  return answers;
}

describe('the alert', () => {
  it('lets an ordinary message pass', async () => {
    expect(await pressSend({})).toEqual([{ allowEvent: true }]);
  });

  it('lets the notice pass', async () => {
    expect(await pressSend({ headers: { value: notice } })).toEqual([{ allowEvent: true }]);
  });

  it.each<[string, Parameters<typeof pressSend>[0]]>([
    ['is not the notice yet', { headers: { value: mark } }],
    ['has another text', { headers: { value: notice }, body: { value: 'The secret itself' } }],
    [
      'has another recipient',
      { headers: { value: notice }, people: { value: [{ emailAddress: 'eve@example.org' }] } },
    ],
    ['has an attachment', { headers: { value: notice }, files: { value: [{ name: 'a', size: 1 }] } }],
    ['cannot be read', { headers: { value: notice }, body: 'error' }],
    ['makes a call throw', { headers: { value: notice }, people: 'throws' }],
    ['would leave with what is for the alert alone', { headers: { value: notice }, remove: 'error' }],
  ])('stops a marked draft that %s', async (_name, endings) => {
    const [answer, ...more] = await pressSend(endings);
    expect(more).toEqual([]);
    expect(answer?.allowEvent).toBe(false);
    expect(answer?.commandId).toBe('msgComposeOpenPaneButton');
    expect(answer?.errorMessage?.length).toBeLessThanOrEqual(500);
    expect(answer?.cancelLabel?.length).toBeLessThanOrEqual(20);
  });

  it('answers by itself where Outlook does not: stops a marked draft, lets others pass', async () => {
    expect(await pressSend({ headers: { value: notice }, body: 'never' })).toEqual([]);
    const [stopped] = await pressSend({ headers: { value: notice }, body: 'never' }, { timePasses: true });
    expect(stopped?.allowEvent).toBe(false);
    expect(await pressSend({ headers: 'never' }, { timePasses: true })).toEqual([{ allowEvent: true }]);
  });

  it.each<Ending>(['error', 'throws'])('lets a message pass whose headers end with: %s', async (headers) => {
    expect(await pressSend({ headers }, { timePasses: true })).toEqual([{ allowEvent: true }]);
  });

  it('offers its own button only where Outlook has one', async () => {
    const [answer] = await pressSend({ headers: { value: mark } }, { version: '1.13' });
    expect(Object.keys(answer ?? {}).sort()).toEqual(['allowEvent', 'errorMessage']);
  });
});
