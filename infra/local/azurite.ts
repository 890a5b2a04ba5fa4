import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';

/** A running Azurite: the connection string and one base URL per service (with the account in the path). */
export type Azurite = {
  readonly connectionString: string;
  readonly blobUrl: string;
  readonly queueUrl: string;
  readonly tableUrl: string;
  readonly stop: () => Promise<void>;
};

// Azurite's documented account, the same on every machine.
const account = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const startTimeoutMs = 30_000;

/**
 * Starts Azurite as a child process that keeps its data in `folder` and its output in `logPath`, waits until
 * blob, queue and table answer, and lets pages of `corsOrigin` reach the blobs. `stop` sends SIGTERM and waits
 * until everything is on disk. Rejects with Azurite's own words when it ends early.
 */
export async function startAzurite({
  folder,
  logPath,
  ports,
  corsOrigin,
}: {
  folder: string;
  logPath: string;
  ports: { blob: number; queue: number; table: number };
  corsOrigin: string;
}): Promise<Azurite> {
  await mkdir(folder, { recursive: true });
  await mkdir(dirname(logPath), { recursive: true });
  const program = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js');
  const child = spawn(
    process.execPath,
    [
      program,
      ...['--location', folder, '--skipApiVersionCheck', '--disableTelemetry', '--silent'],
      ...['--blobHost', '127.0.0.1', '--blobPort', String(ports.blob)],
      ...['--queueHost', '127.0.0.1', '--queuePort', String(ports.queue)],
      ...['--tableHost', '127.0.0.1', '--tablePort', String(ports.table)],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  try {
    await untilListening(child, logPath);
  } catch (error) {
    await end(child);
    throw error;
  }
  const urls = {
    blobUrl: `http://127.0.0.1:${ports.blob}/${account}`,
    queueUrl: `http://127.0.0.1:${ports.queue}/${account}`,
    tableUrl: `http://127.0.0.1:${ports.table}/${account}`,
  };
  const connectionString = [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${accountKey}`,
    `BlobEndpoint=${urls.blobUrl}`,
    `QueueEndpoint=${urls.queueUrl}`,
    `TableEndpoint=${urls.tableUrl}`,
    '',
  ].join(';');
  await allowOrigin(connectionString, corsOrigin);
  return { connectionString, ...urls, stop: () => end(child) };
}

function untilListening(child: ChildProcess, logPath: string): Promise<void> {
  const log = createWriteStream(logPath, { flags: 'a' });
  return new Promise((resolve, reject) => {
    let output = '';
    const timeout = setTimeout(() => reject(new Error(`Azurite did not start: ${output}`)), startTimeoutMs);
    const read = (chunk: Buffer) => {
      log.write(chunk);
      if (output.length > 10_000) return;
      output += chunk.toString();
      if ((output.match(/successfully listening/g) ?? []).length < 3) return;
      clearTimeout(timeout);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => {
      clearTimeout(timeout);
      log.end();
      reject(new Error(`Azurite ended: ${output.trim()}`));
    });
    child.once('error', reject);
  });
}

async function allowOrigin(connectionString: string, corsOrigin: string): Promise<void> {
  await BlobServiceClient.fromConnectionString(connectionString).setProperties({
    cors: [
      {
        allowedOrigins: corsOrigin,
        allowedMethods: 'GET,PUT,HEAD',
        allowedHeaders: '*',
        exposedHeaders: '*',
        maxAgeInSeconds: 3600,
      },
    ],
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
