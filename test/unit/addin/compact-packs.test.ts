import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { compactPacks } from '../../../infra/build/compact-packs.ts';
import { builtInPacks, givenNames } from '../../../shared/scan/packs/index.ts';

it('the alert’s lexicons hold every term of the files, weighed as there', async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL('../../../shared/scan/packs/index.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'esm',
    plugins: [compactPacks()],
  });
  const script = `data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')}`;
  const compact = (await import(script)) as {
    builtInPacks: typeof builtInPacks;
    givenNames: typeof givenNames;
  };
  const sorted = (packs: typeof builtInPacks) =>
    packs.map(({ title: _title, source: _source, date: _date, ...pack }) => ({
      ...pack,
      terms: [...pack.terms].sort((a, b) => (a.term < b.term ? -1 : 1)),
    }));
  expect(sorted(compact.builtInPacks)).toEqual(sorted(builtInPacks));
  expect([...compact.givenNames].sort()).toEqual([...givenNames].sort());
});
