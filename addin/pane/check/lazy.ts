/** The check and its views: one chunk, loaded once the pane stands, because neither is needed to send. */
export { ConfidentialOption } from '../parts/ConfidentialOption.tsx';
export { Findings } from '../parts/Findings.tsx';
export { OpenedBecause } from '../parts/OpenedBecause.tsx';
export { PassphraseOption } from '../parts/PassphraseOption.tsx';
export { TaglineTip } from '../parts/TaglineTip.tsx';
export { startCheck } from './start-check.ts';
