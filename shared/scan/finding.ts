/** Every kind of finding, with its name in words. `alarms`: whether a policy may act on it by itself. */
export const findingTypes = {
  SSN: { name: 'Social Security number', alarms: true },
  ITIN: { name: 'individual taxpayer number (ITIN)', alarms: true },
  EIN: { name: 'employer identification number (EIN)', alarms: true },
  CREDIT_CARD: { name: 'payment card number', alarms: true },
  BANK_ACCOUNT: { name: 'bank account number', alarms: true },
  ABA: { name: 'bank routing number (ABA)', alarms: true },
  IBAN: { name: 'international bank account number (IBAN)', alarms: true },
  DL: { name: "driver's license number", alarms: true },
  PASSPORT: { name: 'passport number', alarms: true },
  ANUM: { name: 'alien registration number (A-number)', alarms: true },
  DOB: { name: 'date of birth', alarms: true },
  MRN: { name: 'medical record number', alarms: true },
  MBI: { name: 'Medicare number (MBI)', alarms: true },
  NPI: { name: 'national provider number (NPI)', alarms: true },
  DEA: { name: 'DEA registration number', alarms: true },
  VIN: { name: 'vehicle identification number (VIN)', alarms: true },
  PASSWORD: { name: 'password or PIN', alarms: true },
  HEALTH: { name: 'health term', alarms: true },
  FINANCIAL: { name: 'financial term', alarms: true },
  PROFANITY: { name: 'offensive word', alarms: true },
  SSN_LAST4: { name: 'last four digits of a Social Security number', alarms: true },
  MAIDEN_NAME: { name: "mother's maiden name", alarms: true },
  CITIZENSHIP: { name: 'citizenship or immigration status', alarms: true },
  ETHNICITY_RELIGION: { name: 'ethnic or religious affiliation', alarms: true },
  SEXUAL_ORIENTATION: { name: 'sexual orientation', alarms: true },
  CRIMINAL_HISTORY: { name: 'criminal history', alarms: true },
  COMBINATION: { name: 'combination that identifies a person', alarms: true },
  NAME: { name: "person's name", alarms: false },
  EMAIL: { name: 'e-mail address', alarms: false },
  PHONE: { name: 'telephone number', alarms: false },
} as const;

export type FindingType = keyof typeof findingTypes;

/** What the lexicons find: words, which say what a message is about and are no secret themselves. */
export const wordTypes: readonly FindingType[] = [
  'HEALTH',
  'FINANCIAL',
  'PROFANITY',
  'CITIZENSHIP',
  'ETHNICITY_RELIGION',
  'SEXUAL_ORIENTATION',
  'CRIMINAL_HISTORY',
];

/** One thing that the scanner found. */
export type Finding = {
  type: FindingType;
  /** UTF-16 offsets into the text: from `start`, up to and without `end`. */
  start: number;
  end: number;
  /** 0 to 1: how sure this is. 0.9 and more: label and checksum or exact form; 0.75: one of them; less: weak. */
  confidence: number;
  /** What made it fire: the label's words, the checksum, the lexicon's entry. Never the value itself. */
  why: string;
};

/**
 * A lexicon as data. It fires where the weights of distinct terms within `windowChars` characters reach
 * `threshold`, or where a strong term stands beside a person's name or identifier.
 */
export type Pack = {
  id: string;
  type: FindingType;
  title: string;
  /** Where the terms come from, in a sentence, and when they were gathered (YYYY-MM-DD). */
  source: string;
  date: string;
  threshold: number;
  windowChars: number;
  /**
   * `term`: lower-case words, accents and apostrophes as a space or left out ("crohn s disease"); a plural
   * that only adds "s" to the last word is found by itself. `weight`: 1 ordinary, less for ambiguous ones.
   * `strong`: one of it is enough beside a person. `alone`: one of it is enough anywhere.
   */
  terms: readonly { term: string; weight: number; strong?: boolean; alone?: boolean }[];
};

/** Why an attachment could not be looked into. */
export type UnreadableReason =
  | 'encrypted'
  | 'empty'
  | 'too_large'
  | 'bomb'
  | 'unknown_format'
  | 'broken'
  | 'in_cloud';
