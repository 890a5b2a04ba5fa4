import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUNDLE_LIMITS, measureBundles } from './bundle-sizes.ts';

/** Checks what the built bundles hold, and what they weigh. Exits non-zero with one line a problem. */
const WEB_ROOT = new URL('../../dist/web/', import.meta.url).pathname;

/** What the alert's script must not contain: it runs in an ES2016 engine without DOM and without WebCrypto. */
const ALERT_FORBIDDEN: readonly { name: string; pattern: RegExp }[] = [
  { name: 'crypto', pattern: /\bcrypto\b/ },
  { name: 'document', pattern: /\bdocument[.[]/ },
  { name: 'window', pattern: /\bwindow\b/ },
  { name: 'location', pattern: /\blocation\b/ },
  { name: 'localStorage', pattern: /\blocalStorage\b/ },
  { name: 'react', pattern: /\breact\b/i },
  { name: 'zod', pattern: /\bzod\b/i },
  { name: 'navigator', pattern: /\bnavigator\b/ },
  { name: 'BigInt', pattern: /\bBigInt\b|\b\d+n\b/ },
  {
    name: 'TextDecoder without a look for it',
    pattern: /(?<!typeof TextDecoder!="undefined"&&)new TextDecoder\b/,
  },
  { name: 'workers', pattern: /\bnew Worker\b/ },
  { name: 'async functions', pattern: /\basync\b|\bawait\b/ },
  { name: 'modules', pattern: /\bimport\s*\(|\bexport\s/ },
  { name: 'new RegExp from a transformed literal', pattern: /new RegExp\(/ },
];

const problems: string[] = [];

const alert = await readFile(join(WEB_ROOT, 'addin/alert.js'), 'utf8');
for (const { name, pattern } of ALERT_FORBIDDEN) {
  if (pattern.test(alert)) problems.push(`addin/alert.js contains ${name}`);
}

const sizes = await measureBundles(WEB_ROOT);
for (const { entry, initialBytes } of sizes) {
  if (initialBytes > BUNDLE_LIMITS[entry])
    problems.push(`${entry} loads ${initialBytes} bytes of script (gzip), more than ${BUNDLE_LIMITS[entry]}`);
}

for (const page of ['portal/index.html', 'addin/pane.html', 'addin/alert.html']) {
  const html = await readFile(join(WEB_ROOT, page), 'utf8');
  if (/<script(?![^>]*\bsrc=)[^>]*>/.test(html)) problems.push(`${page} has an inline script`);
  if (/\son[a-z]+=/.test(html)) problems.push(`${page} has an inline event handler`);
  if (!page.endsWith('alert.html') && !html.includes('__CSP_NONCE__'))
    problems.push(`${page} has no place for a nonce`);
}
for (const name of await readdir(WEB_ROOT, { recursive: true })) {
  if (name.endsWith('.map')) problems.push(`${name} is a source map`);
}

for (const problem of problems) console.error(`bundle: ${problem}`);
console.log(
  `bundle: ${sizes.map(({ entry, initialBytes }) => `${entry} ${initialBytes}`).join(', ')} bytes gzip`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
