import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What is built before the stack runs: by which script, from what, into what. */
const TARGETS = {
  functions: {
    script: 'build:functions',
    sources: ['functions', 'shared', 'infra/build/functions.ts', 'package-lock.json'],
    results: ['dist/functions/main.js'],
  },
  pages: {
    script: 'build:pages',
    sources: [
      'addin',
      'portal',
      'shared',
      'package-lock.json',
      'vite.addin.config.ts',
      'vite.portal.config.ts',
    ],
    results: ['dist/web/addin', 'dist/web/portal'],
  },
} as const;

/** The Functions app, or the pages of portal and add-in. */
export type Target = keyof typeof TARGETS;

/** Builds of these what is missing or older than a source of it; throws when a build fails. */
export async function buildWhatIsOld(
  root: string,
  targets: readonly Target[] = ['functions', 'pages'],
): Promise<void> {
  for (const target of targets) if (await isOld(root, target)) await run(root, TARGETS[target].script);
}

async function isOld(root: string, target: Target): Promise<boolean> {
  const newest = (paths: readonly string[]) =>
    Promise.all(paths.map((path) => newestChange(join(root, path))));
  const [built, written] = await Promise.all([
    newest(TARGETS[target].results),
    newest(TARGETS[target].sources),
  ]);
  return Math.min(...built) < Math.max(...written);
}

async function run(root: string, script: string): Promise<void> {
  const child = spawn('npm', ['run', script], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`npm run ${script} failed`);
}

/** The newest change in a file or folder, in milliseconds; 0 when there is none. */
async function newestChange(path: string): Promise<number> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const names = await readdir(path);
  return Math.max(0, ...(await Promise.all(names.map((name) => newestChange(join(path, name))))));
}
