import { type FindingType, findingTypes } from '../scan/finding.ts';
import {
  ACTIONS,
  builtInSendPolicy,
  defaultTypeRules,
  type PackChange,
  type SendPolicy,
  type TypeRule,
} from './send-policy.ts';

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
    genuineDomainHashes: strings(value.genuineDomainHashes),
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

function parseTypes(value: unknown): Record<FindingType, TypeRule> {
  const rules: Record<FindingType, TypeRule> = { ...defaultTypeRules };
  if (!isRecord(value)) return rules;
  for (const type of Object.keys(findingTypes) as FindingType[]) {
    const given = value[type];
    if (!isRecord(given)) continue;
    const built = rules[type];
    rules[type] = {
      action: oneOf(given.action, ACTIONS, built.action),
      // What is said of a type holds wherever it stands, unless more is said.
      besidePerson:
        ACTIONS.find((one) => one === given.besidePerson) ??
        (given.action === undefined ? built.besidePerson : null),
      minConfidence: number(given.minConfidence, 0, 1, built.minConfidence),
      minCount: number(given.minCount, 1, 1000, built.minCount),
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
