import type { Call } from '../caller.ts';
import { draftRoutes } from './routes.ts';
import type { SaveDraftRequest } from './schemas.ts';

export type DraftClient = ReturnType<typeof createDraftClient>;

/** The typed client of saved drafts and of finding people; `call` is what createCaller made. */
export function createDraftClient(call: Call) {
  return {
    /** Saves over the version that the caller knows; throws `conflict` where another stands there. Safe to repeat. */
    saveDraft: (id: string, body: SaveDraftRequest) => call(draftRoutes.saveDraft, { params: { id }, body }),
    /** Throws `not_found` where nothing was saved, `conflict` where it is no draft any more. */
    readDraft: (id: string) => call(draftRoutes.readDraft, { params: { id } }),
    /** A link to one part that was uploaded; throws `not_found` where none was. */
    draftPart: (id: string, partId: string) => call(draftRoutes.draftPart, { params: { id, partId } }),
    /** Gives a draft up; one that was sent stays sent. */
    discardDraft: (id: string) => call(draftRoutes.discardDraft, { params: { id } }),
    /** People of the organisation, for staff; two characters at least. */
    findPeople: (words: string) => call(draftRoutes.findPeople, { query: { q: words } }),
  };
}
