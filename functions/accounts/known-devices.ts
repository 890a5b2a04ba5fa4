import type { Key, Origin, Ports } from '../ports.ts';
import type { OriginWords } from './records.ts';
import { hashToken, newToken } from './tokens.ts';

/*
 * A device is known to an account once its owner has signed in there. Guesses from elsewhere never close it:
 * it has counters of its own. Knowing a device proves nothing; it only decides what a failure counts against.
 */

type DeviceRecord = { seenAt: string } & OriginWords;

const DAY_SECONDS = 86_400;
/** How long a device stays known after a sign-in there; as long as browsers keep a cookie at most. */
export const DEVICE_SECONDS = 400 * DAY_SECONDS;

const DEVICE_PREFIX = 'device:';
/** The range of an account's known devices. */
const deviceRange = { from: DEVICE_PREFIX, before: 'device;' };
const deviceKey = (accountId: string, tokenHash: string): Key<DeviceRecord> => ({
  table: 'accounts',
  partition: accountId,
  row: `${DEVICE_PREFIX}${tokenHash}`,
});

/** Says whether the account's owner has signed in on this device before; the same look for every account id. */
export async function isKnownDevice(ports: Ports, accountId: string, origin: Origin): Promise<boolean> {
  const row = await ports.records.get(deviceKey(accountId, await hashToken(origin.deviceToken ?? '')));
  return row !== null && isStillKnown(row.value, ports.clock.now());
}

/** Whether a device's time is not over. */
function isStillKnown({ seenAt }: { seenAt: string }, now: Date): boolean {
  return now.getTime() - Date.parse(seenAt) < DEVICE_SECONDS * 1000;
}

/**
 * Makes a device known to an account, and answers the token for its cookie: the one it has, since several
 * people may share a browser, or a new one.
 */
export async function rememberDevice(ports: Ports, accountId: string, origin: Origin): Promise<string> {
  const { deviceToken, device, network } = origin;
  const token = deviceToken !== null && /^[A-Za-z0-9_-]{43}$/.test(deviceToken) ? deviceToken : newToken();
  const seenAt = ports.clock.now().toISOString();
  await ports.records.upsert(deviceKey(accountId, await hashToken(token)), { seenAt, device, network });
  return token;
}

/** Forgets all devices of an account but this one. */
export async function forgetOtherDevices(ports: Ports, accountId: string, origin: Origin): Promise<void> {
  const own = deviceKey(accountId, await hashToken(origin.deviceToken ?? '')).row;
  const { rows } = await ports.records.list('accounts', accountId, deviceRange);
  for (const { row } of rows)
    if (row !== own) await ports.records.remove({ table: 'accounts', partition: accountId, row });
}

/** Removes devices that are not known any more. */
export async function removeOldDevices(ports: Ports, accountId: string): Promise<void> {
  const { rows } = await ports.records.list<DeviceRecord>('accounts', accountId, deviceRange);
  const now = ports.clock.now();
  for (const { row, value } of rows) {
    if (!isStillKnown(value, now))
      await ports.records.remove({ table: 'accounts', partition: accountId, row });
  }
}
