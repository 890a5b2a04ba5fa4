import { join, resolve } from 'node:path';
import { measureBundles } from '../../infra/checks/bundle-sizes.ts';
import { buildWhatIsOld } from '../../infra/local/built.ts';
import type { Bench } from './run.ts';

const root = resolve(import.meta.dirname, '../..');

/** What the browser loads, in gzip bytes, counted exactly as the check in `npm run check` counts it. */
export const bench: Bench = async () => {
  await buildWhatIsOld(root, ['pages']);
  return { rows: await measureBundles(join(root, 'dist/web')) };
};
