/** The text of a calendar or contacts (RFC 5545, RFC 6350): lines that go on are put together, escapes resolved. */
export function textOfCard(card: string): string {
  const lines = card.replace(/\r?\n[ \t]/g, '');
  return lines.replace(/\\n/gi, '\n').replace(/\\([,;\\])/g, '$1');
}
