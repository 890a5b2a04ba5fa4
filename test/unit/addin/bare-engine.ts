import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { alertScriptOptions } from '../../../infra/build/alert-script.ts';

/*
 * What classic Outlook on Windows gives the alert, and nothing else: the language of 2016, timers, XMLHttpRequest
 * and Office, whose onReady never calls back. No DOM, no crypto, no location, no TextDecoder, no atob. Time is
 * counted and not waited for, so that what takes ten seconds in Outlook takes none here.
 */

/** A file on the draft; without `content` Outlook hands over nothing at all, and what is `isStuck` it never hands over. */
export type File = {
  name: string;
  content?: Uint8Array | string;
  format?: 'base64' | 'eml' | 'url';
  size?: number;
  isCloud?: boolean;
  isStuck?: boolean;
};
/** `throws`: the engine names the way to ask and cannot go it. */
type Service = { send: unknown } | 'hangs' | 'refuses' | 'absent' | 'throws';

/** A message and the Outlook that it stands in; what is left out is a clean mail to one person outside. */
export type Situation = {
  to?: readonly string[];
  cc?: readonly string[];
  bcc?: readonly string[];
  /** Names that Outlook has not resolved. */
  unresolved?: readonly string[];
  subject?: string;
  body?: string;
  files?: readonly File[];
  headers?: Readonly<Record<string, string>>;
  label?: string;
  settings?: Record<string, unknown>;
  version?: string;
  service?: Service;
  /** By what the engine asks a service. */
  asks?: 'XMLHttpRequest' | 'fetch';
  /** Milliseconds that a call of Outlook's takes, by its name; Infinity: it never answers. */
  slow?: Readonly<Record<string, number>>;
  /** Whether time passes as it does, for benchmarks. */
  isTimed?: boolean;
  /** Calls of Outlook's that fail. */
  failing?: readonly string[];
};

export type Completed = {
  allowEvent: boolean;
  errorMessage?: string;
  errorMessageMarkdown?: string;
  cancelLabel?: string;
  commandId?: string;
  contextData?: string;
  sendModeOverride?: string;
};
/** What the alert answered and when, what it asked Outlook for, and the settings as they were left. */
export type Outcome = {
  answers: readonly Completed[];
  atMs: number;
  asked: readonly string[];
  urls: readonly string[];
  settings: Record<string, unknown>;
};

/** The day on which every message here is sent. */
export const TODAY = new Date(2026, 10, 22, 12);
export const labels = [
  { id: 'b1a0', name: 'General', children: [] },
  { id: 'c0f1', name: 'Confidential', children: [{ id: 'c0f2', name: 'All employees' }] },
];
const CALL_MS = 5;
const SERVICE_MS = 60;
const LONGEST_MS = 30_000;

/** What ECMAScript got after 2016. */
const LATER = `
  for (const path of ['Object.entries', 'Object.values', 'Object.fromEntries', 'Object.getOwnPropertyDescriptors',
    'Object.hasOwn', 'Object.groupBy', 'Array.prototype.flat', 'Array.prototype.flatMap', 'Array.prototype.at',
    'Array.prototype.findLast', 'Array.prototype.findLastIndex', 'Array.prototype.toSorted', 'Array.fromAsync',
    'Array.prototype.toReversed', 'Array.prototype.toSpliced', 'Array.prototype.with', 'String.prototype.at',
    'String.prototype.padStart', 'String.prototype.padEnd', 'String.prototype.trimStart', 'String.prototype.trimEnd',
    'String.prototype.matchAll', 'String.prototype.replaceAll', 'String.prototype.isWellFormed',
    'String.prototype.toWellFormed', 'Promise.allSettled', 'Promise.any', 'Promise.withResolvers', 'Promise.try',
    'Promise.prototype.finally', 'Uint8Array.prototype.at', 'Uint8Array.fromBase64', 'Uint8Array.prototype.setFromBase64',
    'Map.groupBy', 'Set.prototype.union', 'Set.prototype.intersection', 'Set.prototype.difference', 'RegExp.escape']) {
    const names = path.split('.');
    let owner = this;
    for (const name of names.slice(0, -1)) owner = owner[name];
    delete owner[names[names.length - 1]];
  }
  for (const name of ['globalThis', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'WeakRef', 'FinalizationRegistry',
    'SharedArrayBuffer', 'Atomics', 'Intl', 'WebAssembly', 'Iterator', 'console']) delete this[name];
  Date = class extends Date {
    constructor(...given) { if (given.length === 0) super(clock()); else super(...given); }
    static now() { return clock(); }
  };
`;

