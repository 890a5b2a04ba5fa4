import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Azurite, startAzurite } from './azurite.ts';
import { startClock } from './clock.ts';
import { type FunctionsProcess, startFunctions } from './functions-process.ts';
import type { BrokerTokens } from './identity/broker.ts';
import { startIdentity } from './identity/server.ts';
import { startMail } from './mail/server.ts';
import { startOutlook } from './outlook/server.ts';
import { type PartnerWays, startPartner } from './partner/server.ts';
import { clientIds, localPassword, outlookPeople, type Person, people, tenantId } from './people.ts';
import { findFreePorts } from './ports.ts';
import { productSettings, vaultKeyName } from './settings.ts';
import { ensureCertificate } from './tls.ts';
import { startVault } from './vault/server.ts';

/** The ports of `npm start`, all on loopback. */
export const defaultPorts = {
  product: 3000,
  outlook: 3001,
  mail: 3002,
  identity: 3003,
  vault: 3004,
  control: 3005,
  smtp: 3025,
  partnerSmtp: 3026,
  partnerSts: 3027,
  partnerDns: 3028,
  blob: 10000,
  queue: 10001,
  table: 10002,
};

/** One port per service. */
export type StackPorts = typeof defaultPorts;

/** Where each service of a stack answers. */
export type StackUrls = Record<'product' | 'outlook' | 'mail' | 'identity' | 'vault' | 'control', string> &
  Record<'smtp' | 'blob' | 'queue' | 'table', string>;

/** A running stack, and what tests do to it. */
export type Stack = {
  readonly urls: StackUrls;
  readonly folder: string;
  /** The CA that clients have to trust, PEM. */
  readonly ca: string;
  readonly people: readonly Person[];
  /** How the partner with enforced TLS is; a test may change it. */
  readonly partner: PartnerWays;
  /** Ends every service, the product after what it began; data stays in the folder. */
  readonly stop: () => Promise<void>;
  /** Moves the product's clock by milliseconds, on top of earlier moves. */
  readonly moveClock: (byMs: number) => Promise<void>;
  /** Ends the product's process and starts it again, with further settings for this time. */
  readonly restartFunctions: (extraSettings?: Readonly<Record<string, string>>) => Promise<void>;
  /** Ends the product's process in the middle of whatever it does (SIGKILL). */
  readonly killFunctions: () => Promise<void>;
  /** Resolves to how the product's process ended, once it has. */
  readonly functionsEnded: () => Promise<string>;
  /** A person's access token for the API, as the broker in Outlook gets it. */
  readonly brokerToken: (personOid: string, scopes: readonly string[]) => Promise<BrokerTokens>;
  /** Runs a timer's function now and waits for it; throws when it fails. */
  readonly runTimer: (name: string) => Promise<void>;
};

const root = resolve(import.meta.dirname, '../..');

/**
 * Starts the whole local stack with its data in `folder`, and writes `stack.json` there with every URL and
 * sign-in. `ports: 'free'` takes free ones, so that several stacks can run; `fresh` begins without earlier data
 * (the certificate stays). When a service cannot start, those already started end before this rejects.
 */
