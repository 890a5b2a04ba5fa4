import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../../shared/policy/index.ts';
import type { Origin, Ports } from '../ports.ts';
import { noteAccountEvent } from './account-events.ts';
import { storeFlow } from './begin-flow.ts';
import { afterSpending, type Budget } from './budgets.ts';
import {
  type Counter,
  type CounterKey,
  type CounterStep,
  counterIn,
  counterKey,
  giveBack,
  stepCounter,
} from './counters.ts';
import { addressMac } from './directory.ts';
import { listFlows } from './flow.ts';
import { isKnownDevice } from './known-devices.ts';
import { type AccountRecord, accountKey } from './records.ts';
import { hashToken } from './tokens.ts';

/*
 * Guesses at passwords and codes. A try is counted before it is judged, and given back when it was right:
 *
 *   from a known device   a counter of that device and this account, nothing else
 *   from elsewhere        one of (address, origin), one of the address and all unknown origins together,
 *                         one of the origin and all addresses, one overall
 *
 *   (address, origin)   1..4 free, from the 5th a wait that doubles, at policy's number locked for policy's hours
 *   address             ten times policy's number, then locked for all that is not known
 *   origin, overall     slow-down alone: so many at once, so many an hour
 *
 * Nothing here looks at what stands behind an address, so that an unknown one is slowed and locked alike. At a
 * lock the owner gets a mail with a link that makes the browser that opens it a known device.
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Failures before the first wait; each further one doubles it up to the longest. */
const FREE_FAILURES = 5;
const LONGEST_WAIT_MINUTES = 15;
/** How many times policy's number an address takes from all unknown origins together. */
const STRANGERS_FACTOR = 10;
/** Failures of one origin over all addresses: an office behind one firewall, not a list of passwords. */
const ORIGIN_BUDGET: Budget = { size: 100, perHour: 100 };
/** All unknown devices together, also what hashing passwords may take of a processor: 20 tries a second. */
const OVERALL_SHARDS = 16;
const SHARD_BUDGET: Budget = { size: 75, perHour: (20 * 3600) / OVERALL_SHARDS };

/** Who is tried: the account id that accountIdFor names, and the MAC of the address. */
export type Tried = { accountId: string; mac: string };
/** A try that is counted and not judged yet. */
export type Reservation = Tried & {
  counters: CounterKey[];
  /** The row that this try would lock. */
  lock: string | null;
};

/** The counters of a person's own tries, from a device or from an origin. */
const ownKey = async (ports: Ports, { accountId, mac }: Tried, origin: Origin): Promise<CounterKey> =>
  (await isKnownDevice(ports, accountId, origin))
    ? counterKey(mac, `tries:device:${await hashToken(origin.deviceToken ?? '')}`)
    : counterKey(mac, `tries:origin:${await originMac(ports, origin)}`);
const isOfDevice = (key: CounterKey): boolean => key.row.startsWith('tries:device:');
const originMac = (ports: Ports, origin: Origin): Promise<string> =>
  ports.service.mac('origin', origin.address);

/** Whom to count a try against that knows an account already, such as one at a second factor. */
export async function triedAccount(ports: Ports, accountId: string): Promise<Tried> {
  const account = await ports.records.get(accountKey(accountId));
  return { accountId, mac: await addressMac(ports, account?.value.address ?? '') };
}

/**
 * Counts a try before it is judged, under the ETag, so that many guesses at once cannot all find the count low.
 * Throws `too_many_requests` while there is a wait or a lock; such a try counts nowhere.
 */
export async function reserveTry(ports: Ports, tried: Tried, origin: Origin): Promise<Reservation> {
  const { mac } = tried;
  const own = await ownKey(ports, tried, origin);
  const { locks } = ports.policy;
  const counted = [{ key: own, step: afterTry(locks, locks.attempts) }];
  if (!isOfDevice(own)) {
    const strangers = locks.attempts * STRANGERS_FACTOR;
    counted.push(
      { key: counterKey(mac, 'tries:strangers'), step: afterTry(locks, strangers, strangers) },
      {
        key: counterKey(`origin:${await originMac(ports, origin)}`, 'tries'),
        step: afterSpending(ORIGIN_BUDGET),
      },
      { key: counterKey('overall', `tries:${randomShard()}`), step: afterSpending(SHARD_BUDGET) },
    );
  }
  // Looked at first: a try that is refused must not run up what others have to wait for.
  const now = ports.clock.now();
  const rows = await Promise.all(counted.map(({ key }) => ports.records.get(key)));
  const looked = counted.map(({ step }, at) => step(counterIn(rows[at] ?? null, now), now));
  refuseWaits(looked, now);
  const stepped = await Promise.all(
    counted.map(({ key, step }, at) => stepCounter(ports, key, step, rows[at] ?? null)),
  );
  refuseWaits(stepped, now);
  const lock = counted.find((_, at) => stepped[at]?.count !== undefined && isLockedBy(stepped[at], locks))
    ?.key.row;
  return { ...tried, counters: counted.map(({ key }) => key), lock: lock ?? null };
}

