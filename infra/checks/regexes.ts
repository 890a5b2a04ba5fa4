import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';

/**
 * Proves that no regular expression of the product takes more than a time in proportion to its input, or
 * says which does. Texts of strangers meet all of them. Exits non-zero with one line a problem.
 */
const root = new URL('../../', import.meta.url).pathname;
const FOLDERS = ['shared', 'functions', 'addin', 'portal'];
const TIME_OUT_MS = 20_000;

type Literal = { place: string; source: string; flags: string };

const literals = await findLiterals();
const problems: string[] = [];
for (const { place, source, flags } of literals) {
  const result = await check(source, flags, { timeout: TIME_OUT_MS });
  if (result.status === 'safe') continue;
  const complexity = result.status === 'vulnerable' ? result.complexity.summary : 'not decided in time';
  problems.push(`${place}: /${source}/${flags}: ${complexity}`);
}
for (const problem of problems) console.error(`regexes: ${problem}`);
console.log(`regexes: ${literals.length} looked at, ${problems.length} to mend`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Every literal once; an expression put together at run time is a problem of its own. */
async function findLiterals(): Promise<Literal[]> {
  const found = new Map<string, Literal>();
  for (const folder of FOLDERS) {
    const names = await readdir(join(root, folder), { recursive: true });
    for (const name of names.filter((one) => /\.tsx?$/.test(one))) {
      const path = join(folder, name);
      const text = await readFile(join(root, path), 'utf8');
      const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
      collect(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind), path, found);
    }
  }
  return [...found.values()];
}

function collect(file: ts.SourceFile, path: string, found: Map<string, Literal>): void {
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      const literal = { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
      found.set(node.text, { ...literal, place: `${path}:${line + 1}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}
