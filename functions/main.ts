import { fileURLToPath } from 'node:url';
import { app } from '@azure/functions';
import * as z from 'zod/mini';
import { sendAccountMail } from './accounts/account-mail.ts';
import { createDirectory } from './accounts/directory.ts';
import { sweepAccounts } from './accounts/sweep.ts';
import { weakSettings } from './accounts/weak-settings.ts';
import { sweepTlsRequests } from './admin/tls-requests.ts';
import { createClock } from './azure/clock.ts';
import { createIdentity } from './azure/identity.ts';
import { createJobs, JOBS_QUEUE } from './azure/jobs.ts';
import { createLog } from './azure/log.ts';
import { createMailer } from './azure/mailer.ts';
import { createParts } from './azure/parts.ts';
import { createPeople } from './azure/people.ts';
import { createProvisioning } from './azure/provision.ts';
import { createRecipientIdentity } from './azure/recipient-identity.ts';
import { createRecords } from './azure/records.ts';
import { createServiceKeys } from './azure/service-keys.ts';
import { createStorage } from './azure/storage.ts';
import { createTlsMailer } from './azure/tls-mailer.ts';
import { createVault } from './azure/vault.ts';
import { readConfig } from './config.ts';
import { beginSweeps } from './due.ts';
import { withFailpoints } from './failpoints.ts';
import { createApp } from './http/app.ts';
import { toHttpHandler } from './http/azure-functions.ts';
import { sendDigest } from './messages/digest.ts';
import { followUp } from './messages/follow-up.ts';
import { sweepMessages } from './messages/sweep.ts';
import type { Ports } from './ports.ts';

/* Wiring only: settings, adapters, routes, the queue job and the timer. */

const config = readConfig();
const storage = createStorage(config.storage);
const clock = createClock(config.testClockFile);
const log = createLog();
for (const setting of weakSettings(config.policy)) log.warn('policy.weak', { setting });
const outside = withFailpoints(
  {
    records: createRecords(storage),
    parts: createParts(storage, clock),
    jobs: createJobs(storage),
    vault: createVault(config.vault),
    mailer: createMailer(config, config.policy.organisation),
    tlsMailer: createTlsMailer(config.tlsDelivery, config.policy.organisation, config.origin),
  },
  config.failpoint,
);
const { service } = withFailpoints(
  { service: createServiceKeys(outside.records, outside.vault, config.serviceKeyPin, log) },
  config.failpoint,
);
const ports: Ports = {
  clock,
  log,
  policy: config.policy,
  origin: config.origin,
  ...outside,
  service,
};
const directory = createDirectory(ports);
const ready = createProvisioning(storage, () => beginSweeps(ports));
const web = createApp({
  config,
  ports,
  ready,
  identity: createIdentity(config.identity, config.origin, clock),
  recipientIdentity: createRecipientIdentity(config.providers, config.origin),
  directory,
  people: createPeople(config),
  storageOrigin: new URL(storage.blobs.url).origin,
  // Beside the folder of the bundle: dist/functions/main.js and dist/web.
  webRoot: config.webRoot ?? fileURLToPath(new URL('../web', import.meta.url)),
});

app.setup({ enableHttpStream: true });

app.http('web', {
  route: '{*path}',
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
  authLevel: 'anonymous',
  handler: toHttpHandler(web),
});

const jobSchema = z.union([
  z.object({ kind: z.literal('message'), messageId: z.string() }),
  z.object({ kind: z.literal('account-mail'), accountId: z.string() }),
  z.object({ kind: z.literal('digest'), accountId: z.string(), dueAt: z.string() }),
]);

app.storageQueue('jobs', {
  queueName: JOBS_QUEUE,
  connection: 'AzureWebJobsStorage',
  handler: async (item) => {
    const job = z.parse(jobSchema, typeof item === 'string' ? JSON.parse(item) : item);
    switch (job.kind) {
      case 'message':
        return followUp(ports, directory, job.messageId);
      case 'account-mail':
        return sendAccountMail(ports, job.accountId);
      case 'digest':
        return sendDigest(ports, directory, job.accountId, new Date(job.dueAt));
    }
  },
});

app.timer('sweep', {
  schedule: '0 * * * * *',
  handler: async () => {
    await ready();
    await sweepMessages(ports, directory);
    await sweepAccounts(ports);
    await sweepTlsRequests(ports, directory);
  },
});
