import type { FindingType, Pack } from '../scan/finding.ts';
import { sha256 } from './sha256.ts';

/** What findings lead to. */
export type Action = 'secure' | 'warn' | 'off';

/** What a type of finding does in a message that goes outside, from which confidence and from how many on. */
export type TypeRule = {
  action: Action;
  /** What it does beside a name or a number that says whose it is, where that is more than `action`; null: no more. */
  besidePerson: Action | null;
  minConfidence: number;
  minCount: number;
};

/** What an organisation changes of a built-in lexicon. */
export type PackChange = {
  isOff: boolean;
  threshold: number | null;
  add: readonly { term: string; weight: number; strong: boolean; alone: boolean }[];
  remove: readonly string[];
};

/**
 * The part of the policy that the decision on send needs. It is served without a token, so it holds
 * thresholds and hashed domains only (SHA-256 of the domain in lower case, base64url).
 */
export type SendPolicy = {
  organisation: string;
  insideDomainHashes: readonly string[];
  tlsDomainHashes: readonly string[];
  /** Domains outside that look like a known one by right. */
  genuineDomainHashes: readonly string[];
  types: Readonly<Record<FindingType, TypeRule>>;
  packs: Readonly<Record<string, PackChange>>;
  /** In the subject, in lower case: always secure when somebody outside gets it. */
  subjectMarkers: readonly string[];
  /** At the begin of a subject, in lower case: as good as a Confidential label. */
  confidentialMarkers: readonly string[];
  /** Names or ids of sensitivity labels that mean Confidential, in lower case. */
  confidentialLabels: readonly string[];
  /** What the author may do with what has to be sent securely: see the schema. */
  mode: 'PromptUser' | 'SoftBlock' | 'Block';
  unreadable: 'secure' | 'warn' | 'ignore';
  firstTime: 'warn' | 'tip';
  /** More people outside than this are worth a question. */
  maxOutsiders: number;
  /** Whether "not sensitive" is reported to the audit log, by type only. */
  reportOverrides: boolean;
  /** Days that a message stays readable when nobody chooses. */
  defaultDays: number;
  guide: { link: string; tagline: string };
};

/** All of them. */
export const ACTIONS: readonly Action[] = ['secure', 'warn', 'off'];

const rule = (action: Action, minConfidence: number, besidePerson: Action | null = null): TypeRule => ({
  action,
  besidePerson,
  minConfidence,
  minCount: 1,
});
/** One of label and checksum or exact form (0.75) is enough; a label that is far away (0.65) is not. */
const secure = rule('secure', 0.75);
const warn = rule('warn', 0.75);
const off = rule('off', 0.75);

/**
 * What each type does where the policy says nothing. People switch off what cries wolf, so only what takes
 * somebody's identity, money or privacy holds a mail back; what needs a person beside it to do harm asks; and
 * what stands on a letterhead does nothing. An organisation sets each of them as it wants.
 */
export const defaultTypeRules: Readonly<Record<FindingType, TypeRule>> = {
  // Each is enough to take an identity or an account (Maine Title 10 § 1347, NIST SP 800-122).
  SSN: secure,
  ITIN: secure,
  CREDIT_CARD: secure,
  BANK_ACCOUNT: secure,
  IBAN: secure,
  DL: secure,
  PASSPORT: secure,
  ANUM: secure,
  // Each names a patient: health information by itself (45 CFR 164.514).
  MRN: secure,
  MBI: secure,
  // The word "password" stands in much mail that holds none, so only the surest.
  PASSWORD: rule('secure', 0.85),
  // By themselves they tell nobody apart; beside a person they do (DHS, sensitive PII "if paired").
  DOB: rule('warn', 0.85, 'secure'),
  SSN_LAST4: rule('warn', 0.75, 'secure'),
  // Printed on cheques, invoices, letterheads and windscreens, or looked up by anyone.
  EIN: off,
  ABA: off,
  NPI: off,
  VIN: off,
  // Looked up by pharmacists and no one else; with it prescriptions are forged.
  DEA: warn,
  // Lexicons weigh several terms, or find a strong one beside a person.
  HEALTH: secure,
  FINANCIAL: secure,
  // Rude, and no secret.
  PROFANITY: warn,
  // With it a bank's question is answered.
  MAIDEN_NAME: secure,
  // They fire only beside a person, as in the DHS chart.
  CITIZENSHIP: secure,
  ETHNICITY_RELIGION: secure,
  SEXUAL_ORIENTATION: secure,
  CRIMINAL_HISTORY: secure,
  COMBINATION: secure,
  // In every signature.
  NAME: off,
  EMAIL: off,
  PHONE: off,
};

/** What holds where neither the service nor a copy of its policy is there: the sender's own domain is inside, everybody else outside. */
export function builtInSendPolicy(senderDomain: string): SendPolicy {
  return {
    organisation: '',
    insideDomainHashes: [sha256(senderDomain.toLowerCase())],
    tlsDomainHashes: [],
    genuineDomainHashes: [],
    types: defaultTypeRules,
    packs: {},
    subjectMarkers: ['[secure]', '[encrypt]'],
    confidentialMarkers: ['confidential:', '[confidential]'],
    confidentialLabels: ['confidential', 'highly confidential'],
    mode: 'SoftBlock',
    unreadable: 'warn',
    firstTime: 'tip',
    maxOutsiders: 20,
    reportOverrides: false,
    defaultDays: 20,
    guide: { link: '', tagline: '' },
  };
}

/** So much of a hash (96 bits) tells domains apart; kept copies hold no more of it. */
export const KEY_CHARS = 16;

/** What hashes of domains are compared by. */
export function hashKey(hash: string): string {
  return hash.slice(0, KEY_CHARS);
}

/** The lexicons as the organisation wants them. */
export function changedPacks(packs: readonly Pack[], changes: SendPolicy['packs']): Pack[] {
  const changed: Pack[] = [];
  for (const pack of packs) {
    const change = changes[pack.id];
    if (change === undefined) {
      changed.push(pack);
    } else if (!change.isOff) {
      const gone = new Set(change.remove.concat(change.add.map(({ term }) => term)));
      const terms = pack.terms.filter(({ term }) => !gone.has(term)).concat(change.add);
      changed.push({ ...pack, terms, threshold: change.threshold ?? pack.threshold });
    }
  }
  return changed;
}
