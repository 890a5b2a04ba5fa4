/**
 * A mail as one character for each byte. One that Outlook decoded already is encoded as UTF-8 again, which is
 * what its parts say, or near enough for their ASCII.
 */
export function toRawMail(mail: string): string {
  if (!/[\u0100-\uffff]/.test(mail)) return mail;
  const parts: string[] = [];
  let told = 0;
  for (let i = 0; i < mail.length; i++) {
    const unit = mail.charCodeAt(i);
    if (unit < 0x80) continue;
    const code = mail.codePointAt(i) ?? unit;
    parts.push(mail.slice(told, i), encode(code));
    if (code > 0xffff) i++;
    told = i + 1;
  }
  parts.push(mail.slice(told));
  return parts.join('');
}

/** A character beyond ASCII in UTF-8 (RFC 3629). */
function encode(code: number): string {
  const tail = 0x80 | (code & 63);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail);
  const third = 0x80 | ((code >> 6) & 63);
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), third, tail);
  return String.fromCharCode(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), third, tail);
}
