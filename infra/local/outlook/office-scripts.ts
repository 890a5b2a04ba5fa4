import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The folder of Microsoft's client library as npm installed it. */
function libraryFolder(): string {
  return join(dirname(require.resolve('@microsoft/office-js/package.json')), 'dist');
}

/**
 * Reads one file of Microsoft's office.js, byte for byte as npm delivers it; `path` is relative to
 * `/lib/1/hosted/`. Null when the library has no such file.
 */
export async function readOfficeScript(path: string): Promise<Uint8Array | null> {
  // Some locale folders are asked for in mixed case ("en-US"); the package has them in lower case.
  const name = path.toLowerCase();
  if (!/^([a-z0-9-]+\/)*[a-z0-9_.-]+\.(js|css|html|png|map)$/.test(name)) return null;
  return readFile(join(libraryFolder(), name)).catch(() => null);
}
