import type { SendPolicy } from './send-policy.ts';

/** Whether the subject asks for Send Secure by itself, as in "[secure]". */
export function hasMarker({ subjectMarkers }: Pick<SendPolicy, 'subjectMarkers'>, subject: string): boolean {
  const small = subject.toLowerCase();
  return subjectMarkers.some((marker) => marker !== '' && small.indexOf(marker) >= 0);
}

/** Whether the subject says Confidential by itself, as in "Confidential: salaries", also behind "RE:" and "FW:". */
export function hasConfidentialMarker(
  { confidentialMarkers }: Pick<SendPolicy, 'confidentialMarkers'>,
  subject: string,
): boolean {
  const small = subject
    .toLowerCase()
    .replace(/^(?:\s{0,3}(?:re|fw|fwd):){1,9}/, '')
    .trim();
  return confidentialMarkers.some((marker) => marker !== '' && small.indexOf(marker) === 0);
}
