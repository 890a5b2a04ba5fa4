import { Hono } from 'hono';
import { mailboxRoutes } from '../../shared/api/index.ts';
import { listFolders, makeFolder, removeFolder, renameFolder } from '../messages/folders.ts';
import { listMailbox } from '../messages/mailbox.ts';
import { markRows } from '../messages/mark-rows.ts';
import { moveRows } from '../messages/move-rows.ts';
import { removeRows } from '../messages/remove-rows.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { serve } from './route.ts';

/** Routes of the caller's own mailbox: each reaches the caller's partition alone. */
export function mailboxRoutesOf(deps: Dependencies): Hono<Env> {
  const { ports } = deps;
  const app = new Hono<Env>();

  serve(app, deps, mailboxRoutes.folders, (_, { who }) => listFolders(ports, who.caller));
  serve(app, deps, mailboxRoutes.mailbox, ({ params, query }, { who }) =>
    listMailbox(ports, who.caller, {
      folder: params.folder,
      limit: who.preferences.pageSize,
      after: query.after,
    }),
  );
  serve(app, deps, mailboxRoutes.makeFolder, ({ body }, { who }) =>
    makeFolder(ports, who.caller, body.folder, body.nameCell),
  );
  serve(app, deps, mailboxRoutes.renameFolder, ({ params, body }, { who }) =>
    renameFolder(ports, who.caller, params.folder, body.nameCell),
  );
  serve(app, deps, mailboxRoutes.removeFolder, ({ params, body }, { who }) =>
    removeFolder(ports, who.caller, params.folder, body.messages),
  );
  serve(app, deps, mailboxRoutes.moveRows, ({ body }, { who }) => moveRows(ports, who.caller, body));
  serve(app, deps, mailboxRoutes.markRows, ({ body }, { who }) => markRows(ports, who.caller, body));
  serve(app, deps, mailboxRoutes.removeRows, ({ body }, { who }) => removeRows(ports, who.caller, body));
  return app;
}
