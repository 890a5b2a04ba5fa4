import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Debian's own Python, which alone sees Debian's packages. */
export const PYTHON = '/usr/bin/python3';
const PACKAGES = ['python3-azure-storage', 'python3-cryptography'];
const INSTALL_TIMEOUT_MS = 240_000;

/** What one blob held, as the SDK read or wrote it; `sha256` in hex. */
export type BlobContent = { name: string; sizeBytes: number; sha256: string };
/** What the SDK shall do with blobs of one container; keys in hex. */
export type SdkWork = {
  connection: string;
  container: string;
  read: { name: string; kek: string; keyId: string }[];
  write: { name: string; kek: string; keyId: string; sizeBytes: number }[];
};

/**
 * Makes sure that Microsoft's Python SDK is there, installing Debian's packages where this process may.
 * Answers why it is not there, or null.
 */
export async function missingSdk(): Promise<string | null> {
  if (await hasSdk()) return null;
  if (process.getuid?.() !== 0) return 'python3-azure-storage is not installed';
  const hasApt = await access('/usr/bin/apt-get').then(
    () => true,
    () => false,
  );
  if (!hasApt) return 'python3-azure-storage is not installed and there is no apt-get';
  const install = () => aptGet('install', '-y', '--no-install-recommends', ...PACKAGES);
  // The second try is for a machine that has no lists of packages yet.
  await install()
    .catch(async () => {
      await aptGet('update');
      await install();
    })
    .catch(() => undefined);
  return (await hasSdk()) ? null : 'apt-get could not install python3-azure-storage';
}

/** Has the SDK do its work. Throws with Python's own words. */
export async function runSdk(work: SdkWork): Promise<{ read: BlobContent[]; write: BlobContent[] }> {
  const running = run(PYTHON, [join(import.meta.dirname, 'azure_sdk.py')], { timeout: 120_000 });
  running.child.stdin?.end(JSON.stringify(work));
  return JSON.parse((await running).stdout);
}

/** Runs a script of the standard library's with these bytes as its input; answers the JSON that it prints. */
export async function runPython(script: string, input: Uint8Array): Promise<unknown> {
  const running = run(PYTHON, ['-I', '-c', script], { timeout: 60_000 });
  running.child.stdin?.end(input);
  return JSON.parse((await running).stdout);
}

async function hasSdk(): Promise<boolean> {
  const modules = 'import azure.storage.blob, cryptography.hazmat.primitives.keywrap';
  return run(PYTHON, ['-c', modules]).then(
    () => true,
    () => false,
  );
}

async function aptGet(...args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('/usr/bin/apt-get', ['-q', ...args], { env, timeout: INSTALL_TIMEOUT_MS });
}