let script: Promise<string> | null = null;

/** The alert as it ships. */
export function alertScript(): Promise<string> {
  script ??= build({ ...alertScriptOptions, write: false }).then(({ outputFiles }) =>
    (outputFiles[0]?.text ?? '').replaceAll('__SEALPOST_ORIGIN__', 'https://secure.example.gov'),
  );
  return script;
}

/** Presses Send in that situation. */
export async function pressSend(situation: Situation = {}): Promise<Outcome> {
  const clock = situation.isTimed === true ? startRealClock() : startClock();
  const outlook = makeOutlook(situation, clock);
  const asks = situation.asks ?? 'XMLHttpRequest';
  const service = makeService(situation.service ?? 'absent', clock);
  const context = createContext({
    Office: outlook.Office,
    setTimeout: clock.setTimeout,
    clock: () => TODAY.getTime() + clock.nowMs(),
    ...(situation.service === undefined || situation.service === 'absent' ? {} : { [asks]: service[asks] }),
  });
  runInContext(LATER, context);
  runInContext(await alertScript(), context);
  const answers: Completed[] = [];
  let atMs = 0;
  outlook.press((answer) => {
    if (answers.length === 0) atMs = clock.nowMs();
    // As in Outlook only text crosses over.
    answers.push(JSON.parse(JSON.stringify(answer)) as Completed);
  });
  await clock.runUntil(() => answers.length > 0);
  return { answers, atMs, asked: outlook.asked, urls: service.urls, settings: outlook.settings };
}

type Clock = {
  nowMs: () => number;
  setTimeout: (run: () => void, ms?: number) => number;
  runUntil: (isDone: () => boolean) => Promise<void>;
};

function startClock(): Clock {
  let nowMs = 0;
  const timers: { atMs: number; run: () => void }[] = [];
  const allPromises = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    nowMs: () => nowMs,
    setTimeout: (run, ms = 0) => timers.push({ atMs: nowMs + Math.max(0, ms), run }),
    async runUntil(isDone) {
      for (;;) {
        await allPromises();
        if (isDone()) return;
        timers.sort((a, b) => a.atMs - b.atMs);
        const next = timers.shift();
        if (next === undefined || next.atMs > LONGEST_MS) return;
        nowMs = next.atMs;
        next.run();
      }
    },
  };
}

function startRealClock(): Clock {
  const start = performance.now();
  return {
    nowMs: () => performance.now() - start,
    setTimeout: (run, ms) => Number(setTimeout(run, ms)),
    async runUntil(isDone) {
      while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 1));
    },
  };
}

type Done = (result: { status: string; value?: unknown; error?: unknown }) => void;

