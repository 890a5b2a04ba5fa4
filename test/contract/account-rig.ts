import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from '../../functions/azure/clock.ts';
import { createJobs } from '../../functions/azure/jobs.ts';
import { createParts } from '../../functions/azure/parts.ts';
import { createProvisioning } from '../../functions/azure/provision.ts';
import { createRecords } from '../../functions/azure/records.ts';
import { createServiceKeys } from '../../functions/azure/service-keys.ts';
import { createSmtpMailer } from '../../functions/azure/smtp-mailer.ts';
import { createStorage } from '../../functions/azure/storage.ts';
import { createTlsMailer } from '../../functions/azure/tls-mailer.ts';
import { createVault } from '../../functions/azure/vault.ts';
import { beginSweeps } from '../../functions/due.ts';
import type { Log, Ports } from '../../functions/ports.ts';
import { startAzurite } from '../../infra/local/azurite.ts';
import { startClock } from '../../infra/local/clock.ts';
import { startMail } from '../../infra/local/mail/server.ts';
import { findFreePorts } from '../../infra/local/ports.ts';
import { ensureCertificate } from '../../infra/local/tls.ts';
import { startVault } from '../../infra/local/vault/server.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { trust } from '../flow/clients.ts';

/** The domain of accounts over the real adapters, in this process: no HTTP, so that thousands of steps fit. */
export type AccountRig = {
  ports: Ports;
  mailUrl: string;
  moveClock: (byMs: number) => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts Azurite, the local vault and the SMTP catcher, and puts the product's adapters on them. */
export async function startAccountRig(policy: Policy): Promise<AccountRig> {
  const folder = await mkdtemp(join(tmpdir(), 'sealpost-account-rig-'));
  const tls = await ensureCertificate(join(folder, 'tls'));
  trust(tls);
  const clockFile = join(folder, 'clock');
  const testClock = await startClock(clockFile);
  const [blob = 0, queue = 0, table = 0, vaultPort = 0, mailPort = 0, smtpPort = 0] = await findFreePorts(6);
  const azurite = await startAzurite({
    folder: join(folder, 'azurite'),
    logPath: join(folder, 'azurite.log'),
    ports: { blob, queue, table },
    corsOrigin: 'https://localhost',
  });
  const localVault = await startVault({
    folder: join(folder, 'vault'),
    port: vaultPort,
    keyNames: ['sealpost'],
  });
  const mail = await startMail({ folder: join(folder, 'mail'), port: mailPort, smtpPort, tls });

  const silent = () => undefined;
  const log: Log = { info: silent, warn: silent, error: silent };
  const clock = createClock(clockFile);
  const storage = createStorage({ kind: 'connection', connectionString: azurite.connectionString });
  await createProvisioning(storage, async () => undefined)();
  const records = createRecords(storage);
  const vault = createVault({ url: localVault.url, keyName: 'sealpost' });
  const ports: Ports = {
    clock,
    log,
    policy,
    origin: 'https://secure.example.gov',
    records,
    parts: createParts(storage, clock),
    jobs: createJobs(storage),
    vault,
    service: createServiceKeys(records, vault, null, log),
    mailer: createSmtpMailer(
      { smtpUrl: `smtp://127.0.0.1:${smtpPort}`, from: 'secure@example.gov' },
      policy.organisation,
      'https://secure.example.gov',
    ),
    tlsMailer: createTlsMailer(
      { from: 'secure@example.gov', dnsServer: '127.0.0.1:1', smtpPort: 25, stsPort: 443 },
      policy.organisation,
      'https://secure.example.gov',
    ),
  };
  await beginSweeps(ports);
  return {
    ports,
    mailUrl: mail.url,
    moveClock: testClock.move,
    stop: async () => {
      await mail.stop();
      await localVault.stop();
      await azurite.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
