/** What a mail says, as plain text; renderMail alone turns it into HTML. */
export type MailContent = {
  heading: string;
  paragraphs: readonly string[];
  /** The one thing to do; its address is also printed in full under it. */
  button?: { label: string; url: string };
  /** Small print under a line: one paragraph each. */
  footer: readonly string[];
  organisationName: string;
  /** Language of the words (BCP 47); English where absent. */
  language?: string;
  look?: Look;
};

/** The button's colour, `#rrggbb`, on which white text can be read; a logo that travels inside the mail. */
export type Look = { colour: string; logo?: { url: string; width: number; height: number } };

/** One mail body in its two forms; they say the same. */
export type RenderedMail = { html: string; text: string };

const FONT = "font-family:'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif";
const TEXT = `${FONT};font-size:16px;line-height:24px;color:#242424;margin:0 0 16px`;
const SMALL = `${FONT};font-size:13px;line-height:20px;color:#616161;margin:0 0 10px`;
const DEFAULT_COLOUR = '#0f6cbd';
const BUTTON = `${FONT};font-size:16px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;display:inline-block;padding:12px 24px`;
const URL_LINE = `${FONT};font-size:13px;line-height:20px;color:#616161;margin:12px 0 24px;word-break:break-all`;

/**
 * Renders a mail as an HTML fragment and as plain text. All styles are inline and the button is a
 * table cell, because that is what survives Outlook; the one picture there can be, a logo, travels inside
 * the mail, and nothing is fetched from anywhere.
 */
export function renderMail(content: MailContent): RenderedMail {
  return { html: toHtml(content), text: toText(content) };
}

/** Escapes text for HTML content and for double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function toHtml(content: MailContent): string {
  const paragraph = (style: string) => (text: string) => `<p style="${style}">${escapeHtml(text)}</p>`;
  return [
    `<div lang="${escapeHtml(content.language ?? 'en')}" style="max-width:560px;${FONT}">`,
    ...(content.look?.logo === undefined ? [] : [logoHtml(content.look.logo, content.organisationName)]),
    paragraph(`${FONT};font-size:13px;line-height:20px;color:#616161;margin:0 0 8px`)(
      content.organisationName,
    ),
    `<h1 style="${FONT};font-size:22px;line-height:30px;font-weight:600;color:#242424;margin:0 0 16px">${escapeHtml(content.heading)}</h1>`,
    ...content.paragraphs.map(paragraph(TEXT)),
    ...(content.button === undefined
      ? []
      : [buttonHtml(content.button, content.look?.colour ?? DEFAULT_COLOUR)]),
    '<hr style="border:0;border-top:1px solid #d1d1d1;margin:8px 0 16px">',
    ...content.footer.map(paragraph(SMALL)),
    '</div>',
  ].join('\n');
}

function logoHtml({ url, width, height }: NonNullable<Look['logo']>, organisation: string): string {
  // Outlook on Windows heeds the attributes, others the style; white behind it, since dark modes darken the rest.
  return `<p style="margin:0 0 16px"><img src="${escapeHtml(url)}" alt="${escapeHtml(organisation)}" width="${width}" height="${height}" style="display:block;border:0;width:${width}px;height:${height}px;background-color:#ffffff"></p>`;
}

function buttonHtml({ label, url }: { label: string; url: string }, colour: string): string {
  const href = escapeHtml(url);
  const fill = escapeHtml(colour);
  return [
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tbody><tr>',
    `<td bgcolor="${fill}" style="background-color:${fill};border-radius:4px"><a href="${href}" style="${BUTTON}">${escapeHtml(label)}</a></td>`,
    '</tr></tbody></table>',
    `<p style="${URL_LINE}"><a href="${href}" style="color:#115ea3">${href}</a></p>`,
  ].join('\n');
}

function toText(content: MailContent): string {
  const button = content.button === undefined ? [] : [`${content.button.label}:\n${content.button.url}`];
  const blocks = [
    content.heading,
    ...content.paragraphs,
    ...button,
    '--',
    ...content.footer,
    content.organisationName,
  ];
  return `${blocks.join('\n\n')}\n`;
}
