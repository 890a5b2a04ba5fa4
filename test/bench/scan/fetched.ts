import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../../.local/bench-scan');

/**
 * Installs a package for this benchmark alone, outside of the project's own dependencies, because
 * together they weigh more than everything else. Answers its folder, or null where it cannot be had.
 */
export async function fetchPackage(name: string, version: string): Promise<string | null> {
  const path = join(folder, 'node_modules', name);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const install = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', [...install, `${name}@${version}`], { stdio: 'ignore' });
  return status === 0 && existsSync(path) ? path : null;
}

/** What a fetched package exports. */
export function fetched(name: string): unknown {
  return createRequire(join(folder, 'package.json'))(name);
}
