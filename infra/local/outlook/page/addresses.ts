import type { Recipient } from '../mail-item.ts';

/** Reads "Name <a@b>", "a@b" and lists of them (comma or semicolon) into recipients. */
export function parseRecipients(text: string): Recipient[] {
  return (text.match(/(?:"[^"]*"|<[^>]*>|[^,;"<])+/g) ?? []).flatMap((part) => {
    const named = /^\s*"?([^"<]*?)"?\s*<([^>]*)>\s*$/.exec(part);
    const address = (named?.[2] ?? part).trim();
    return address === '' ? [] : [{ name: named?.[1] || address, address }];
  });
}

/** True when mail can be sent to the address as written. */
export function isAddress(address: string): boolean {
  return /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$/.test(address);
}
