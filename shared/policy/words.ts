import type { FindingType, UnreadableReason } from '../scan/index.ts';
import type { Reason, Tip } from './facts.ts';

/** A reason in plain English, as a sentence or the piece of a list. */
export function reasonInWords(reason: Reason): string {
  switch (reason.code) {
    case 'sensitive':
      return foundInWords(reason.type, reason.count);
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

function foundInWords(type: FindingType, count: number): string {
  const [one, many] = FOUND[type];
  return `${count} ${count === 1 ? one : many}`;
}

/** What stands behind a 1, and behind every other number. */
const FOUND: Readonly<Record<FindingType, readonly [string, string]>> = {
  SSN: ['Social Security number', 'Social Security numbers'],
  ITIN: ['individual taxpayer number (ITIN)', 'individual taxpayer numbers (ITIN)'],
  EIN: ['employer identification number (EIN)', 'employer identification numbers (EIN)'],
  CREDIT_CARD: ['payment card number', 'payment card numbers'],
  BANK_ACCOUNT: ['bank account number', 'bank account numbers'],
  ABA: ['bank routing number (ABA)', 'bank routing numbers (ABA)'],
  IBAN: ['international bank account number (IBAN)', 'international bank account numbers (IBAN)'],
  DL: ["driver's license number", "driver's license numbers"],
  PASSPORT: ['passport number', 'passport numbers'],
  ANUM: ['alien registration number (A-number)', 'alien registration numbers (A-number)'],
  DOB: ['date of birth', 'dates of birth'],
  MRN: ['medical record number', 'medical record numbers'],
  MBI: ['Medicare number (MBI)', 'Medicare numbers (MBI)'],
  NPI: ['national provider number (NPI)', 'national provider numbers (NPI)'],
  DEA: ['DEA registration number', 'DEA registration numbers'],
  VIN: ['vehicle identification number (VIN)', 'vehicle identification numbers (VIN)'],
  PASSWORD: ['password or PIN', 'passwords or PINs'],
  HEALTH: ['health term', 'health terms'],
  FINANCIAL: ['financial term', 'financial terms'],
  PROFANITY: ['offensive word', 'offensive words'],
  SSN_LAST4: ['ending of a Social Security number', 'endings of Social Security numbers'],
  MAIDEN_NAME: ["mother's maiden name", "mothers' maiden names"],
  CITIZENSHIP: ['citizenship or immigration term', 'citizenship or immigration terms'],
  ETHNICITY_RELIGION: ['ethnic or religious term', 'ethnic or religious terms'],
  SEXUAL_ORIENTATION: ['term of sexual orientation', 'terms of sexual orientation'],
  CRIMINAL_HISTORY: ['term of criminal history', 'terms of criminal history'],
  COMBINATION: ['combination that identifies a person', 'combinations that identify a person'],
  NAME: ["person's name", "people's names"],
  EMAIL: ['e-mail address', 'e-mail addresses'],
  PHONE: ['telephone number', 'telephone numbers'],
};
