import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The scripts and styles of the local Outlook, ready to serve by URL path. */
export type Assets = ReadonlyMap<string, { contentType: string; body: Uint8Array }>;

/** Bundles the page and the two scripts that stand beside office.js; takes about a second. */
export async function bundleAssets(): Promise<Assets> {
  const here = import.meta.dirname;
  const { outputFiles } = await build({
    entryPoints: {
      'outlook/outlook': join(here, 'page/outlook.css'),
      'outlook/main': join(here, 'page/main.tsx'),
      'lib/1/hosted/prelude': join(here, 'hosted/prelude.ts'),
      'lib/1/hosted/newer-members': join(here, 'hosted/newer-members.ts'),
    },
    outdir: '/',
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'silent',
  });
  const assets = new Map<string, { contentType: string; body: Uint8Array }>();
  for (const file of outputFiles) {
    const contentType = file.path.endsWith('.css') ? 'text/css' : 'text/javascript';
    assets.set(file.path, { contentType: `${contentType}; charset=utf-8`, body: file.contents });
  }
  const page = await readFile(join(here, 'page/index.html'));
  assets.set('/', { contentType: 'text/html; charset=utf-8', body: page });
  return assets;
}
