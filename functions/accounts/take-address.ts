import { pagesOf } from '../../shared/pages.ts';
import type { Ports } from '../ports.ts';
import { addressMac } from './directory.ts';
import { accountKey, addressKey } from './records.ts';

/** What a folder's row says of its message; see functions/messages/records.ts. */
type MailboxRow = { expiresAt?: string };

/**
 * Whether an account may take an address: nobody has named it, or it is the account's own, or nobody has registered
 * it and no message there can be read any more.
 */
export async function isAddressFree(ports: Ports, address: string, accountId: string): Promise<boolean> {
  const index = await ports.records.get(addressKey(await addressMac(ports, address)));
  if (index === null || index.value.accountId === accountId) return true;
  return isLeft(ports, index.value.accountId);
}

/**
 * Points the index of an address to an account; false where somebody else has it now. A message that was named to the
 * address in these moments gives it back: it must not wait where nobody can sign in.
 */
export async function takeAddress(ports: Ports, address: string, accountId: string): Promise<boolean> {
  const key = addressKey(await addressMac(ports, address));
  const index = await ports.records.get(key);
  if (index === null) return ports.records.insert(key, { accountId });
  const before = index.value.accountId;
  if (before === accountId) return true;
  if (!(await ports.records.replace(key, { accountId }, index.etag))) return false;
  if (await isLeft(ports, before)) return true;
  await ports.records.upsert(key, { accountId: before });
  return false;
}

/** Whether nobody has registered an account and nothing waits in it. */
async function isLeft(ports: Ports, holderId: string): Promise<boolean> {
  const holder = await ports.records.get(accountKey(holderId));
  return holder === null || (holder.value.kind === 'unregistered' && !(await hasReadable(ports, holderId)));
}

/** Where messages to somebody stand: own folders (`f-`) and the inbox, then the trash. Other rows between have no expiry. */
const RANGES = [
  { from: 'f-', before: 'inbox"' },
  { from: 'trash!', before: 'trash"' },
];

/** Whether a message can still be read in a mailbox: newest first, so that one page mostly tells. */
async function hasReadable(ports: Ports, accountId: string): Promise<boolean> {
  const nowMs = ports.clock.now().getTime();
  for (const range of RANGES) {
    const pages = pagesOf((next) =>
      ports.records.list<MailboxRow>('mailbox', accountId, { ...range, ...next }),
    );
    for await (const { rows } of pages) {
      if (rows.some(({ value }) => nowMs < Date.parse(value.expiresAt ?? ''))) return true;
    }
  }
  return false;
}
