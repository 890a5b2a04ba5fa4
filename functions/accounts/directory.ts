import { createKey, toBase64Url } from '../../shared/envelope/index.ts';
import type { Directory, Ports } from '../ports.ts';
import { accountKey, addressKey } from './records.ts';

/** Trims and lower-cases an address: one person, one account, however the sender typed it. */
function normaliseAddress(address: string): string {
  return address.trim().toLowerCase();
}

/** The MAC that an address stands under in the index. */
export function addressMac(ports: Pick<Ports, 'service'>, address: string): Promise<string> {
  return ports.service.mac('address', 'smtp', normaliseAddress(address));
}

/** Finds the account behind an address; null where nobody has named it yet. */
export async function findAccount(ports: Ports, address: string): Promise<string | null> {
  const row = await ports.records.get(addressKey(await addressMac(ports, address)));
  return row?.value.accountId ?? null;
}

/**
 * The account id that a flow for this address uses: the account's own, or, where nobody has named the address,
 * one that is always the same and at which nothing stands. Both take the same steps.
 */
export async function accountIdFor(ports: Ports, address: string): Promise<string> {
  const nobody = await ports.service.mac('address', 'nobody', normaliseAddress(address));
  return (await findAccount(ports, address)) ?? nobody.slice(0, 22);
}

type DirectoryPorts = Pick<Ports, 'records' | 'service' | 'vault' | 'clock' | 'policy'>;

/** The directory as messages see it: an address has an account, with its mailbox, once it is named. */
export function createDirectory(ports: DirectoryPorts): Directory {
  return {
    async accountOf(address) {
      const key = addressKey(await addressMac(ports, address));
      let row = await ports.records.get(key);
      if (row === null) {
        await ports.records.insert(key, { accountId: newAccountId() });
        // Two senders may name an address at once: the stored one counts.
        row = await ports.records.get(key);
      }
      if (row === null) throw new Error('address row did not stay');
      await ensureAccount(ports, row.value.accountId, address);
      return row.value.accountId;
    },
    async readerWishes(accountId) {
      const account = (await ports.records.get(accountKey(accountId)))?.value;
      const { organisation } = ports.policy;
      return {
        language: account?.language ?? organisation.language,
        timeZone: account?.timeZone ?? organisation.timeZone,
        notices: account?.notices ?? 'each',
        messageFile: account?.messageFile ?? false,
      };
    },
    async registeredAt(accountId) {
      return (await ports.records.get(accountKey(accountId)))?.value.registeredAt ?? null;
    },
  };
}

/** The index row may stand without its account after a crash; the account is made when it is missed. */
async function ensureAccount(ports: DirectoryPorts, accountId: string, address: string): Promise<void> {
  if ((await ports.records.get(accountKey(accountId))) !== null) return;
  await ports.records.insert(accountKey(accountId), {
    kind: 'unregistered',
    address: normaliseAddress(address),
    accountKey: await ports.vault.wrap(createKey()),
    createdAt: ports.clock.now().toISOString(),
  });
}

function newAccountId(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}
