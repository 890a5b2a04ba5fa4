import type { Finding, FindingType, UnreadableReason } from '../scan/index.ts';

/** Where in a message a finding stands. */
export type Place = { part: 'subject' } | { part: 'body' } | { part: 'attachment'; name: string };
export type PlacedFinding = Finding & { place: Place };

/** A place as one text, equal for equal places. */
export function placeKey(place: Place): string {
  return place.part === 'attachment' ? `attachment ${place.name}` : place.part;
}

/** What an address turned out to be. `looksLike`: a known domain that it could be mistaken for. */
export type RecipientFact = {
  address: string;
  kind: 'inside' | 'tls' | 'outside';
  looksLike: string | null;
  /** Never written to before, as far as this Outlook remembers; null where it remembers nothing. */
  isFirstTime: boolean | null;
};

/** Everything that the decision depends on; alert, pane and tests fill it alike. */
export type SendFacts = {
  recipients: readonly RecipientFact[];
  subject: string;
  /** A Confidential label, our own mark, or a marker in the subject. */
  isConfidential: boolean;
  findings: readonly PlacedFinding[];
  unreadable: readonly { name: string; reason: UnreadableReason }[];
  /** False where the time ran out before everything was looked at. */
  isComplete: boolean;
  /** Whether this Outlook can show Send Anyway. */
  canSendAnyway: boolean;
};

/** One thing that led to the decision; `code` is stable, the words for it stand in catalogues. */
export type Reason =
  | { code: 'sensitive'; type: FindingType; count: number; why: string }
  | { code: 'subject_marker' | 'confidential' | 'needless_confidential' | 'not_complete' | 'tls_protects' }
  | { code: 'unreadable_attachment'; name: string; reason: UnreadableReason }
  | { code: 'look_alike'; address: string; looksLike: string }
  | { code: 'first_time' | 'many_outsiders'; count: number };

/** Advice that goes with a decision. */
export type Tip =
  | 'phone_first'
  | 'confidential_inside_changes_nothing'
  | 'confidential_not_needed'
  | 'guide_in_signature';

export type Decision = {
  action: 'send' | 'warn' | 'secure';
  reasons: readonly Reason[];
  tips: readonly Tip[];
};
