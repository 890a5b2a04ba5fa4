export { type Finding, type FindingType, findingTypes, type Pack } from './finding.ts';
export { createScanner, type ScanOptions, scan } from './scan.ts';
