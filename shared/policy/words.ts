import type { UnreadableReason } from '../scan/index.ts';
import { findingTypes } from '../scan/index.ts';
import type { Reason, Tip } from './facts.ts';

/** A reason in plain English, as a sentence or the piece of a list. */
export function reasonInWords(reason: Reason): string {
  switch (reason.code) {
    case 'sensitive':
      return countInWords(reason.count, findingTypes[reason.type]);
    case 'subject_marker':
      return 'The subject asks for it.';
    case 'confidential':
      return 'You marked it Confidential.';
    case 'needless_confidential':
      return 'It is marked Confidential, and nothing sensitive was found.';
    case 'not_complete':
      return 'There was no time to look at all of it.';
    case 'tls_protects':
      return 'The connection to these people is protected, so no sign-in is needed.';
    case 'unreadable_attachment':
      return `"${reason.name}" ${unreadableInWords(reason.reason)}`;
    case 'look_alike':
      return `${reason.address} looks like ${reason.looksLike}, but is another domain.`;
    case 'first_time':
      return reason.count === 1
        ? 'You have not written to one of these people before.'
        : `You have not written to ${reason.count} of these people before.`;
    case 'many_outsiders':
      return `It goes to ${reason.count} people outside.`;
  }
}

/** Advice in plain English. */
export function tipInWords(tip: Tip): string {
  return TIPS[tip];
}

/** Why an attachment could not be looked into, behind its name. */
export function unreadableInWords(reason: UnreadableReason): string {
  return UNREADABLE[reason];
}

const TIPS: Readonly<Record<Tip, string>> = {
  phone_first: 'Call people who get a secure message for the first time: they will know that it is genuine.',
  confidential_inside_changes_nothing: 'Everybody here is inside: Confidential changes nothing for them.',
  confidential_not_needed: 'Take Confidential off, and they can read this without signing in.',
  guide_in_signature: 'Put the link to the guide into your signature, so that people know what to expect.',
};

const UNREADABLE: Readonly<Record<UnreadableReason, string>> = {
  encrypted: 'is locked or protected, so it could not be looked into.',
  empty: 'came without its content, so it could not be looked into.',
  too_large: 'is too large to be looked into.',
  bomb: 'unpacks to far more than it should, so it was left alone.',
  unknown_format: 'is of a kind that cannot be looked into.',
  broken: 'is damaged, so it could not be looked into.',
  in_cloud: 'is a link to a file in the cloud, so it could not be looked into.',
};

function countInWords(count: number, { name }: { name: string }): string {
  if (count === 1) return `1 ${name}`;
  return `${count} ${PLURALS[name] ?? `${name}s`}`;
}

const PLURALS: Readonly<Record<string, string>> = {
  'date of birth': 'dates of birth',
  'last four digits of a Social Security number': 'last four digits of Social Security numbers',
  'citizenship or immigration status': 'citizenship or immigration terms',
  'ethnic or religious affiliation': 'ethnic or religious terms',
  'sexual orientation': 'terms of sexual orientation',
  'criminal history': 'terms of criminal history',
  'password or PIN': 'passwords or PINs',
  'combination that identifies a person': 'combinations that identify a person',
  'individual taxpayer number (ITIN)': 'individual taxpayer numbers (ITIN)',
  'employer identification number (EIN)': 'employer identification numbers (EIN)',
  'bank routing number (ABA)': 'bank routing numbers (ABA)',
  'international bank account number (IBAN)': 'international bank account numbers (IBAN)',
  'alien registration number (A-number)': 'alien registration numbers (A-number)',
  'Medicare number (MBI)': 'Medicare numbers (MBI)',
  'national provider number (NPI)': 'national provider numbers (NPI)',
  'vehicle identification number (VIN)': 'vehicle identification numbers (VIN)',
};
