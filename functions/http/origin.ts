import bowser from 'bowser';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';
import type { Origin } from '../ports.ts';
import { readCookie } from './cookies.ts';
import type { Dependencies } from './dependencies.ts';

const UNKNOWN = 'unknown';
const MAX_USER_AGENT = 512;

/**
 * Where a request comes from. The caller's address is the entry of X-Forwarded-For that our own outermost
 * proxy wrote, so many from the end as the configuration says: what stands before it anybody could have written.
 */
export function originOf({ config }: Pick<Dependencies, 'config'>, c: Context): Origin {
  const entries = (c.req.header('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim());
  const { address, network } = readAddress(entries.at(-config.trustedHops) ?? '');
  return {
    address,
    network,
    device: deviceWords(c.req.header('user-agent') ?? ''),
    deviceToken: readCookie(c, 'device'),
  };
}

/** An entry of X-Forwarded-For, with or without a port, as limits count it and as words. */
function readAddress(entry: string): { address: string; network: string } {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? entry.replace(/^([\d.]+):\d+$/, '$1');
  if (!ipaddr.isValid(bare)) return { address: UNKNOWN, network: UNKNOWN };
  const parsed = ipaddr.process(bare);
  if (parsed instanceof ipaddr.IPv6) {
    const groups = parsed.parts.map((part) => part.toString(16));
    return { address: groups.slice(0, 4).join(':'), network: `${groups.slice(0, 3).join(':')}:*` };
  }
  const numbers = parsed.octets;
  return { address: numbers.join('.'), network: `${numbers.slice(0, 3).join('.')}.*` };
}

/** `Firefox on Windows`, from what the browser says of itself; nothing depends on it. */
function deviceWords(userAgent: string): string {
  const text = userAgent.slice(0, MAX_USER_AGENT);
  if (text === '') return UNKNOWN;
  const { browser, os } = bowser.parse(text);
  const names = [browser.name, os.name].filter((name) => name !== undefined && name !== '');
  // Only words of the parser's own lists reach a mail, never the header's text.
  return names.length === 0 ? UNKNOWN : names.join(' on ');
}
