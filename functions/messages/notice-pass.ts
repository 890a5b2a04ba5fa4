import { AppError } from '../../shared/errors.ts';
import type { Caller, Ports } from '../ports.ts';

const PASS_CHARACTERS = 32;

/**
 * What the notices of this organisation pass its own mail-flow rules by, in a header (docs/mail-flow.md): a MAC, since
 * Exchange can compare and not compute, of a number that the policy raises where a pass has got about.
 */
export async function noticePass(ports: Ports, number = ports.policy.mailFlow.passNumber): Promise<string> {
  return (await ports.service.mac('mail-flow', String(number))).slice(0, PASS_CHARACTERS);
}

/** Today's pass and the next one, for an administrator who writes the rules. Throws `not_found` for everybody else. */
export async function mailFlowPasses(ports: Ports, caller: Caller): Promise<{ passes: string[] }> {
  if (caller.kind !== 'staff' || !caller.roles.includes('Admin')) throw new AppError('not_found');
  const { passNumber } = ports.policy.mailFlow;
  return { passes: [await noticePass(ports, passNumber), await noticePass(ports, passNumber + 1)] };
}
