import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * Stores each built text file beside itself as `.br` and `.gz`, so that no request pays for compression.
 * HTML stays as it is: it gets a nonce with every answer.
 */
const COMPRESSED = new Set(['.css', '.js', '.json', '.mjs', '.svg', '.txt']);
const ROOT = new URL('../../dist/web/', import.meta.url).pathname;

for (const entry of await readdir(ROOT, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPRESSED.has(extname(entry.name))) continue;
  const path = join(entry.parentPath, entry.name);
  const bytes = await readFile(path);
  await writeFile(
    `${path}.br`,
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength },
    }),
  );
  await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
