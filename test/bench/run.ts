import { readdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { buildWhatIsOld } from '../../infra/local/built.ts';

/** `npm run bench -- NAME [--json]`: runs one benchmark; a table, or with --json one JSON object as the last line. */

/** What each file beside this one exports as `bench`. */
export type Bench = () => Promise<{ rows: Rows } | { flows: Rows }>;
type Rows = Readonly<Record<string, string | number | boolean>>[];

const names = (await readdir(import.meta.dirname))
  .filter((name) => name.endsWith('.ts') && name !== basename(import.meta.filename))
  .map((name) => name.slice(0, -'.ts'.length));
const [name] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (name === undefined || !names.includes(name)) {
  console.error(`npm run bench -- NAME [--json], NAME one of: ${names.join(', ')}`);
  process.exit(2);
}
await buildWhatIsOld(resolve(import.meta.dirname, '../..'), ['functions']);
const { bench } = (await import(`./${name}.ts`)) as { bench: Bench };
const result = await bench();
if (process.argv.includes('--json')) console.log(JSON.stringify(result));
else console.table('rows' in result ? result.rows : result.flows);
process.exit(0);