function makeOutlook(situation: Situation, clock: Clock) {
  const { version = '1.15', slow = {}, failing = [], headers = {}, files = [] } = situation;
  const asked: string[] = [];
  const settings = { ...situation.settings };
  const handlers = new Map<string, (event: unknown) => void>();
  const has = (wanted: string) => Number(wanted.slice(2)) <= Number(version.slice(2));
  /** A call of Outlook's: it answers later, with what `value` makes of its parameters. */
  const call =
    (name: string, value: (...parameters: unknown[]) => unknown) =>
    (...parameters: unknown[]) => {
      asked.push(name);
      const isStuck = name === 'content' && files[Number(parameters[0])]?.isStuck === true;
      const ms = isStuck ? Number.POSITIVE_INFINITY : (slow[name] ?? CALL_MS);
      if (ms === Number.POSITIVE_INFINITY) return;
      const done = parameters.at(-1) as Done;
      clock.setTimeout(() => {
        if (failing.includes(name)) done({ status: 'failed', error: { name: 'E', message: 'm' } });
        else done({ status: 'succeeded', value: value(...parameters) });
      }, ms);
    };
  const people = (addresses: readonly string[]) =>
    addresses.map((emailAddress) => ({ emailAddress, displayName: emailAddress, recipientType: 'other' }));
  const names = (situation.unresolved ?? []).map((displayName) => ({ emailAddress: '', displayName }));
  const item = {
    from: { getAsync: call('from', () => people(['tammy.gould@example.gov'])[0]) },
    to: {
      getAsync: call('to', () => [...people(situation.to ?? ['pat@example.net']), ...names]),
    },
    cc: { getAsync: call('cc', () => people(situation.cc ?? [])) },
    bcc: { getAsync: call('bcc', () => people(situation.bcc ?? [])) },
    subject: { getAsync: call('subject', () => situation.subject ?? 'Lunch') },
    body: { getAsync: call('body', () => situation.body ?? 'At noon?') },
    internetHeaders: {
      getAsync: call('headers', (wanted) =>
        Object.fromEntries(
          Array.from(wanted as string[]).flatMap((name) => (name in headers ? [[name, headers[name]]] : [])),
        ),
      ),
      removeAsync: call('remove', () => undefined),
    },
    getAttachmentsAsync: call('files', () =>
      files.map(({ name, content = '', size = content.length, isCloud }, id) => ({
        id: String(id),
        name,
        size,
        attachmentType: isCloud === true ? 'cloud' : 'file',
        isInline: false,
      })),
    ),
    getAttachmentContentAsync: call('content', (id) => {
      const { content = '', format = 'base64' } = files[Number(id)] ?? { name: '' };
      const isText = format !== 'base64' && typeof content === 'string';
      return { format, content: isText ? content : Buffer.from(content).toString('base64') };
    }),
    ...(has('1.13') ? { sensitivityLabel: { getAsync: call('label', () => situation.label ?? '') } } : {}),
  };
  const Office = {
    onReady: () => new Promise(() => undefined),
    actions: { associate: (name: string, run: (event: unknown) => void) => handlers.set(name, run) },
    AsyncResultStatus: { Succeeded: 'succeeded' },
    CoercionType: { Text: 'text' },
    MailboxEnums: {
      RecipientType: { DistributionList: 'distributionList' },
      AttachmentType: { Cloud: 'cloud' },
      AttachmentContentFormat: { Base64: 'base64', Url: 'url', Eml: 'eml', ICalendar: 'iCalendar' },
    },
    context: {
      requirements: { isSetSupported: (_set: string, wanted: string) => has(wanted) },
      mailbox: { item },
      roamingSettings: {
        get: (name: string) => settings[name],
        set: (name: string, value: unknown) => {
          settings[name] = value;
        },
        saveAsync: call('settings', () => undefined),
      },
      ...(has('1.13')
        ? {
            sensitivityLabelsCatalog: {
              getIsEnabledAsync: call('labels on', () => true),
              getAsync: call('labels', () => labels),
            },
          }
        : {}),
    },
  };
  const press = (completed: (answer: Completed) => void) =>
    handlers.get('onMessageSendHandler')?.({ completed });
  return { Office, asked, settings, press };
}

/** The service behind XMLHttpRequest and fetch. */
function makeService(service: Service, clock: Clock) {
  const urls: string[] = [];
  const isUp = typeof service === 'object';
  const answerText = isUp ? JSON.stringify(service) : 'no';
  class XMLHttpRequest {
    status = 0;
    responseText = '';
    onload = () => undefined as unknown;
    onerror = () => undefined as unknown;
    open(_method: string, url: string) {
      urls.push(url);
      if (service === 'throws') throw new Error('Failed to make XHR request [0x80070057]');
    }
    send() {
      if (service === 'hangs') return;
      clock.setTimeout(() => {
        this.status = isUp ? 200 : 503;
        this.responseText = answerText;
        this.onload();
      }, SERVICE_MS);
    }
  }
  const fetch = (url: string) => {
    urls.push(url);
    if (service === 'throws') return Promise.reject(new TypeError('Network request failed'));
    return new Promise((resolve) => {
      if (service === 'hangs') return;
      const answer = { ok: isUp, text: () => Promise.resolve(answerText) };
      clock.setTimeout(() => resolve(answer), SERVICE_MS);
    });
  };
  return { XMLHttpRequest, fetch, urls };
}
