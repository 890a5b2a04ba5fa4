import type { AccountEventKind } from '../../shared/api/index.ts';
import type { AccountTold } from '../../shared/mail/index.ts';
import type { Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import type { OriginWords } from './records.ts';
import { tell } from './tell.ts';

/** Notes a change of how somebody gets in, in the history, and tells the account's owner by mail. */
export async function announce(
  ports: Ports,
  accountId: string,
  change: { event: AccountEventKind; mail: AccountTold; how?: string; origin: OriginWords },
): Promise<void> {
  const { event, mail, how, origin } = change;
  const words = { device: origin.device, network: origin.network };
  await noteAccountEvent(ports, accountId, {
    kind: event,
    origin: words,
    ...(how === undefined ? {} : { how }),
  });
  await tell(ports, accountId, `${mail}.${ports.clock.now().getTime()}`, { kind: mail, origin: words });
}
