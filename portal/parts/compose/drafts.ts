import { createDraftClient } from '../../../shared/api/index.ts';
import { call } from '../service.ts';

/** Saved drafts, and whom to write to. */
export const drafts = createDraftClient(call);
