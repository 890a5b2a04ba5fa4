import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** A file to look into: as its user named it, and its content. Null: larger than anything that is looked into. */
export type FoundFile = { path: string; name: string; bytes: Uint8Array | null };

const STANDARD_INPUT = '-';
const MAX_BYTES = 200_000_000;

/**
 * The files that paths name, one after the other, folders with everything below them in order of name; hidden
 * ones only where they are named themselves. Paths are relative to `from`. `onProblem` hears of what cannot be
 * opened.
 */
export async function* findFiles(
  paths: readonly string[],
  from: string,
  onProblem: (path: string, error: unknown) => void,
): AsyncIterable<FoundFile> {
  for (const path of paths) {
    try {
      if (path === STANDARD_INPUT) {
        yield { path, name: '', bytes: new Uint8Array(await buffer(process.stdin)) };
        continue;
      }
      const whole = resolve(from, path);
      if ((await stat(whole)).isDirectory()) {
        const names = (await readdir(whole)).filter((name) => !name.startsWith('.')).sort();
        yield* findFiles(
          names.map((name) => join(path, name)),
          from,
          onProblem,
        );
      } else yield await readOne(path, whole);
    } catch (error) {
      onProblem(path, error);
    }
  }
}

async function readOne(path: string, whole: string): Promise<FoundFile> {
  const { size } = await stat(whole);
  const bytes = size > MAX_BYTES ? null : new Uint8Array(await readFile(whole));
  return { path, name: basename(path), bytes };
}
