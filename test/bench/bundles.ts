import { join, resolve } from 'node:path';
import { measureBundles } from '../../infra/checks/bundle-sizes.ts';
import { buildWeb, isBuildNeeded } from '../../infra/local/web-build.ts';
import type { Bench } from './run.ts';

const root = resolve(import.meta.dirname, '../..');

/** What the browser loads, in gzip bytes, counted exactly as the check in `npm run check` counts it. */
export const bench: Bench = async () => {
  if (await isBuildNeeded(root)) await buildWeb(root);
  return { rows: await measureBundles(join(root, 'dist/web')) };
};
