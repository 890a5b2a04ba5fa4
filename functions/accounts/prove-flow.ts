import type { Ports } from '../ports.ts';
import {
  afterAttempt,
  afterProof,
  codeWrong,
  type FlowKind,
  type FoundFlow,
  flowHashOf,
  flowKey,
  isOver,
  isProvable,
} from './flow.ts';
import { hashToken } from './tokens.ts';

/** The flow of this kind that this browser began; null where there is none or its time is over. */
export async function findFlow<K extends FlowKind>(
  ports: Ports,
  kind: K,
  accountId: string,
  token: string | null,
): Promise<FoundFlow<K> | null> {
  // Without a token the same look at a row that cannot be there.
  const key = flowKey<K>(accountId, await hashToken(token ?? ''));
  const row = await ports.records.get(key);
  if (row === null || row.value.kind !== kind || isOver(row.value, ports.clock.now())) return null;
  return { accountId, key, value: row.value, etag: row.etag };
}

/**
 * Proves a flow by its code, in the browser that began it. A try is counted before it is judged, under the
 * ETag, so that two guesses at once cannot count as one. Throws `code_wrong` alike for a wrong, old or
 * used-up code and where there is no flow. The row stays: the caller acts, then ends it.
 */
export async function proveByCode<K extends FlowKind>(
  ports: Ports,
  kind: K,
  accountId: string,
  token: string | null,
  code: string,
): Promise<FoundFlow<K>> {
  for (;;) {
    const found = await findFlow(ports, kind, accountId, token);
    const counted = found === null ? null : afterAttempt(found.value, ports.clock.now());
    if (found === null || counted === null) throw codeWrong();
    if (!(await ports.records.replace(found.key, counted, found.etag))) continue;
    if ((await ports.service.mac('code', accountId, found.key.row, code)) !== counted.codeMac)
      throw codeWrong();
    const latest = await ports.records.get(found.key);
    if (latest === null) throw codeWrong();
    return { ...found, value: latest.value, etag: latest.etag };
  }
}

/** A mailed link's value: `{account id}.{flow}.{secret}`; the secret is derived, so that no row and no queue holds it. */
export async function linkOf(ports: Ports, accountId: string, row: string, endsAt: string): Promise<string> {
  return `${accountId}.${flowHashOf(row)}.${await ports.service.mac('link', accountId, row, endsAt)}`;
}

/** Proves a flow by its link, in any browser. Throws `code_wrong` alike for every link that proves nothing. */
export async function proveByLink<K extends FlowKind>(
  ports: Ports,
  kinds: readonly K[],
  link: string,
): Promise<FoundFlow<K>> {
  const [accountId = '', hash = ''] = link.split('.');
  const key = flowKey<K>(accountId, hash);
  const row = await ports.records.get(key);
  if (row === null || !kinds.includes(row.value.kind) || !isProvable(row.value, ports.clock.now()))
    throw codeWrong();
  if ((await linkOf(ports, accountId, key.row, row.value.endsAt ?? '')) !== link) throw codeWrong();
  return { accountId, key, value: row.value, etag: row.etag };
}

/** Uses a proof up, once: false where somebody else did at this moment. The row stays with the moment of the proof. */
export async function spendProof<K extends FlowKind>(ports: Ports, found: FoundFlow<K>): Promise<boolean> {
  return ports.records.replace(found.key, afterProof(found.value, ports.clock.now()), found.etag);
}

/** Uses a proof up and removes its flow: false where somebody else has used it at this moment. */
export async function endFlow<K extends FlowKind>(ports: Ports, found: FoundFlow<K>): Promise<boolean> {
  if (!(await spendProof(ports, found))) return false;
  await ports.records.remove(found.key);
  return true;
}
