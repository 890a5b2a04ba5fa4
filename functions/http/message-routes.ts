import { Hono } from 'hono';
import { routes } from '../../shared/api/index.ts';
import { conversation } from '../messages/conversation.ts';
import { abandonDraft, createDraft, createPart } from '../messages/draft.ts';
import { storeSubject } from '../messages/mailbox.ts';
import { open } from '../messages/open.ts';
import { send } from '../messages/send.ts';
import { noticeReleased } from '../messages/status.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { serve } from './route.ts';

/** Routes of messages; all of them need a signed-in caller. */
export function messageRoutes(deps: Dependencies): Hono<Env> {
  const { ports, directory } = deps;
  const app = new Hono<Env>();

  serve(app, deps, routes.createDraft, ({ headers, body }, { who }) =>
    createDraft(ports, who.caller, body, headers['idempotency-key']),
  );
  serve(app, deps, routes.createPart, ({ params, body }, { who }) =>
    createPart(ports, who.caller, params.id, body.sizeBytes),
  );
  serve(app, deps, routes.send, ({ params, body }, { who }) =>
    send(ports, directory, who.caller, params.id, body),
  );
  serve(app, deps, routes.abandon, ({ params }, { who }) => abandonDraft(ports, who.caller, params.id));
  serve(app, deps, routes.noticeReleased, ({ params }, { who }) =>
    noticeReleased(ports, who.caller, params.id),
  );
  serve(app, deps, routes.open, ({ params, body }, { who }) => open(ports, who.caller, params.id, body));
  serve(app, deps, routes.conversation, ({ params }, { who }) => conversation(ports, who.caller, params.id));
  serve(app, deps, routes.storeSubject, ({ params, body }, { who }) =>
    storeSubject(ports, who.caller, params.row, body.subjectCell),
  );
  return app;
}
