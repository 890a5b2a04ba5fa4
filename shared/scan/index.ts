export {
  defaultLimits,
  type FileLimits,
  type FileText,
  fileNameText,
  type InnerPdf,
  readFileText,
  readMailText,
} from './files/index.ts';
export { type Finding, type FindingType, findingTypes, type Pack, type UnreadableReason } from './finding.ts';
export { type Excerpt, maskExcerpt } from './mask.ts';
export { builtInPacks } from './packs/index.ts';
export { createScanner, scan } from './scan.ts';
