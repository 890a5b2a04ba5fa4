import type { Origin, Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { counterKey } from './counters.ts';
import { codeWrong } from './flow.ts';
import { rememberDevice } from './known-devices.ts';
import { forgetTries } from './locks.ts';
import { endFlow, proveByLink } from './prove-flow.ts';
import { accountKey } from './records.ts';

/**
 * Unlocks an account with the mailed link, once, and answers the token that makes this browser a known device
 * of it: whatever strangers try from then on, here the password counts. The lock that the mail told of goes as
 * well, since its owner says that it was their own doing. It signs nobody in. Throws `code_wrong`.
 */
export async function unlock(ports: Ports, link: string, origin: Origin): Promise<{ device: string }> {
  const found = await proveByLink(ports, ['unlock'], link);
  if (!(await endFlow(ports, found))) throw codeWrong();
  const { accountId, value } = found;
  const account = await ports.records.get(accountKey(accountId));
  if (account?.value.kind !== 'recipient') throw codeWrong();
  const { addressMac, lock } = value.data;
  // What strangers tried together stays locked for strangers.
  if (lock !== 'tries:strangers') await ports.records.remove(counterKey(addressMac, lock));
  await forgetTries(ports, { accountId, mac: addressMac }, origin);
  const device = await rememberDevice(ports, accountId, origin);
  await noteAccountEvent(ports, accountId, { kind: 'unlocked', origin });
  return { device };
}
