import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { listen } from '../../infra/local/listen.ts';

/** What goes wrong with a request. */
export type Fault =
  /** Answered by the proxy, never forwarded. */
  | { kind: 'status'; status: number; retryAfterSeconds?: number }
  /** Forwarded after a wait. */
  | { kind: 'slow'; delayMs: number }
  /** Cut before it is forwarded. */
  | { kind: 'reset' }
  /** Forwarded and done; the answer is cut off. */
  | { kind: 'lost' };

/** Which requests a fault meets, and how many of them. */
export type Rule = {
  fault: Fault;
  /** Tested against `METHOD /path?query`. */
  at: RegExp;
  /**
   * How many requests; `alternately`: for each write the first, the third and so on, without end, and for each other method
   * and path the first of three. A write is known by its id in the body; others have no name of their own, and whoever asks
   * the same meanwhile must not use up the turn of a try.
   */
  times: number | 'alternately';
};

/** A proxy in front of one HTTP service. */
export type HttpProxy = {
  readonly url: string;
  /** Makes a rule, which holds until its `times` are used up or `heal` is called. */
  readonly harm: (rule: Rule) => void;
  /** Ends every rule. */
  readonly heal: () => void;
  /** How many requests have met a fault since the last `heal`. */
  readonly hits: () => number;
  readonly stop: () => Promise<void>;
};

/** Starts a proxy on a free port of loopback in front of `target` (an origin); paths and queries stay. */
export async function startProxy(target: string): Promise<HttpProxy> {
  let rules: Rule[] = [];
  let hits = 0;
  let seen = new Map<string, number>();
  const isMet = (rule: Rule, line: string, body: Buffer): boolean => {
    if (!rule.at.test(line)) return false;
    if (rule.times !== 'alternately') return rule.times-- > 0;
    const write = /"writeId":"([\w-]+)"/.exec(body.toString('latin1'))?.[1];
    const turn = `${line} ${write ?? ''}`;
    const count = (seen.get(turn) ?? 0) + 1;
    seen.set(turn, count);
    return count % (write === undefined ? 3 : 2) === 1;
  };
  const faultOf = (line: string, body: Buffer): Fault | null => {
    const rule = rules.find((candidate) => isMet(candidate, line, body));
    if (rule !== undefined) hits++;
    return rule?.fault ?? null;
  };
  const server = createServer((incoming, answer) => {
    const faultFor = (body: Buffer) => faultOf(`${incoming.method} ${incoming.url}`, body);
    serve(target, faultFor, incoming, answer).catch(() => answer.destroy());
  });
  const listening = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${listening.port}`,
    harm: (rule) => {
      rules.push({ ...rule });
    },
    heal: () => {
      rules = [];
      hits = 0;
      seen = new Map();
    },
    hits: () => hits,
    stop: listening.stop,
  };
}

async function serve(
  target: string,
  faultFor: (body: Buffer) => Fault | null,
  incoming: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const body = await buffer(incoming);
  const fault = faultFor(body);
  if (fault?.kind === 'reset') return void answer.destroy();
  if (fault?.kind === 'status') {
    const { status, retryAfterSeconds } = fault;
    if (retryAfterSeconds !== undefined) answer.setHeader('retry-after', retryAfterSeconds);
    answer.writeHead(status, { 'content-type': 'application/json' });
    return void answer.end(JSON.stringify({ error: { code: 'Harmed', message: 'By the proxy.' } }));
  }
  if (fault?.kind === 'slow') await sleep(fault.delayMs);
  const real = await forward(target, incoming, body);
  const bytes = await buffer(real);
  if (fault?.kind === 'lost') return void answer.destroy();
  answer.writeHead(real.statusCode ?? 502, real.headers);
  answer.end(bytes);
}

function forward(target: string, incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // A body that came in chunks leaves whole.
    const { 'transfer-encoding': _encoding, ...kept } = incoming.headers;
    const headers = { ...kept, 'content-length': String(body.length) };
    const outgoing = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method ?? 'GET', headers },
      resolve,
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
