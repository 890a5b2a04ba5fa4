import { type FindingType, findingTypes } from '../scan/finding.ts';
import { hashDomain } from './inside.ts';
import type { Policy } from './schema.ts';
import { defaultTypeRules, type SendPolicy, type TypeRule } from './send-policy.ts';

/** The part of the policy that is served without a token: thresholds and hashed domains, and no word of who or why. */
export function toSendPolicy({ organisation, expiry, scan, send }: Policy): SendPolicy {
  const types: Record<FindingType, TypeRule> = { ...defaultTypeRules };
  for (const type of Object.keys(findingTypes) as FindingType[]) {
    const rule = scan.types[type];
    if (rule === undefined) continue;
    const { minConfidence, minCount } = types[type];
    types[type] = {
      action: rule.action,
      // What an organisation says of a type holds wherever it stands, unless it says more.
      besidePerson: rule.besidePerson ?? null,
      minConfidence: rule.minConfidence ?? minConfidence,
      minCount: rule.minCount ?? minCount,
    };
  }
  const { tlsDomains, genuineDomains, ...open } = send;
  return {
    ...open,
    organisation: organisation.name,
    insideDomainHashes: organisation.domains.map(hashDomain),
    tlsDomainHashes: tlsDomains.map(({ domain }) => hashDomain(domain)),
    genuineDomainHashes: genuineDomains.map(hashDomain),
    types,
    packs: scan.packs,
    defaultDays: expiry.defaultDays,
  };
}
