import {
  classifyRecipients,
  type Decision,
  decide,
  type Memory,
  type RecipientFact,
  type SendFacts,
  type SendPolicy,
} from '../../../shared/policy/decide.ts';
import type { Confidential } from '../../outlook/confidential.ts';
import { withoutFallenCombinations } from '../../outlook/fallen-combinations.ts';
import { confidentialBy, type OtherMark } from '../confidential-by.ts';
import type { AlertContext } from './alert-context.ts';
import { explainDecision, type Verdict } from './explain-decision.ts';
import type { Part } from './look-into-file.ts';
import { type Group, groupRows } from './rows.ts';

/** What keeps the check from working as it should; the pane has words for each. */
export type Trouble = 'scanner' | 'not_remembered' | 'too_many_dismissed';

/** What is known of a draft while it is being written. */
export type Known = {
  subject: string;
  parts: readonly Part[];
  /** Addresses of all recipients that Outlook has resolved. */
  addresses: readonly string[];
  confidential: Confidential;
  /** Keys of what its author called not sensitive. */
  dismissed: ReadonlySet<string>;
  trouble: Trouble | null;
  /** Whether the text leads to the organisation's guide already. */
  hasGuide: boolean;
  /** Why the alert opened this pane; null where it did not. */
  openedBy: AlertContext | null;
};

/** The draft as the check sees it. */
export type CheckState = {
  parts: readonly Part[];
  groups: readonly Group[];
  /** Whether every part of the draft has been looked at. */
  isSettled: boolean;
  recipients: readonly RecipientFact[];
  /** Our own mark, and what else makes the draft Confidential. */
  confidential: { isMarked: boolean; by: OtherMark | null };
  decision: Decision;
  /** What will happen on Send; null while that cannot be said yet. */
  verdict: Verdict | null;
  trouble: Trouble | null;
  /** The guide that the text should lead to; null where it need not, or does. */
  guide: SendPolicy['guide'] | null;
  openedBy: AlertContext | null;
};

/** Decides on a draft as the alert will do. `memory`: whom this mailbox wrote to, null where nobody is remembered. */
export function assess(policy: SendPolicy, memory: Memory | null, known: Known): CheckState {
  const { subject, parts, dismissed, trouble, hasGuide, openedBy } = known;
  const found = parts.flatMap((part) => withoutFallenCombinations(part.found, dismissed));
  const recipients = classifyRecipients(policy, known.addresses, memory);
  const by = confidentialBy(policy, subject, known.confidential);
  const { isMarked } = known.confidential;
  const facts: SendFacts = {
    recipients,
    subject,
    isConfidential: isMarked || by !== null,
    findings: found.filter(({ key }) => !dismissed.has(key)),
    unreadable: parts.flatMap(unreadIn),
    isComplete: parts.every(({ state }) => state.kind !== 'looked' || state.isWhole),
    // The pane warns in any case: nothing waits for an answer here.
    canSendAnyway: true,
  };
  const decision = decide(policy, facts);
  const isSettled = parts.every(({ state }) => state.kind !== 'looking');
  // What is still being read can only add to it.
  const isSure = isSettled || decision.action === 'secure';
  return {
    parts,
    groups: groupRows(policy, found, dismissed),
    isSettled,
    recipients,
    confidential: { isMarked, by },
    decision,
    verdict: isSure ? explainDecision(decision, facts, policy.organisation) : null,
    trouble,
    guide: decision.tips.includes('guide_in_signature') && !hasGuide ? policy.guide : null,
    openedBy,
  };
}

/** An attachment that could not be looked into, whole or in part. */
function unreadIn({ place, state }: Part): SendFacts['unreadable'][number][] {
  const reason = state.kind === 'unreadable' ? state.reason : state.kind === 'looked' ? state.unread : null;
  return place.part === 'attachment' && reason !== null ? [{ name: place.name, reason }] : [];
}