/** A try was wrong: notes it where an account stands, and tells its owner where it was the one that locks. */
export async function failTry(
  ports: Ports,
  { accountId, mac, lock }: Reservation,
  { how, origin }: { how: string; origin: Origin },
): Promise<void> {
  const account = await ports.records.get(accountKey(accountId));
  await noteForOwner(ports, accountId, account?.value, { kind: 'sign_in_failed', how, origin });
  if (lock === null) return;
  await noteForOwner(ports, accountId, account?.value, { kind: 'locked', origin });
  // One such mail is enough while its link is good.
  if ((await listFlows(ports, accountId)).some(({ value }) => value.kind === 'unlock')) return;
  await storeFlow(ports, accountId, {
    kind: 'unlock',
    data: { addressMac: mac, lock },
    origin,
    originMac: '',
  });
}

/** A try was right: it is given back, and what was wrong before still counts until somebody is signed in. */
export async function passTry(ports: Ports, { counters }: Reservation): Promise<void> {
  await Promise.all(counters.map((key) => giveBack(ports, key)));
}

/** Forgets the failures of this device and this origin at an account, once its owner is signed in or has unlocked. */
export async function forgetTries(ports: Ports, tried: Tried, origin: Origin): Promise<void> {
  const deviceHash = await hashToken(origin.deviceToken ?? '');
  await ports.records.remove(counterKey(tried.mac, `tries:device:${deviceHash}`));
  await ports.records.remove(counterKey(tried.mac, `tries:origin:${await originMac(ports, origin)}`));
}

/** One more try of a counter that waits from `free` on and is locked at `most`. */
export const afterTry =
  ({ lockHours }: Policy['locks'], most: number, free = FREE_FAILURES): CounterStep =>
  (counter, now) => {
    const waitMs = Date.parse(counter?.waitUntil ?? '') - now.getTime();
    if (counter?.waitUntil !== undefined && waitMs > 0) return { waitUntil: counter.waitUntil };
    const count = (counter?.count ?? 0) + 1;
    const after = (ms: number) => new Date(now.getTime() + ms).toISOString();
    const counted: Counter = { count, at: now.toISOString(), endsAt: after(lockHours * HOUR_MS) };
    if (count >= most) return { ...counted, waitUntil: counted.endsAt };
    if (count < free) return counted;
    const waitMinutes = Math.min(2 ** (count - free), LONGEST_WAIT_MINUTES);
    return { ...counted, waitUntil: after(waitMinutes * MINUTE_MS) };
  };

/** Whether a counter has just been locked, and not only made to wait. */
function isLockedBy(counter: Counter, { lockHours }: Policy['locks']): boolean {
  return (
    counter.waitUntil !== undefined &&
    Date.parse(counter.waitUntil) - Date.parse(counter.at) >= lockHours * HOUR_MS
  );
}

/** Throws `too_many_requests` for the longest of the waits. */
function refuseWaits(steps: readonly ReturnType<CounterStep>[], now: Date): void {
  const waits = steps.flatMap((step) => (step.count === undefined ? Date.parse(step.waitUntil) : []));
  if (waits.length === 0) return;
  const leftMs = Math.max(...waits) - now.getTime();
  throw new AppError('too_many_requests', {
    message:
      leftMs > LONGEST_WAIT_MINUTES * MINUTE_MS
        ? 'Too many failed tries. If this is your account, we have sent you an e-mail that opens it again.'
        : 'Too many failed tries. Please wait a little and try again.',
    retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)),
  });
}

function randomShard(): number {
  return (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % OVERALL_SHARDS;
}

/** Notes an event where a recipient's account stands; elsewhere one write as well, so that the steps are alike. */
async function noteForOwner(
  ports: Ports,
  accountId: string,
  account: AccountRecord | undefined,
  event: Parameters<typeof noteAccountEvent>[2],
): Promise<void> {
  if (account?.kind === 'recipient') await noteAccountEvent(ports, accountId, event);
  else
    await ports.records.upsert(counterKey('nobody', `event:${randomShard()}`), {
      count: 0,
      at: ports.clock.now().toISOString(),
      endsAt: ports.clock.now().toISOString(),
    });
}
