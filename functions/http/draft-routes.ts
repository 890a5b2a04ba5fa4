import { Hono } from 'hono';
import { draftRoutes } from '../../shared/api/index.ts';
import { findPeople } from '../accounts/find-people.ts';
import { discardDraft, linkDraftPart, readDraft, saveDraft } from '../messages/saved-draft.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { serve } from './route.ts';

/** Routes of saved drafts and of finding whom to write to. */
export function draftRoutesOf(deps: Dependencies): Hono<Env> {
  const { ports, people } = deps;
  const app = new Hono<Env>();
  serve(app, deps, draftRoutes.saveDraft, ({ params, body }, { who }) =>
    saveDraft(ports, who.caller, params.id, body),
  );
  serve(app, deps, draftRoutes.readDraft, ({ params }, { who }) => readDraft(ports, who.caller, params.id));
  serve(app, deps, draftRoutes.draftPart, ({ params }, { who }) =>
    linkDraftPart(ports, who.caller, params.id, params.partId),
  );
  serve(app, deps, draftRoutes.discardDraft, ({ params }, { who }) =>
    discardDraft(ports, who.caller, params.id),
  );
  serve(app, deps, draftRoutes.findPeople, async ({ query }, { who }) => ({
    people: await findPeople(ports, people, who.caller, query.q),
  }));
  return app;
}
