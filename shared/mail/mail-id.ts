/** The Message-ID of a mail of the service, without angle brackets (RFC 5322); the same name for every try of one mail. */
export function mailId(origin: string, name: string): string {
  return `${name}@${new URL(origin).hostname}`;
}
