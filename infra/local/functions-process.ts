import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

/** How the Functions host is started: where, with which certificate folder, settings and log file. */
export type FunctionsOptions = {
  readonly root: string;
  readonly port: number;
  readonly controlPort: number;
  readonly tlsFolder: string;
  readonly logPath: string;
  readonly settings: Readonly<Record<string, string>>;
};

/** The process of the Functions host. */
export type FunctionsProcess = {
  /** Resolves when the process has ended, for whatever reason, to how. */
  readonly ended: Promise<string>;
  /** Lets it finish what it began, then ends it. */
  readonly drain: () => Promise<void>;
  /** Ends it in the middle of whatever it does. */
  readonly kill: () => Promise<void>;
};

/** Starts the Functions host with the product in it; rejects with its own words when it cannot start. */
export async function startFunctions(options: FunctionsOptions): Promise<FunctionsProcess> {
  await mkdir(dirname(options.logPath), { recursive: true });
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'functions-host/run.ts'),
      ...['--app', 'dist/functions/main.js', '--host', 'host.json', '--tls', options.tlsFolder],
      ...['--port', String(options.port), '--control-port', String(options.controlPort)],
    ],
    {
      cwd: options.root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...inherited(), ...options.settings },
    },
  );
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  await untilReady(child, options.logPath);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await ended;
  };
  return { ended, drain: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

/** The environment of this process without settings of the product, which come from the stack alone. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SEALPOST_')));
}

function untilReady(child: ChildProcess, logPath: string): Promise<void> {
  const log = createWriteStream(logPath, { flags: 'a' });
  return new Promise((resolve, reject) => {
    const { stdout, stderr } = child;
    if (!stdout || !stderr) return reject(new Error('the Functions host has no output'));
    const complaints: string[] = [];
    const read = (line: string, kind: 'complaint' | 'event') => {
      log.write(`${line}\n`);
      if (kind === 'complaint') complaints.push(line);
      const { event, error } = parseEvent(line);
      if (event === 'ready') resolve();
      if (event === 'start-failed') complaints.push(String(error));
    };
    createInterface(stdout).on('line', (line) => read(line, 'event'));
    createInterface(stderr).on('line', (line) => read(line, 'complaint'));
    child.once('error', reject);
    child.once('close', () => {
      log.end();
      reject(new Error(`the Functions host did not start: ${complaints.join('\n') || 'see its log'}`));
    });
  });
}

function parseEvent(line: string): { event?: unknown; error?: unknown } {
  try {
    return JSON.parse(line) ?? {};
  } catch {
    // A line of the app's own that is not an event.
    return {};
  }
}
