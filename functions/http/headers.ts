import type { Config } from '../config.ts';

/** Outlook on the web, new Outlook and their government siblings: who may frame the add-in's pages. */
const OUTLOOK_HOSTS = [
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook.live.com',
  'https://outlook.cloud.microsoft',
  'https://*.office365.us',
  'https://webmail.apps.mil',
];
/** office.js loads MicrosoftAjax.js from here. */
const OFFICE_SUPPORT_SCRIPTS = 'https://ajax.aspnetcdn.com';
const YEAR_SECONDS = 31_536_000;

type Directives = Readonly<Record<string, readonly string[]>>;

/** Content-Security-Policy Level 3 for API answers and anything else that is not a page. */
export const closedPolicy = policyText({
  'default-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
});

/** The policy of portal pages; a mail shown in a srcdoc frame inherits it, on top of a closed one of its own. */
export function portalPolicy(nonce: string, storageOrigin: string): string {
  return policyText({ ...pageDirectives(nonce, storageOrigin), 'frame-ancestors': ["'none'"] });
}

/** The policy of add-in pages: Office's scripts, and Outlook's hosts as frames around them. */
export function addinPolicy(nonce: string, storageOrigin: string, config: Config): string {
  const directives = pageDirectives(nonce, storageOrigin);
  const officeOrigins = [...new Set(config.addin.officeScripts.map((script) => new URL(script).origin))];
  return policyText({
    ...directives,
    'script-src': [...(directives['script-src'] ?? []), ...officeOrigins, OFFICE_SUPPORT_SCRIPTS],
    'connect-src': [...(directives['connect-src'] ?? []), config.identity.authority],
    'frame-ancestors': [...OUTLOOK_HOSTS, ...config.addin.frameAncestors],
  });
}

function pageDirectives(nonce: string, storageOrigin: string): Directives {
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'", `'nonce-${nonce}'`],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    // Fluent positions its popovers with style attributes; they can load nothing.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'blob:', 'data:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'", storageOrigin],
    'frame-src': ["'self'"],
    'worker-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'object-src': ["'none'"],
  };
}

function policyText(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

/** Headers of every answer, errors included. */
export function commonHeaders(origin: string): Record<string, string> {
  // A pin on localhost would reach every other program that a developer runs there.
  const isLocal = new URL(origin).hostname === 'localhost';
  return {
    ...(isLocal ? {} : { 'strict-transport-security': `max-age=${YEAR_SECONDS * 2}; includeSubDomains` }),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  };
}
