import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the scripts of an entry weigh in gzip bytes: those that a browser must load, and those that follow on demand. */
export type BundleSize = { entry: EntryName; initialBytes: number; lazyBytes: number };
export type EntryName = 'read' | 'pane' | 'alert';

/** The most that an entry's first scripts may weigh, in gzip bytes. */
export const BUNDLE_LIMITS: Readonly<Record<EntryName, number>> = {
  read: 135_000,
  pane: 200_000,
  alert: 60_000,
};

/** What Vite writes about each chunk into `.vite/manifest.json`. */
type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; assets?: string[] };
type Manifest = Readonly<Record<string, Chunk>>;

/** Where an entry begins: the module of its HTML page, and the lazy modules without which it shows nothing. */
type Entry = { folder: 'portal' | 'addin'; page: string; needed: readonly string[] };
const ENTRIES: Readonly<Record<'read' | 'pane', Entry>> = {
  // From the address in the notice to the letter on the screen, for a reader who is signed in.
  read: { folder: 'portal', page: 'index.html', needed: ['start.tsx'] },
  // Signing in is its own chunk, which the pane loads as it opens.
  pane: {
    folder: 'addin',
    page: 'pane.html',
    needed: ['node_modules/@azure/msal-browser/dist/index.mjs'],
  },
};

/** Weighs the scripts that `npm run build` left in `webRoot`; Office.js is Microsoft's and not counted. */
export async function measureBundles(webRoot: string): Promise<BundleSize[]> {
  const alert = await readFile(join(webRoot, 'addin/alert.js'));
  return [
    await measureEntry(webRoot, 'read'),
    await measureEntry(webRoot, 'pane'),
    { entry: 'alert', initialBytes: gzipSync(alert).byteLength, lazyBytes: 0 },
  ];
}

/** The scripts, relative to the entry's folder, that a browser loads before the entry is usable. */
export async function initialScripts(webRoot: string, name: 'read' | 'pane'): Promise<string[]> {
  const { folder, page, needed } = ENTRIES[name];
  const manifest = await readManifest(webRoot, folder);
  return scriptsOf(manifest, [page, ...needed]);
}

async function measureEntry(webRoot: string, name: 'read' | 'pane'): Promise<BundleSize> {
  const { folder, page } = ENTRIES[name];
  const manifest = await readManifest(webRoot, folder);
  const initial = await initialScripts(webRoot, name);
  const modules = [...reachable(manifest, page)];
  // A worker is no chunk of its own in the manifest, but an asset of the chunk that starts it.
  const workers = modules.flatMap((module) => chunkOf(manifest, module).assets ?? []).filter(isScript);
  const everything = new Set([...scriptsOf(manifest, modules), ...workers]);
  const lazy = [...everything].filter((script) => !initial.includes(script));
  const weigh = async (scripts: readonly string[]) => {
    let bytes = 0;
    for (const script of scripts) bytes += gzipSync(await readFile(join(webRoot, folder, script))).byteLength;
    return bytes;
  };
  return { entry: name, initialBytes: await weigh(initial), lazyBytes: await weigh(lazy) };
}

async function readManifest(webRoot: string, folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(webRoot, folder, '.vite/manifest.json'), 'utf8')) as Manifest;
}

/** The scripts of these modules and of everything that they import before they run. */
function scriptsOf(manifest: Manifest, modules: Iterable<string>): string[] {
  const seen = new Set<string>();
  const visit = (module: string) => {
    if (seen.has(module)) return;
    seen.add(module);
    for (const imported of chunkOf(manifest, module).imports ?? []) visit(imported);
  };
  for (const module of modules) visit(module);
  const files = [...seen].map((module) => chunkOf(manifest, module).file);
  return [...new Set(files)].filter(isScript);
}

function isScript(file: string): boolean {
  return /\.m?js$/.test(file);
}

/** Every module that a page can come to load. */
function reachable(manifest: Manifest, page: string): Set<string> {
  const seen = new Set<string>();
  const visit = (module: string) => {
    if (seen.has(module)) return;
    seen.add(module);
    const { imports = [], dynamicImports = [] } = chunkOf(manifest, module);
    for (const next of [...imports, ...dynamicImports]) visit(next);
  };
  visit(page);
  return seen;
}

function chunkOf(manifest: Manifest, module: string): Chunk {
  // What lies outside the entry's folder is named by its way there.
  const chunk =
    manifest[module] ?? manifest[Object.keys(manifest).find((name) => name.endsWith(`/${module}`)) ?? ''];
  if (chunk === undefined) throw new Error(`the build has no chunk for ${module}`);
  return chunk;
}
