import { hasConfidentialMarker } from '../../shared/policy/markers.ts';
import type { SendPolicy } from '../../shared/policy/send-policy.ts';
import { type Confidential, isConfidentialLabel } from '../outlook/confidential.ts';

/** What makes a draft Confidential beside our own mark: a label of Outlook's, or how its subject begins. */
export type OtherMark = { kind: 'label'; name: string } | { kind: 'subject' };
/** What the policy calls Confidential. */
export type ConfidentialWords = Pick<SendPolicy, 'confidentialLabels' | 'confidentialMarkers'>;

/** Finds what else makes it so; null where our own mark is all that can. */
export function confidentialBy(
  policy: ConfidentialWords,
  subject: string,
  { label }: Confidential,
): OtherMark | null {
  if (label !== null && isConfidentialLabel(label, policy.confidentialLabels)) {
    return { kind: 'label', name: label.names.at(-1) ?? label.id };
  }
  return hasConfidentialMarker(policy, subject) ? { kind: 'subject' } : null;
}
