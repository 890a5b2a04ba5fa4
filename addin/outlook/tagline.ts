import { callOutlook } from './call.ts';
import { composeItem, hasMailbox } from './host.ts';

/** A line for the end of mails that leads to a page; the text may name the address itself. */
export type Tagline = { text: string; url: string };

/**
 * Puts a line into the text: as the signature where Outlook can and the author has none, which it would
 * replace; else where the cursor stands. Answers where it went.
 */
export async function insertTagline(tagline: Tagline): Promise<'signature' | 'cursor'> {
  const { body } = composeItem();
  const format = await callOutlook<Office.CoercionType>('read the format', (done) => body.getTypeAsync(done));
  const isHtml = format === Office.CoercionType.Html;
  const line = lineOf(tagline);
  const data = isHtml ? toHtml(line, tagline.url) : `\n${line}\n`;
  const options = { coercionType: isHtml ? Office.CoercionType.Html : Office.CoercionType.Text };
  if (await hasRoomForSignature()) {
    await callOutlook<void>('write the signature', (done) => body.setSignatureAsync(data, options, done));
    return 'signature';
  }
  await callOutlook<void>('write into the text', (done) => body.setSelectedDataAsync(data, options, done));
  return 'cursor';
}

async function hasRoomForSignature(): Promise<boolean> {
  if (!hasMailbox('1.10')) return false;
  return !(await callOutlook<boolean>('look for a signature', (done) =>
    composeItem().isClientSignatureEnabledAsync(done),
  ));
}

/** The line as people read it. */
export function lineOf({ text, url }: Tagline): string {
  return text.includes(url) ? text : `${text} ${url}`.trim();
}

function toHtml(line: string, url: string): string {
  const escaped = (value: string) => value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const link = `<a href="${escaped(url)}">${escaped(url)}</a>`;
  return `<p>${line.split(url).map(escaped).join(link)}</p>`;
}
