import type { FindingType } from './finding.ts';

/** What makes a type fire and what does not, in words, for the pages of docs/findings. Numbers of the rule stand in the detectors. */
export type Description = { fires: string; not: string };

export const descriptions: Readonly<Record<FindingType, Description>> = {
  SSN: {
    fires:
      'Nine digits in the form 000-00-0000 (hyphens, dots, spaces, Unicode dashes) whose area, group and serial were given out: with a label near at 0.95, not far behind one at 0.65, in the hyphenated form even without a label at 0.75. Nine digits without separators only beside a label or under such a column.',
    not: 'Areas 000, 666 and 900 and above, group 00, serial 0000; numbers known from advertisements and forms (078-05-1120, 123-45-6789 and a few more); numbers right behind words such as "order", "case" or "GL code"; pieces of longer numbers and of links.',
  },
  ITIN: {
    fires:
      'Nine digits that begin with 9 and have 50–65, 70–88, 90–92 or 94–99 in the middle, beside a label for an ITIN, an SSN or a tax number.',
    not: 'The same digits without a label.',
  },
  EIN: {
    fires:
      "00-0000000 or nine digits with a prefix of the IRS, beside a label for an employer's or a federal tax number.",
    not: 'The same digits without a label, and prefixes that were never given out.',
  },
  CREDIT_CARD: {
    fires:
      'Twelve to nineteen digits with the prefix and length of an issuer and a right check digit (Luhn): beside a label at 0.98, written as cards are (4-4-4-4, 4-6-5, 4-6-4) at 0.9, in one piece at 0.75. Maestro, Diners Club, UnionPay and 13-digit Visa only beside a label.',
    not: 'Numbers that networks and payment services publish for tests; numbers behind "order", "transaction", "tracking" and the like; pieces of longer identifiers.',
  },
  BANK_ACCOUNT: {
    fires:
      'Five to seventeen digits behind a label for a bank account ("checking account"), or behind "account number" where a bank, a routing number or a transfer is spoken of within 160 characters.',
    not: 'Account numbers of utilities and shops, telephone numbers, dates, amounts.',
  },
  ABA: {
    fires:
      "Nine digits of a bank's range with the right check (weights 3, 7, 1) beside a label for a routing number.",
    not: 'The same digits without a label; routers and routing tables.',
  },
  IBAN: {
    fires:
      "The country's length and the check digits of ISO 13616, with or without spaces, in capitals or small letters. No label is needed.",
    not: 'Anything whose check digits are wrong.',
  },
  DL: {
    fires:
      "A number in one of the forms of the states and provinces behind a label for a driver's license or state identity card, or under such a column.",
    not: 'License keys, plates and fees; dates, amounts and telephone numbers behind the label.',
  },
  PASSPORT: {
    fires: 'Eight or nine digits, or one of the usual forms with letters, behind a label for a passport.',
    not: 'The same without a label; dates, amounts and telephone numbers behind it.',
  },
  ANUM: {
    fires:
      'Eight or nine digits, mostly behind an A, beside a label such as "alien number", "A#" or "USCIS number".',
    not: 'The same without a label, and "a number of".',
  },
  DOB: {
    fires:
      'A date of the calendar beside a label for birth, in digits or words (English, Spanish, French), and the list that follows it; a date under such a column.',
    not: 'Every other date; "born" without a date right behind it; dates by which a form is due.',
  },
  MRN: {
    fires:
      'Five to twelve digits, with up to three letters before them, behind a label for a medical record, chart or patient number.',
    not: 'The same without a label; dates, amounts and telephone numbers behind it.',
  },
  MBI: {
    fires: "The eleven characters of Medicare's numbers, beside a label, or in capitals without one at 0.75.",
    not: 'Other mixtures of letters and digits.',
  },
  NPI: {
    fires: 'Ten digits with the right check beside a label for a provider number.',
    not: 'Telephone numbers, and ten digits without a label.',
  },
  DEA: {
    fires: 'Two letters and seven digits with the right check beside a label.',
    not: 'The same without a label.',
  },
  VIN: {
    fires:
      'Seventeen letters and digits without I, O and Q beside a label; surer with the North American check digit.',
    not: 'The same without a label.',
  },
  PASSWORD: {
    fires:
      'What follows "password", "passcode", "PIN" and the like after a colon, an equals sign or "is", where it looks like a secret: digits or signs in it, or a word alone in its line. Codes and keys likewise.',
    not: 'Talk about passwords ("is required", "see below"); codes of conference calls and video meetings.',
  },
  HEALTH: {
    fires:
      'Terms that together reach the threshold of the pack, or half of it beside a name, an identifier or somebody of whom the text says something ("our client is", "inmate 30221") in the same paragraph; and one strong term beside such a person.',
    not: 'Everyday words, and single ordinary terms; a strong term as the subject of a training, a bill or a programme, or beside nobody but a contact, a speaker or a doctor.',
  },
  FINANCIAL: {
    fires:
      "Terms of a person's finances that together reach the pack's threshold, half of it beside a name or an identifier, or one strong term beside such a person.",
    not: 'Budgets, invoices and business news.',
  },
  PROFANITY: {
    fires: 'Words that offend everywhere, each alone; weaker ones when several stand together.',
    not: 'Words that have a harmless meaning, alone.',
  },
  SSN_LAST4: {
    fires: 'Four digits beside words such as "last four of SSN", or behind a masked number (xxx-xx-1234).',
    not: 'Four digits anywhere else.',
  },
  MAIDEN_NAME: {
    fires: 'The name that follows "mother\'s maiden name".',
    not: 'The question without its answer.',
  },
  CITIZENSHIP: {
    fires:
      'A term within 100 characters of a name, an identifier or somebody with a role, in the same sentence.',
    not: 'The term alone, beside a contact or a speaker only, or as the subject of a training, a bill or a programme.',
  },
  ETHNICITY_RELIGION: {
    fires:
      'A term within 100 characters of a name, an identifier or somebody with a role, in the same sentence.',
    not: 'The term alone, beside a contact or a speaker only, or as the subject of a training, a bill or a programme.',
  },
  SEXUAL_ORIENTATION: {
    fires:
      'A term within 100 characters of a name, an identifier or somebody with a role, in the same sentence.',
    not: 'The term alone, beside a contact or a speaker only, or as the subject of a training, a bill or a programme.',
  },
  CRIMINAL_HISTORY: {
    fires:
      'A term within 100 characters of a name, an identifier or somebody with a role, in the same sentence.',
    not: 'The term alone, beside a contact or a speaker only, or as the subject of a training, a bill or a programme.',
  },
  COMBINATION: {
    fires:
      'A name within 200 characters of an identifying number or secret (Maine Title 10 § 1347), or of two personal facts such as a birth date and the last four digits of an SSN (NIST SP 800-122).',
    not: 'Names alone, and a name with one birth date.',
  },
  NAME: {
    fires:
      'A common given name before another capitalised word, or what follows "patient", "Mrs." and the like. It alarms about nothing; it makes other findings count.',
    not: 'Other capitalised words.',
  },
  EMAIL: { fires: 'Every address. It alarms about nothing.', not: '' },
  PHONE: { fires: 'North American telephone numbers. They alarm about nothing.', not: '' },
};
