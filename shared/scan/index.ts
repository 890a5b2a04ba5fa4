export { type Finding, type FindingType, findingTypes, type Pack, type UnreadableReason } from './finding.ts';
export { builtInPacks } from './packs/index.ts';
export { createScanner, type ScanOptions, scan } from './scan.ts';
