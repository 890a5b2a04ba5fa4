import { type Place, placeKey } from '../../shared/policy/facts.ts';
import type { FindingType } from '../../shared/scan/index.ts';
import { shortChecksum } from './checksum.ts';

/**
 * What the author called "not sensitive", so that pane and alert both know it and a pane that opens
 * again does too. It stands in the header `x-sealpost-dismissed` of the draft as
 *
 *   1 <key> <key> ...
 *
 * A key is a checksum of type, value and place, never the value. It goes on holding while the author
 * writes elsewhere, and no longer once the value itself changes. The same value of the same type in the
 * same place is one finding.
 */

/** Most keys of one draft: name and value of a header have 998 characters (RFC 5322), nine a key. */
export const MAX_DISMISSED = 100;
const VERSION = '1';

/** The key of a finding; `value` is the text that it covers. */
export function dismissedKey(type: FindingType, value: string, place: Place): string {
  return shortChecksum(`${type}\n${normalise(value)}\n${placeKey(place)}`);
}

/** The keys of a header's value; none of a value that is not ours. */
export function parseDismissed(header: string): string[] {
  const [version, ...keys] = header.trim().split(/\s+/);
  return version === VERSION ? keys.filter((key) => /^[0-9a-f]{8}$/.test(key)) : [];
}

/** The header's value for keys, of which the first hundred count. */
export function formatDismissed(keys: readonly string[]): string {
  return [VERSION, ...Array.from(new Set(keys)).slice(0, MAX_DISMISSED)].join(' ');
}

/** Spaces, dashes and case may change as Outlook saves; they make no other value. */
function normalise(value: string): string {
  return value.toLowerCase().replace(/[\s\u00ad\u200b-\u200d\u2010-\u2015\u2060\ufeff.\-_/]+/g, '');
}
