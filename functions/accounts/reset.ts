import { AppError } from '../../shared/errors.ts';
import { isInside } from '../../shared/policy/index.ts';
import type { Origin, Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { announce } from './announce.ts';
import { beginFlow, endFlows, newFlowKey } from './begin-flow.ts';
import { accountIdFor, addressMac } from './directory.ts';
import { afterProof, codeWrong, type FoundFlow } from './flow.ts';
import { enabledAccount } from './inactivity.ts';
import { forgetTries } from './locks.ts';
import { checkPassword, overByPassword, passwordLimits, withPassword } from './password.ts';
import { findFlow, proveByCode, proveByLink } from './prove-flow.ts';
import { answersLeft, questionOf, requireAnswer } from './question.ts';
import { accountKey } from './records.ts';
import { mustReregister } from './reregister.ts';

/*
 * A forgotten password (a flow `reset`, see flow.ts):
 *
 *   (none) --mailReset--> mailed --code in this browser, or link and button in any--> proved, under a new token
 *   proved --question answered, new password, within ten minutes--> password changed, every session and flow over
 *   proved --five wrong answers--> flow gone
 *
 * The proof moves the flow to a token of the browser that brought it: from then on neither the code nor the link
 * nor the browser that asked (which may be a stranger's) has a part in it. Whoever has a second factor is asked for
 * it at the next sign-in as before.
 */

const MINUTE_MS = 60_000;
/** From the proof to the new password. */
const FINISH_MINUTES = 10;

/** Mails a way to a new password, alike for every address; answers the token for this browser. Throws `use_work_account`. */
export async function mailReset(ports: Ports, address: string, origin: Origin): Promise<{ token: string }> {
  requireOutside(ports, address);
  return beginFlow(ports, await accountIdFor(ports, address), { kind: 'reset', data: {}, origin });
}

/** What whoever has proved the address needs to know for a new password. */
export type ResetProof = { token: string; address: string; minLength: number; question: string | null };

/**
 * Takes the mailed code, in the browser that asked for it, or the mailed link, in any. Answers the token under
 * which the reset goes on, `{account id}.{token}`. Throws `code_wrong` alike for all that proves nothing.
 */
export async function proveReset(
  ports: Ports,
  proof: { link: string } | { address: string; code: string },
  token: string | null,
): Promise<ResetProof> {
  const found =
    'link' in proof
      ? await proveByLink(ports, ['reset'], proof.link)
      : await proveByCode(ports, 'reset', await accountIdFor(ports, proof.address), token, proof.code);
  const account = await loadAccount(ports, found.accountId);
  return {
    token: `${found.accountId}.${await moveToNewToken(ports, found)}`,
    address: account.value.address,
    minLength: passwordLimits(ports.policy, account.value).minLength,
    question: questionOf(ports.policy, account.value),
  };
}

/**
 * Sets the new password; all sessions and all other flows end. Throws `code_wrong` where no proof of the last ten
 * minutes stands behind the token, `answer_wrong`, `too_many_requests` after five wrong answers, `password_refused`.
 */
export async function finishReset(
  ports: Ports,
  proved: string | null,
  request: { password: string; answer?: string | undefined },
  origin: Origin,
): Promise<void> {
  const found = await findProved(ports, proved);
  const { accountId } = found;
  if (questionOf(ports.policy, (await loadAccount(ports, accountId)).value) !== null) {
    await requireAnswer(ports, accountId, request.answer, origin).catch(async (error: unknown) => {
      if ((await answersLeft(ports, accountId)) === 0) await ports.records.remove(found.key);
      throw error;
    });
  }
  const account = await loadAccount(ports, accountId);
  const { address, firstName = '', lastName = '', disabledAt } = account.value;
  await checkPassword(ports.policy, request.password, {
    account: account.value,
    address,
    names: [firstName, lastName],
  });
  const changed = await withPassword(ports.policy, account.value, request.password, ports.clock.now());
  const done = await ports.records.commit('accounts', accountId, [
    {
      kind: 'replace',
      row: account.row,
      value: enabledAccount(changed, ports.clock.now()),
      etag: account.etag,
    },
    { kind: 'remove', row: found.key.row },
  ]);
  if (!done) throw new AppError('conflict', { detail: 'account or flow changed during a reset' });
  await endFlows(ports, accountId, { kinds: overByPassword });
  await announce(ports, accountId, { event: 'password_reset', mail: 'password-changed', origin });
  if (disabledAt !== undefined) await noteAccountEvent(ports, accountId, { kind: 'enabled', origin });
  await forgetTries(ports, { accountId, mac: await addressMac(ports, address) }, origin);
}

function requireOutside(ports: Ports, address: string): void {
  const { organisation } = ports.policy;
  if (!isInside(organisation.domains, address)) return;
  throw new AppError('use_work_account', {
    message: `People at ${organisation.name} sign in with their work account.`,
  });
}

async function loadAccount(ports: Ports, accountId: string) {
  const account = await ports.records.get(accountKey(accountId));
  const isTheirs = account?.value.kind === 'recipient' && !mustReregister(ports.policy, account.value);
  if (account === null || !isTheirs) throw codeWrong();
  return account;
}

/** In one transaction, so that of two proofs at once one counts: the old row goes, with all that was mailed for it. */
async function moveToNewToken(ports: Ports, found: FoundFlow<'reset'>): Promise<string> {
  const { token, key } = await newFlowKey(ports, found.accountId, 'reset');
  const { endsAt: _endsAt, ...proved } = afterProof(found.value, ports.clock.now());
  const moved = await ports.records.commit('accounts', found.accountId, [
    { kind: 'insert', row: key.row, value: proved },
    { kind: 'remove', row: found.key.row },
  ]);
  if (!moved) throw codeWrong();
  return token;
}

async function findProved(ports: Ports, proved: string | null): Promise<FoundFlow<'reset'>> {
  const match = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/.exec(proved ?? '');
  const found = await findFlow(ports, 'reset', match?.[1] ?? '0', match?.[2] ?? null);
  const provedMs = Date.parse(found?.value.provedAt ?? '');
  const isInTime = ports.clock.now().getTime() - provedMs < FINISH_MINUTES * MINUTE_MS;
  if (found === null || !isInTime) throw codeWrong();
  return found;
}
