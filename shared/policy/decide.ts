import type { FindingType } from '../scan/index.ts';
import type { Decision, PlacedFinding, Reason, SendFacts, Tip } from './facts.ts';
import { hasMarker } from './markers.ts';
import type { SendPolicy } from './send-policy.ts';

export type {
  Decision,
  Place,
  PlacedFinding,
  Reason,
  RecipientFact,
  SendFacts,
} from './facts.ts';
export { domainOf } from './inside.ts';
export { hasConfidentialMarker } from './markers.ts';
export { emptyMemory, type Memory, readMemory, remember, writeMemory } from './memory.ts';
export { classifyRecipients } from './recipients.ts';
export {
  builtInSendPolicy,
  changedPacks,
  parseSendPolicy,
  type SendPolicy,
} from './send-policy.ts';
export { reasonInWords, tipInWords, unreadableInWords } from './words.ts';

/**
 * Decides what happens to a message on Send: it goes, the author is asked, or it has to be sent securely. Pure;
 * alert and pane decide alike. Reasons come with the most serious first.
 */
export function decide(policy: SendPolicy, facts: SendFacts): Decision {
  const outsiders = facts.recipients.filter(({ kind }) => kind !== 'inside');
  if (outsiders.length === 0) {
    return {
      action: 'send',
      reasons: [],
      tips: facts.isConfidential ? ['confidential_inside_changes_nothing'] : [],
    };
  }
  const isMarked = hasMarker(policy, facts.subject);
  // Transport protects what goes to domains with enforced TLS; a marker still means secure.
  if (!isMarked && outsiders.every(({ kind }) => kind === 'tls')) {
    return { action: 'send', reasons: [{ code: 'tls_protects' }], tips: [] };
  }
  const { secure, warn } = weigh(policy, facts, isMarked);
  if (secure.length > 0)
    return { action: 'secure', reasons: secure.concat(warn), tips: secureTips(policy, facts) };
  if (warn.length === 0) return { action: 'send', reasons: [], tips: [] };
  const tips: Tip[] = facts.isConfidential ? ['confidential_not_needed'] : [];
  // Where Send Anyway cannot be shown a question would be a refusal.
  return { action: facts.canSendAnyway ? 'warn' : 'send', reasons: warn, tips };
}

/** Whether the findings of a type are sure and many enough for the policy, and what they then do. */
export function ruleFor(
  { types }: SendPolicy,
  type: FindingType,
  findings: readonly PlacedFinding[],
): 'secure' | 'warn' | 'off' {
  const { action, minConfidence, minCount } = types[type];
  const sure = findings.filter((finding) => finding.type === type && finding.confidence >= minConfidence);
  return sure.length >= minCount ? action : 'off';
}

function weigh(
  policy: SendPolicy,
  facts: SendFacts,
  isMarked: boolean,
): { secure: Reason[]; warn: Reason[] } {
  const secure: Reason[] = isMarked ? [{ code: 'subject_marker' }] : [];
  const warn: Reason[] = [];
  for (const type of typesIn(facts.findings)) {
    const action = ruleFor(policy, type, facts.findings);
    if (action === 'off') continue;
    const mine = facts.findings.filter((finding) => finding.type === type);
    const surest = mine.reduce((best, one) => (one.confidence > best.confidence ? one : best));
    const reason: Reason = { code: 'sensitive', type, count: mine.length, why: surest.why };
    (action === 'secure' ? secure : warn).push(reason);
  }
  for (const { name, reason } of policy.unreadable === 'ignore' ? [] : facts.unreadable) {
    (policy.unreadable === 'secure' ? secure : warn).push({ code: 'unreadable_attachment', name, reason });
  }
  if (!facts.isComplete) warn.push({ code: 'not_complete' });
  if (facts.isConfidential) {
    // Marked by its author and something found: the mark was meant.
    if (secure.length + warn.length > 0) secure.push({ code: 'confidential' });
    else warn.push({ code: 'needless_confidential' });
  }
  for (const reason of aboutPeople(policy, facts)) warn.push(reason);
  return { secure, warn };
}

function typesIn(findings: readonly PlacedFinding[]): FindingType[] {
  return Array.from(new Set(findings.map(({ type }) => type)));
}

/** Recipients who look wrong. */
function aboutPeople(policy: SendPolicy, { recipients }: SendFacts): Reason[] {
  const reasons: Reason[] = [];
  const outsiders = recipients.filter(({ kind }) => kind === 'outside');
  for (const { address, looksLike } of outsiders) {
    if (looksLike !== null) reasons.push({ code: 'look_alike', address, looksLike });
  }
  const firstTimers = outsiders.filter(({ isFirstTime }) => isFirstTime === true).length;
  if (policy.firstTime === 'warn' && firstTimers > 0)
    reasons.push({ code: 'first_time', count: firstTimers });
  if (outsiders.length > policy.maxOutsiders)
    reasons.push({ code: 'many_outsiders', count: outsiders.length });
  return reasons;
}

function secureTips(policy: SendPolicy, { recipients }: SendFacts): Tip[] {
  const tips: Tip[] = [];
  if (recipients.some(({ kind, isFirstTime }) => kind === 'outside' && isFirstTime === true))
    tips.push('phone_first');
  if (policy.guide.link !== '') tips.push('guide_in_signature');
  return tips;
}
