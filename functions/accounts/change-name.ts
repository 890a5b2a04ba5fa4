import type { Origin, Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { changeAccount, requireRecipient } from './change-account.ts';

/** Changes a recipient's name; messages keep the one they were sent with. Throws `forbidden` for staff. */
export async function changeName(
  ports: Ports,
  accountId: string,
  name: { firstName: string; lastName: string },
  origin: Origin,
): Promise<void> {
  await changeAccount(ports, accountId, (account) => {
    requireRecipient(account);
    return { account: { ...account, firstName: name.firstName.trim(), lastName: name.lastName.trim() } };
  });
  await noteAccountEvent(ports, accountId, { kind: 'name_changed', origin });
}
