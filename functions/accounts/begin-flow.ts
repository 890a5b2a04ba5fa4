import { AppError } from '../../shared/errors.ts';
import { markDue } from '../due.ts';
import type { Key, Origin, Ports } from '../ports.ts';
import { type Budget, spend } from './budgets.ts';
import { counterKey } from './counters.ts';
import {
  type FlowData,
  type FlowKind,
  type FlowRecord,
  flowHashOf,
  flowHours,
  flowKey,
  listFlows,
} from './flow.ts';
import { isKnownDevice } from './known-devices.ts';
import { findFlow } from './prove-flow.ts';
import { hashToken, newToken } from './tokens.ts';

const HOUR_MS = 3_600_000;
const RESEND_MS = 30_000;
const MAX_MAILS = 5;
/** Flows of one kind at one account: from one device or origin, and from all that are not known together. */
const OWN_BUDGET: Budget = { size: 5, perHour: 10 };
const STRANGERS_BUDGET: Budget = { size: 25, perHour: 25 };
/** Flows from one origin, whomever they ask about: an office behind one firewall, not a list of addresses. */
const ORIGIN_BUDGET: Budget = { size: 200, perHour: 200 };

/**
 * Begins a flow and answers the token for this browser, alike for every account id, whether or not an
 * account stands there. Flows over the limits of an account are answered alike and do nothing; a known device
 * has its own limit, so that strangers cannot use up its owner's mails. An earlier flow of this kind from the
 * same device or origin ends: only the newest code is good. Throws `too_many_requests` for an origin that
 * asks too much, whomever it asks about.
 */
export async function beginFlow<K extends FlowKind>(
  ports: Ports,
  accountId: string,
  begin: Omit<NewFlow<K>, 'originMac'>,
): Promise<{ token: string }> {
  const { kind, origin } = begin;
  const isKnown = await isKnownDevice(ports, accountId, origin);
  const fromMac = await ports.service.mac('origin', origin.address);
  const originMac = isKnown ? await ports.service.mac('origin', 'device', origin.deviceToken ?? '') : fromMac;
  if (!isKnown) await spendOfOrigin(ports, fromMac);
  const isOver =
    (await spend(ports, counterKey(accountId, `flows:${kind}:${originMac}`), OWN_BUDGET)) !== null ||
    (!isKnown && (await spend(ports, counterKey(accountId, `flows:${kind}`), STRANGERS_BUDGET)) !== null);
  if (isOver) return { token: newToken() };
  const earlier = await listFlows(ports, accountId);
  const { token } = await storeFlow(ports, accountId, { ...begin, originMac });
  for (const { row, value } of earlier) {
    if (value.kind === kind && value.originMac === originMac)
      await ports.records.remove(flowKey(accountId, flowHashOf(row)));
  }
  return { token };
}

type NewFlow<K extends FlowKind> = {
  kind: K;
  data: FlowData[K];
  origin: Origin;
  originMac: string;
  /** BCP 47; the organisation's where nobody has said another. */
  language?: string;
};

/** Stores a flow that no limit holds back, and asks for its mail. */
export async function storeFlow<K extends FlowKind>(
  ports: Ports,
  accountId: string,
  begin: NewFlow<K>,
): Promise<{ token: string }> {
  const token = await writeFlow(ports, accountId, { ...begin, mail: 'wanted' });
  await ports.jobs.enqueue({ kind: 'account-mail', accountId });
  return { token };
}

/** Writes the row of a flow, with or without a mail to come, and answers its token. */
export async function writeFlow<K extends FlowKind>(
  ports: Ports,
  accountId: string,
  begin: NewFlow<K> & { mail: 'wanted' | 'none' },
): Promise<string> {
  const { kind, data, origin, originMac, language = ports.policy.organisation.language, mail } = begin;
  const { token, key } = await newFlowKey(ports, accountId, kind);
  await ports.records.insert(key, {
    kind,
    data,
    requestedAt: ports.clock.now().toISOString(),
    origin: { device: origin.device, network: origin.network },
    originMac,
    language,
    mail,
    mailsSent: 0,
    attempts: 0,
  });
  return token;
}

/** A fresh token and the key of its row, which the sweep knows of before it is written. */
export async function newFlowKey<K extends FlowKind>(
  ports: Ports,
  accountId: string,
  kind: K,
): Promise<{ token: string; key: Key<FlowRecord<K>> }> {
  const token = newToken();
  const hash = await hashToken(token);
  const overAt = new Date(ports.clock.now().getTime() + flowHours(kind) * HOUR_MS);
  await markDue(ports, 'flow', overAt, `${accountId}!${hash}`);
  return { token, key: flowKey<K>(accountId, hash) };
}

async function spendOfOrigin(ports: Ports, originMac: string): Promise<void> {
  const waitUntil = await spend(ports, counterKey(`origin:${originMac}`, 'flows'), ORIGIN_BUDGET);
  if (waitUntil === null) return;
  const leftMs = Date.parse(waitUntil) - ports.clock.now().getTime();
  throw new AppError('too_many_requests', {
    message: 'Too many e-mails were asked for from your network. Please wait a little and try again.',
    retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)),
  });
}

/** Asks for a flow's mail once more; answers alike whether or not there is anything to send again. */
export async function resendFlow(
  ports: Ports,
  kind: FlowKind,
  accountId: string,
  token: string | null,
): Promise<void> {
  const found = await findFlow(ports, kind, accountId, token);
  if (found === null) return;
  const { value } = found;
  const sinceMs = ports.clock.now().getTime() - Date.parse(value.lastMailAt ?? value.requestedAt);
  if (sinceMs < RESEND_MS || value.mailsSent >= MAX_MAILS) return;
  // A mail that is still wanted lost its job: it only needs another.
  const isWanted =
    value.mail !== 'none' ||
    (await ports.records.replace(found.key, { ...value, mail: 'wanted' }, found.etag));
  if (isWanted) await ports.jobs.enqueue({ kind: 'account-mail', accountId });
}

/** Ends an account's flows, all or those of some kinds, the given one last: while it stands, its proof counts. */
export async function endFlows(
  ports: Ports,
  accountId: string,
  { kinds, last }: { kinds?: readonly FlowKind[]; last?: string },
): Promise<void> {
  const flows = await listFlows(ports, accountId);
  const ended = flows
    .filter(({ row, value }) => row !== last && (kinds === undefined || kinds.includes(value.kind)))
    .map(({ row }) => row);
  for (const row of last === undefined ? ended : [...ended, last]) {
    await ports.records.remove(flowKey(accountId, flowHashOf(row)));
  }
}
