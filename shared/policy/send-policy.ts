import { type FindingType, findingTypes, type Pack } from '../scan/index.ts';
import { sha256 } from './sha256.ts';

/** What a type of finding does in a message that goes outside, from which confidence and from how many on. */
export type TypeRule = { action: 'secure' | 'warn' | 'off'; minConfidence: number; minCount: number };

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
  types: Readonly<Record<FindingType, TypeRule>>;
  packs: Readonly<Record<string, PackChange>>;
  /** In the subject, in lower case: always secure when somebody outside gets it. */
  subjectMarkers: readonly string[];
  /** At the begin of a subject, in lower case: as good as a Confidential label. */
  confidentialMarkers: readonly string[];
  /** Names or ids of sensitivity labels that mean Confidential, in lower case. */
  confidentialLabels: readonly string[];
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

const secure = (minConfidence = 0.75): TypeRule => ({ action: 'secure', minConfidence, minCount: 1 });
const warn = (minConfidence = 0.75): TypeRule => ({ action: 'warn', minConfidence, minCount: 1 });
const off: TypeRule = { action: 'off', minConfidence: 0.75, minCount: 1 };

/**
 * What each type does where the policy says nothing. What is enough to take somebody's identity or money is
 * secured; a birth date alone, and numbers that are half public, only ask; what a business prints on its
 * letterhead is off. People switch off what cries wolf.
 */
export const defaultTypeRules: Readonly<Record<FindingType, TypeRule>> = {
  SSN: secure(),
  ITIN: secure(),
  EIN: off,
  CREDIT_CARD: secure(),
  BANK_ACCOUNT: secure(),
  ABA: off,
  IBAN: warn(),
  DL: secure(),
  PASSPORT: secure(),
  ANUM: secure(),
  DOB: warn(0.85),
  MRN: secure(),
  MBI: secure(),
  NPI: off,
  DEA: warn(),
  VIN: off,
  PASSWORD: secure(0.85),
  HEALTH: secure(),
  FINANCIAL: secure(),
  PROFANITY: warn(),
  SSN_LAST4: warn(),
  MAIDEN_NAME: secure(),
  CITIZENSHIP: secure(),
  ETHNICITY_RELIGION: secure(),
  SEXUAL_ORIENTATION: secure(),
  CRIMINAL_HISTORY: secure(),
  COMBINATION: secure(),
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

/** Reads what the service answered or an older copy of it, whatever it holds: what is missing or of another form is as built in. */
export function parseSendPolicy(value: unknown, senderDomain: string): SendPolicy {
  const built = builtInSendPolicy(senderDomain);
  if (!isRecord(value)) return built;
  const inside = strings(value.insideDomainHashes);
  const guide = isRecord(value.guide) ? value.guide : {};
  return {
    organisation: text(value.organisation, built.organisation),
    insideDomainHashes: inside.length === 0 ? built.insideDomainHashes : inside,
    tlsDomainHashes: strings(value.tlsDomainHashes),
    types: parseTypes(value.types),
    packs: parsePacks(value.packs),
    subjectMarkers: Array.isArray(value.subjectMarkers)
      ? strings(value.subjectMarkers)
      : built.subjectMarkers,
    confidentialMarkers: Array.isArray(value.confidentialMarkers)
      ? strings(value.confidentialMarkers)
      : built.confidentialMarkers,
    confidentialLabels: Array.isArray(value.confidentialLabels)
      ? strings(value.confidentialLabels)
      : built.confidentialLabels,
    mode: oneOf(value.mode, ['PromptUser', 'SoftBlock', 'Block'], built.mode),
    unreadable: oneOf(value.unreadable, ['secure', 'warn', 'ignore'], built.unreadable),
    firstTime: oneOf(value.firstTime, ['warn', 'tip'], built.firstTime),
    maxOutsiders: number(value.maxOutsiders, 1, 500, built.maxOutsiders),
    reportOverrides: value.reportOverrides === true,
    defaultDays: number(value.defaultDays, 1, 3650, built.defaultDays),
    guide: { link: text(guide.link, ''), tagline: text(guide.tagline, '') },
  };
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

function parseTypes(value: unknown): Record<FindingType, TypeRule> {
  const rules: Record<FindingType, TypeRule> = { ...defaultTypeRules };
  if (!isRecord(value)) return rules;
  for (const type of Object.keys(findingTypes) as FindingType[]) {
    const rule = value[type];
    if (!isRecord(rule)) continue;
    const built = rules[type];
    rules[type] = {
      action: oneOf(rule.action, ['secure', 'warn', 'off'], built.action),
      minConfidence: number(rule.minConfidence, 0, 1, built.minConfidence),
      minCount: number(rule.minCount, 1, 1000, built.minCount),
    };
  }
  return rules;
}

function parsePacks(value: unknown): Record<string, PackChange> {
  const changes: Record<string, PackChange> = {};
  if (!isRecord(value)) return changes;
  for (const id of Object.keys(value)) {
    const change = value[id];
    if (!isRecord(change)) continue;
    const added = Array.isArray(change.add) ? change.add.filter(isRecord) : [];
    changes[id] = {
      isOff: change.isOff === true,
      threshold: typeof change.threshold === 'number' && change.threshold > 0 ? change.threshold : null,
      add: added
        .map((term) => ({
          term: text(term.term, ''),
          weight: number(term.weight, 0, 10, 1),
          strong: term.strong === true,
          alone: term.alone === true,
        }))
        .filter(({ term }) => term !== ''),
      remove: strings(change.remove),
    };
  }
  return changes;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function number(value: unknown, min: number, max: number, otherwise: number): number {
  return typeof value === 'number' && value >= min && value <= max ? value : otherwise;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((one) => one === value) ?? otherwise;
}
