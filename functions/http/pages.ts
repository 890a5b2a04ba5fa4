import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { brandRamp, DEFAULT_COLOUR } from '../../shared/branding/index.ts';
import { AppError } from '../../shared/errors.ts';
import { FILE_PAGE } from '../../shared/mail/index.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { addinPolicy, portalPolicy } from './headers.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};
const UNHASHED = 'public, max-age=300';
/** Encodings that the build stores beside a file, best first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;
const NONCE_PLACE = /__CSP_NONCE__/g;
const ORIGIN_PLACE = '__SEALPOST_ORIGIN__';
const OFFICE_SCRIPTS_PLACE = '<!--office-scripts-->';
const BRAND_PLACE = '<!--brand-->';

/** The built pages: the add-in's under `/addin/`, the portal's everywhere else, each shell with a fresh nonce. */
export function pageRoutes(deps: Dependencies): Hono<Env> {
  const { config, ports, storageOrigin, webRoot } = deps;
  const routes = new Hono<Env>();
  const officeTags = config.addin.officeScripts
    .map((script) => `<script src="${script.replaceAll('"', '%22')}"></script>`)
    .join('');

  // Classic Outlook on Windows runs the event script only where its own host names it.
  routes.get('/.well-known/microsoft-officeaddins-allowed.json', (c) =>
    c.json({ allowed: [`${config.origin}/addin/alert.js`] }),
  );
  routes.get('/addin/:page{[a-z]+\\.html}', async (c) => {
    const html = (await readText(join(webRoot, 'addin', c.req.param('page')))).replace(
      OFFICE_SCRIPTS_PLACE,
      officeTags,
    );
    return shell(c, html, (nonce) => addinPolicy(nonce, storageOrigin, config));
  });
  // Classic Outlook's engine does not tell a script where it came from, so the script carries it.
  let alert: Promise<{ plain: string; gzip: Uint8Array<ArrayBuffer> }> | null = null;
  routes.get('/addin/alert.js', async (c) => {
    alert ??= readText(join(webRoot, 'addin/alert.js')).then((script) => {
      const plain = script.replaceAll(ORIGIN_PLACE, config.origin);
      return { plain, gzip: new Uint8Array(gzipSync(plain, { level: 9 })) };
    });
    const { plain, gzip } = await alert.catch((error: unknown) => {
      alert = null;
      throw error;
    });
    const isPacked = (c.req.header('accept-encoding') ?? '').includes('gzip');
    if (isPacked) c.header('content-encoding', 'gzip');
    c.header('content-type', 'text/javascript; charset=utf-8');
    c.header('cache-control', UNHASHED);
    c.header('vary', 'accept-encoding');
    return c.body(isPacked ? gzip : plain);
  });
  routes.get('/addin/*', (c) => file(c, join(webRoot, 'addin'), c.req.path.slice('/addin/'.length)));
  routes.get('/assets/*', (c) => file(c, join(webRoot, 'portal'), c.req.path.slice(1)));
  routes.get('/:name{[a-z0-9-]+\\.(svg|png|ico|txt)}', (c) =>
    file(c, join(webRoot, 'portal'), c.req.param('name')),
  );
  const brand = brandStyle(ports.policy.branding.colour);
  routes.get('*', async (c) => {
    // The window of a message file has to reach this page, which takes the message on to one that it cannot reach.
    if (c.req.path === FILE_PAGE) c.header('cross-origin-opener-policy', 'unsafe-none');
    const html = (await readText(join(webRoot, 'portal', 'index.html'))).replace(BRAND_PLACE, brand);
    return shell(c, html, (nonce) => portalPolicy(nonce, storageOrigin));
  });
  return routes;
}

/** The organisation's colour in all its shades, over the standard ones of the style sheet (infra/build/theme-css.ts). */
function brandStyle(colour: string): string {
  if (colour === DEFAULT_COLOUR) return '';
  const shades = Object.entries(brandRamp(colour)).map(([shade, value]) => `--brand${shade}:${value};`);
  // Doubled, it outranks the sheet wherever that stands.
  return `<style nonce="__CSP_NONCE__">:root:root{${shades.join('')}}</style>`;
}

function shell(c: Context, html: string, policy: (nonce: string) => string): Response {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64');
  c.header('content-security-policy', policy(nonce));
  c.header('cache-control', 'no-store');
  return c.html(html.replace(NONCE_PLACE, nonce));
}

async function file(c: Context, root: string, path: string): Promise<Response> {
  const full = normalize(join(root, path));
  const mediaType = MEDIA_TYPES[extname(full)];
  if (!full.startsWith(root + sep) || mediaType === undefined) throw new AppError('not_found');
  const accepted = c.req.header('accept-encoding') ?? '';
  const encoding = ENCODINGS.find(({ name }) => accepted.includes(name));
  const compressed = encoding === undefined ? null : await read(full + encoding.suffix);
  const bytes = compressed ?? (await read(full));
  if (bytes === null) throw new AppError('not_found');
  // Hashed names never change; the others are few and asked for again.
  c.header('cache-control', path.includes('assets/') ? 'public, max-age=31536000, immutable' : UNHASHED);
  c.header('content-type', mediaType);
  c.header('vary', 'accept-encoding');
  if (compressed !== null && encoding !== undefined) c.header('content-encoding', encoding.name);
  return c.body(bytes);
}

async function readText(path: string): Promise<string> {
  const bytes = await read(path);
  if (bytes === null) throw new AppError('not_found');
  return new TextDecoder().decode(bytes);
}

/** The built files are few and do not change while the service runs: each is read once. */
const files = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>();

function read(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  let bytes = files.get(path);
  if (bytes === undefined) {
    bytes = readFile(path).then(
      (buffer) => new Uint8Array(buffer),
      () => {
        // Paths come from requests: what is not there is not remembered, or the map would grow without end.
        files.delete(path);
        return null;
      },
    );
    files.set(path, bytes);
  }
  return bytes;
}
