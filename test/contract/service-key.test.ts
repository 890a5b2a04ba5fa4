import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProvisioning } from '../../functions/azure/provision.ts';
import { createRecords } from '../../functions/azure/records.ts';
import { createServiceKeys } from '../../functions/azure/service-keys.ts';
import { createStorage } from '../../functions/azure/storage.ts';
import { createVault } from '../../functions/azure/vault.ts';
import type { Log, Records, Vault } from '../../functions/ports.ts';
import { type Azurite, startAzurite } from '../../infra/local/azurite.ts';
import { findFreePorts } from '../../infra/local/ports.ts';
import { startVault } from '../../infra/local/vault/server.ts';
import { createKey } from '../../shared/envelope/index.ts';

/* Whoever writes storage may put a root key of their own under the service's seals; the pin refuses it. */

let folder: string;
let azurite: Azurite;
let localVault: Awaited<ReturnType<typeof startVault>>;
let records: Records;
let vault: Vault;
const events: { event: string; facts: Readonly<Record<string, unknown>> }[] = [];
const note = (event: string, facts: Readonly<Record<string, unknown>> = {}) =>
  void events.push({ event, facts });
const log: Log = { info: note, warn: note, error: note };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealpost-service-key-'));
  const [blob = 0, queue = 0, table = 0, port = 0] = await findFreePorts(4);
  azurite = await startAzurite({
    folder: join(folder, 'azurite'),
    logPath: join(folder, 'azurite.log'),
    ports: { blob, queue, table },
    corsOrigin: 'https://localhost',
  });
  localVault = await startVault({ folder: join(folder, 'vault'), port, keyNames: ['sealpost'] });
  const storage = createStorage({ kind: 'connection', connectionString: azurite.connectionString });
  await createProvisioning(storage, async () => undefined)();
  records = createRecords(storage);
  vault = createVault({ url: localVault.url, keyName: 'sealpost' });
});
afterAll(async () => {
  await localVault?.stop();
  await azurite?.stop();
  await rm(folder, { recursive: true, force: true });
});

it('seals with the pinned service key alone, and says which pin to set', async () => {
  const first = await createServiceKeys(records, vault, null, log).mac('record-seal', 'x');
  const pin = String(events.find(({ event }) => event === 'service_key.unpinned')?.facts.pin);
  expect(pin).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(await createServiceKeys(records, vault, pin, log).mac('record-seal', 'x')).toBe(first);

  const key = { table: 'service', partition: 'service-key', row: 'current' } as const;
  await records.upsert(key, await vault.wrap(createKey()));
  await expect(createServiceKeys(records, vault, pin, log).mac('record-seal', 'x')).rejects.toMatchObject({
    code: 'unavailable',
  });
  expect(events.at(-1)?.event).toBe('service_key.replaced');
});
