import * as z from 'zod/mini';
import { idSchema } from '../basic-schemas.ts';
import type { Route } from '../route.ts';
import * as s from './schemas.ts';

const onDraft = {
  access: 'signed_in',
  params: z.strictObject({ id: idSchema }),
  path: '/drafts/{id}',
} as const;

/** Routes of saved drafts, and of finding whom to write to. */
export const draftRoutes = {
  saveDraft: {
    ...onDraft,
    method: 'PUT',
    body: s.saveDraftRequestSchema,
    status: 200,
    answer: s.savedAnswerSchema,
  },
  readDraft: { ...onDraft, method: 'GET', status: 200, answer: s.savedDraftAnswerSchema },
  draftPart: {
    access: 'signed_in',
    method: 'GET',
    path: '/drafts/{id}/parts/{partId}',
    params: z.strictObject({ id: idSchema, partId: idSchema }),
    status: 200,
    answer: s.draftPartAnswerSchema,
  },
  discardDraft: { ...onDraft, method: 'DELETE', status: 204 },
  findPeople: {
    method: 'GET',
    path: '/people',
    access: 'signed_in',
    query: z.object({ q: s.wordsSchema }),
    status: 200,
    answer: s.peopleAnswerSchema,
  },
} as const satisfies Record<string, Route>;
