import { hashKey, KEY_CHARS, type PackChange, type SendPolicy } from './send-policy.ts';

/** Of the 32 kB that Outlook keeps for the add-in, so many characters are for the policy. */
const MAX_KEPT_CHARS = 20_000;

/**
 * The policy as JSON of at most 20,000 characters, for Outlook's roaming settings and for parseSendPolicy. What
 * does not fit is left out, so that the copy errs on the careful side: first terms of lexicons, then domains
 * with TLS, whose people are then outside. Null where even the rest is too long.
 */
export function compactSendPolicy(policy: SendPolicy): string | null {
  const cut: SendPolicy = {
    ...policy,
    insideDomainHashes: policy.insideDomainHashes.map(hashKey),
    tlsDomainHashes: policy.tlsDomainHashes.map(hashKey),
    genuineDomainHashes: policy.genuineDomainHashes.map(hashKey),
  };
  const whole = JSON.stringify(cut);
  if (whole.length <= MAX_KEPT_CHARS) return whole;
  const withoutTerms = { ...cut, packs: packsWithoutTerms(cut.packs) };
  const tooMany = JSON.stringify(withoutTerms).length - MAX_KEPT_CHARS;
  // Each hash stands in quotes, with a comma.
  const kept = Math.max(0, cut.tlsDomainHashes.length - Math.ceil(Math.max(0, tooMany) / (KEY_CHARS + 3)));
  const text = JSON.stringify({ ...withoutTerms, tlsDomainHashes: cut.tlsDomainHashes.slice(0, kept) });
  return text.length <= MAX_KEPT_CHARS ? text : null;
}

function packsWithoutTerms(packs: SendPolicy['packs']): SendPolicy['packs'] {
  const left: Record<string, PackChange> = {};
  for (const id of Object.keys(packs)) {
    const change = packs[id];
    if (change !== undefined) left[id] = { ...change, add: [], remove: [] };
  }
  return left;
}
