import { AppError } from '../../shared/errors.ts';
import type { Key, Ports, Row } from '../ports.ts';
import type { OriginWords, SessionRecord, SignInMethod } from './records.ts';

/*
 * A flow waits for the proof that somebody reads an address: a row `flow:{token hash}` of the account.
 *
 *   (none) --begin--> wanted --job--> sending --mail taken--> sent --code, or link and button--> proved
 *                       ^                                       |  five wrong codes, or the time over: dead
 *                       +----------------- resend --------------+  (30 s apart, five mails at most)
 *   proved --what it was for has happened--> row gone
 *   an hour (a day for `unlock`) after its beginning the sweep removes the row, whatever it waits for
 *
 * The token stays in the browser that began, as a cookie: a code counts only there, so that nobody can put
 * something of theirs behind a code that somebody else types. A link proves the address in any browser.
 * An address that no message names takes the same road in a partition of its own, where no account stands:
 * no mail leaves, and nothing else differs.
 */

/** What each kind keeps until its proof comes. */
export type FlowData = {
  register: {
    firstName: string;
    lastName: string;
    language: string;
    passwordHash: string;
    terms: string;
  };
  'sign-in-code': Record<string, never>;
  reset: Record<string, never>;
  /** Only a mail: no code and no link of this kind proves anything. */
  hint: Record<string, never>;
  /** The lock that the mail tells of: its row among the counters of the address. */
  unlock: { addressMac: string; lock: string };
  /** The proof that came first, at an account that was disabled. */
  enable: { method: SignInMethod; secondFactor?: SessionRecord['secondFactor']; remember: boolean };
  reauthenticate: Record<string, never>;
  /** A first proof that waits for a second factor; no mail belongs to it. */
  'second-factor': { method: SignInMethod; remember: boolean };
  /** The proof of the address so far; its other half waits in a flow `new-address`. */
  'old-address': { newAddress: string };
  'new-address': { newAddress: string };
};
export type FlowKind = keyof FlowData;

export type FlowRecord<K extends FlowKind = FlowKind> = {
  kind: K;
  data: FlowData[K];
  requestedAt: string;
  /** Who asked, in words for the mail, and as a MAC for limits. */
  origin: OriginWords;
  originMac: string;
  language: string;
  /** `wanted`: a new code; `sending`: it is made, and its mail not yet known to be taken. */
  mail: 'wanted' | 'sending' | 'none';
  mailsSent: number;
  lastMailAt?: string;
  codeMac?: string;
  /** The end of code and link. */
  endsAt?: string;
  attempts: number;
  provedAt?: string;
};
export type FoundFlow<K extends FlowKind> = {
  accountId: string;
  key: Key<FlowRecord<K>>;
  value: FlowRecord<K>;
  etag: string;
};

const HOUR_MS = 3_600_000;
/** Wrong codes after which a code is dead. */
export const MAX_ATTEMPTS = 5;
const DAY_HOURS = 24;

/** How long a row lives, whatever it waits for. */
export const flowHours = (kind: FlowKind): number => (kind === 'unlock' ? DAY_HOURS : 1);
/** How long a code and its link are good (OWASP ASVS 6.5.5: ten minutes); a link that only unlocks, a day. */
export const codeMinutes = (kind: FlowKind): number => (kind === 'unlock' ? DAY_HOURS * 60 : 10);

const FLOW_PREFIX = 'flow:';
export const flowKey = <K extends FlowKind>(accountId: string, tokenHash: string): Key<FlowRecord<K>> => ({
  table: 'accounts',
  partition: accountId,
  row: `${FLOW_PREFIX}${tokenHash}`,
});
/** The range of an account's flows. */
export const flowRange = { from: FLOW_PREFIX, before: 'flow;' };
export const flowHashOf = (row: string): string => row.slice(FLOW_PREFIX.length);

/** Whether a row's time is over. */
export function isOver(flow: FlowRecord, now: Date): boolean {
  return now.getTime() - Date.parse(flow.requestedAt) >= flowHours(flow.kind) * HOUR_MS;
}

/** Whether a code or a link of this flow can still prove anything. */
export function isProvable(flow: FlowRecord, now: Date): boolean {
  return (
    !isOver(flow, now) &&
    flow.codeMac !== undefined &&
    flow.endsAt !== undefined &&
    now.getTime() < Date.parse(flow.endsAt)
  );
}

/** The flow after one more try at its code; null where no try is left. */
export function afterAttempt<K extends FlowKind>(flow: FlowRecord<K>, now: Date): FlowRecord<K> | null {
  if (!isProvable(flow, now) || flow.attempts >= MAX_ATTEMPTS) return null;
  return { ...flow, attempts: flow.attempts + 1 };
}

/** The flow once its proof has come: no code and no link counts any more. */
export function afterProof<K extends FlowKind>(flow: FlowRecord<K>, now: Date): FlowRecord<K> {
  const { codeMac: _codeMac, ...kept } = flow;
  return { ...kept, mail: 'none', provedAt: now.toISOString() };
}

/** All flows of an account that are not over. */
export async function listFlows(ports: Ports, accountId: string): Promise<Row<FlowRecord>[]> {
  const now = ports.clock.now();
  const { rows } = await ports.records.list<FlowRecord>('accounts', accountId, flowRange);
  return rows.filter((row) => !isOver(row.value, now));
}

/** The one answer to a code or link that proves nothing, whatever the reason. */
export function codeWrong(): AppError {
  return new AppError('code_wrong', {
    message: 'This code is wrong or too old. Ask for a new one and try again.',
  });
}
