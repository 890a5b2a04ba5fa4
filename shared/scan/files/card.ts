/** The text of a calendar or contacts (RFC 5545, RFC 6350): lines that go on are put together, escapes resolved. */
export function textOfCard(card: string): string {
  return card.replace(/\r?\n[ \t]/g, '').replace(/\\([nN,;\\])/g, (_whole, escaped: string) => {
    return escaped === 'n' || escaped === 'N' ? '\n' : escaped;
  });
}