export async function startStack({
  folder: givenFolder,
  ports: givenPorts = defaultPorts,
  fresh = false,
}: {
  folder: string;
  ports?: StackPorts | 'free';
  fresh?: boolean;
}): Promise<Stack> {
  const folder = resolve(givenFolder);
  const ports = givenPorts === 'free' ? await freePorts() : givenPorts;
  if (fresh) {
    for (const name of ['azurite', 'vault', 'identity', 'mail', 'outlook', 'logs']) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  }
  await mkdir(folder, { recursive: true });
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    return await startServices({ folder, ports, stops, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

type Start = { folder: string; ports: StackPorts; stops: (() => Promise<void>)[]; stop: () => Promise<void> };

async function startServices({ folder, ports, stops, stop }: Start): Promise<Stack> {
  const tls = await ensureCertificate(join(folder, 'tls'));
  const clockFile = join(folder, 'clock');
  const clock = await startClock(clockFile);
  const origin = `https://localhost:${ports.product}`;
  const started = async <T extends { stop: () => Promise<void> }>(service: Promise<T>): Promise<T> => {
    const running = await service;
    stops.push(running.stop);
    return running;
  };
  const azurite = await started(
    startAzurite({
      folder: join(folder, 'azurite'),
      logPath: join(folder, 'logs/azurite.log'),
      ports,
      corsOrigin: origin,
    }),
  );
  const vault = await started(
    startVault({ folder: join(folder, 'vault'), port: ports.vault, keyNames: [vaultKeyName] }),
  );
  const identity = await started(
    startIdentity({
      folder: join(folder, 'identity'),
      port: ports.identity,
      tls,
      origin,
      now: clock.now,
      smtpPort: ports.smtp,
    }),
  );
  const mail = await started(
    startMail({ folder: join(folder, 'mail'), port: ports.mail, smtpPort: ports.smtp, tls }),
  );
  const partner = await started(
    startPartner({
      store: mail.store,
      tls,
      ports: { dns: ports.partnerDns, smtp: ports.partnerSmtp, sts: ports.partnerSts },
    }),
  );
  const outlook = await started(
    startOutlook({
      port: ports.outlook,
      tls,
      origin,
      manifestPath: join(root, 'manifest.xml'),
      folder: join(folder, 'outlook'),
      smtp: { host: '127.0.0.1', port: ports.smtp },
      people: outlookPeople,
      brokerToken: identity.brokerToken,
    }),
  );
  const urls = {
    product: origin,
    outlook: outlook.url,
    mail: mail.url,
    identity: identity.url,
    vault: vault.url,
    control: `http://127.0.0.1:${ports.control}`,
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    ...azuriteUrls(azurite),
  };
  const settings = productSettings({
    urls,
    smtpPort: ports.smtp,
    partnerPorts: partner.ports,
    azurite,
    clockFile,
    caPath: tls.caPath,
  });
  const start = (extraSettings: Readonly<Record<string, string>> = {}): Promise<FunctionsProcess> =>
    startFunctions({
      root,
      port: ports.product,
      controlPort: ports.control,
      tlsFolder: join(folder, 'tls'),
      logPath: join(folder, 'logs/functions.log'),
      settings: { ...settings, ...extraSettings },
    });
  let functions = await start();
  stops.push(() => functions.drain());
  await writeStackFile(folder, { urls, settings, caPath: tls.caPath });
  return {
    urls,
    folder,
    ca: tls.ca,
    people,
    partner: partner.ways,
    brokerToken: identity.brokerToken,
    stop,
    moveClock: clock.move,
    restartFunctions: async (extraSettings) => {
      await functions.drain();
      functions = await start(extraSettings);
    },
    killFunctions: () => functions.kill(),
    functionsEnded: () => functions.ended,
    runTimer: (name) => runTimer(urls.control, name),
  };
}

function azuriteUrls({ blobUrl, queueUrl, tableUrl }: Azurite) {
  return { blob: blobUrl, queue: queueUrl, table: tableUrl };
}

async function freePorts(): Promise<StackPorts> {
  const names = Object.keys(defaultPorts) as (keyof StackPorts)[];
  const free = await findFreePorts(names.length);
  return Object.fromEntries(names.map((name, index) => [name, free[index]])) as StackPorts;
}

async function runTimer(controlUrl: string, name: string): Promise<void> {
  const response = await fetch(`${controlUrl}/timers/${name}/run`, { method: 'POST' });
  if (!response.ok) throw new Error(`timer ${name}: ${await response.text()}`);
}

async function writeStackFile(
  folder: string,
  { urls, settings, caPath }: { urls: StackUrls; settings: Record<string, string>; caPath: string },
): Promise<void> {
  const signIns = people.map(({ name, address, oid, roles }) => ({
    name,
    address,
    password: localPassword,
    oid,
    roles,
  }));
  const stack = {
    urls,
    storageConnection: settings.SEALPOST_STORAGE_CONNECTION,
    tenantId,
    clientIds,
    signIns,
    caPath,
    clockFile: settings.SEALPOST_TEST_CLOCK_FILE,
    logs: join(folder, 'logs'),
  };
  await writeFile(join(folder, 'stack.json'), `${JSON.stringify(stack, null, 2)}\n`);
}
