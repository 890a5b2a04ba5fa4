import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const sources = [
  'addin',
  'portal',
  'shared',
  'package-lock.json',
  'vite.addin.config.ts',
  'vite.portal.config.ts',
];
const results = ['dist/web/addin', 'dist/web/portal'];

/** Says whether the built pages are missing or older than a source of theirs. */
export async function isBuildNeeded(root: string): Promise<boolean> {
  const built = await Promise.all(results.map((path) => newestChange(join(root, path))));
  const written = await Promise.all(sources.map((path) => newestChange(join(root, path))));
  return Math.min(...built) < Math.max(...written);
}

/** Builds the pages through `npm run build`; throws when that fails. */
export async function buildWeb(root: string): Promise<void> {
  const child = spawn('npm', ['run', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('npm run build failed');
}

/** The newest change in a file or folder, in milliseconds; 0 when there is none. */
async function newestChange(path: string): Promise<number> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const names = await readdir(path);
  return Math.max(0, ...(await Promise.all(names.map((name) => newestChange(join(path, name))))));
}
