/** What envelope.test.ts runs in Chromium: the same checks as Node runs, bundled into a page. */
export { tamperWithMessages } from '../unit/envelope/tampering/messages.ts';
export { tamperWithParts } from '../unit/envelope/tampering/parts.ts';
export { everyPartOpens, noChangeOpens } from '../unit/envelope/tampering/properties.ts';
export { openMessageVector, openPartVector } from '../vectors/open-vectors.ts';
export { gcmCases, runGcmCase, runWrapCase, wrapCases } from '../vectors/published.ts';
