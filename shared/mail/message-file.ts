import { toBase64 } from '../envelope/index.ts';
import { untilInWords } from './dates.ts';
import { mailLanguage, wordsIn } from './language.ts';
import { escapeHtml } from './layout.ts';
import { FILE_PAGE, FILE_READY, MESSAGE_FILE } from './message-file-form.ts';
import { runMessageFile } from './message-file-script.ts';
import { nameForMail } from './names.ts';
import { authorInWords, messageUrl, type NoticeFacts } from './notice.ts';
import { contactLine } from './service-mail.ts';
import { file as en } from './strings/en.ts';
import { file as es } from './strings/es.ts';
import { file as fr } from './strings/fr.ts';

/** How long the portal's page may take before the file explains how to go on by hand. */
const SILENT_MS = 20_000;

/** What a message file says of its message: no more than the notice, and when it was sent (ISO 8601 in UTC). */
type MessageFileFacts = Omit<NoticeFacts, 'asksPassphrase' | 'readerAddress' | 'hasFile'> & {
  sentAt: string;
};

/**
 * A message file without its parts: `head`, then each part by sealedPart, then `tail`. It is whole in itself and its
 * own policy lets it load nothing; without scripts it says how to open the message by hand.
 */
export async function renderMessageFile(facts: MessageFileFacts): Promise<{ head: string; tail: string }> {
  const { organisation, branding, origin, messageId } = facts;
  const language = mailLanguage(facts.locale);
  const w = wordsIn(language, { en, es, fr });
  const e = escapeHtml;
  const until = untilInWords(facts.expiresAt, facts.timeZone, language);
  const title = w('title', { name: nameForMail(facts.from) });
  const names = { organisation: organisation.name, file: MESSAGE_FILE, origin, moment: until };
  const link = (url: string) => `<a href="${e(url)}">${e(url)}</a>`;
  const row = (label: string, value: string) => `<dt>${e(label)}</dt><dd>${e(value)}</dd>`;
  const data = (name: string, value: string) => ` data-${name}="${e(value)}"`;
  const words = (['waiting', 'handed', 'offline', 'blocked', 'silent'] as const).map((key) =>
    data(key, w(key)),
  );
  const script = `(${String(runMessageFile)})(${JSON.stringify(FILE_READY)},${SILENT_MS})`;
  const logo = branding?.logo
    ? `<img src="data:image/png;base64,${e(branding.logo)}" alt="" class="logo">`
    : '';
  const head = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${e(await policyOf(script))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${e(title)}</title>
<style>${styleOf(branding?.colour ?? '#0f6cbd')}</style>
</head>
<body>
<main${data('message', messageId)}${data('origin', origin)}${data('expires', facts.expiresAt)}${words.join('')}>
${logo}<p class="organisation">${e(organisation.name)}</p>
<h1>${e(title)}</h1>
<dl>
${row(w('from'), authorInWords(facts.from))}
${facts.sender === undefined ? '' : row(w('sender'), authorInWords(facts.sender))}
${row(w('sent'), untilInWords(facts.sentAt, facts.timeZone, language))}
${row(w('organisation'), organisation.name)}
${row(w('until'), until)}
</dl>
<p id="locked">${e(w('locked'))}</p>
<p id="expired" hidden>${e(w('expired', names))}</p>
<div id="with-script" hidden>
<p id="opening" hidden>${e(w('opening', names))}</p>
<button type="button" id="open">${e(w('open'))}</button>
<p id="ask" hidden><a href="${e(messageUrl(origin, messageId))}">${e(w('ask'))}</a></p>
<p id="status" role="status"></p>
</div>
<section id="by-hand">
<h2>${e(w('byHandTitle'))}</h2>
<p>${e(w('byHand'))}</p>
<ol>
<li>${e(w('step1', names))}</li>
<li>${e(w('step2', { page: '\0' })).replace('\0', link(`${origin}${FILE_PAGE}`))}</li>
<li>${e(w('step3'))}</li>
</ol>
<p>${e(w('without'))}<br>${link(messageUrl(origin, messageId))}</p>
</section>
<footer>
<p>${e(w('genuine', names))}</p>
<p>${e(w('copy'))} <a href="${e(messageUrl(origin, messageId))}">${e(messageUrl(origin, messageId))}</a></p>
${contactLine(language, organisation)
  .map((line) => `<p>${e(line)}</p>`)
  .join('\n')}
</footer>
</main>
`;
  return { head, tail: `<script>${script}</script>\n</body>\n</html>\n` };
}

/** One sealed part as it stands in the file; both of base64's alphabet and of what an id may be. */
export function sealedPart(id: string, base64: string): string {
  return `<script type="application/octet-stream" data-part="${escapeHtml(id)}">${base64}</script>\n`;
}

/** Nothing is loaded, and no script runs but the one that came with the file (CSP Level 3). */
async function policyOf(script: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    `script-src 'sha256-${toBase64(new Uint8Array(hash))}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function styleOf(colour: string): string {
  return `
:root{color-scheme:light dark}
body{margin:0;background:#fafafa;color:#242424;font:16px/24px 'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif}
main{max-width:34rem;margin:0 auto;padding:24px 20px 40px}
.logo{display:block;max-height:40px;max-width:320px;background:#fff;margin:0 0 16px}
.organisation{margin:0 0 8px;font-size:14px}
h1{font-size:24px;line-height:32px;margin:0 0 16px;overflow-wrap:anywhere}
h2{font-size:18px;line-height:26px;margin:24px 0 8px}
dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px;margin:0 0 16px;overflow-wrap:anywhere}
@media(max-width:26rem){dl{grid-template-columns:1fr;gap:0}dd{padding-bottom:8px}}
dt{color:#616161}dd{margin:0}
button{font:inherit;font-weight:600;color:#fff;background:${colour};border:0;border-radius:4px;min-height:44px;padding:10px 24px;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid ${colour};outline-offset:2px}
a{color:#115ea3;overflow-wrap:anywhere}
footer{border-top:1px solid #d1d1d1;margin-top:24px;padding-top:8px;font-size:14px;line-height:21px;color:#616161}
[hidden]{display:none}
@media(prefers-color-scheme:dark){body{background:#1f1f1f;color:#fff}dt,footer{color:#d6d6d6}a{color:#62abf5}}
`.trim();
}
