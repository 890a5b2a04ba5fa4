import { Hono } from 'hono';
import { lifeRoutes } from '../../shared/api/index.ts';
import { expiryChoices } from '../../shared/policy/index.ts';
import { askAgain } from '../messages/ask-again.ts';
import { changeExpiry } from '../messages/change-expiry.ts';
import { noteDownload } from '../messages/downloaded.ts';
import { messageHistory, wholeHistory } from '../messages/history.ts';
import { noticeFile, ownCopy } from '../messages/message-file.ts';
import { mailFlowPasses } from '../messages/notice-pass.ts';
import { ownMailboxes } from '../messages/on-behalf.ts';
import { allowPassphraseTries } from '../messages/passphrase.ts';
import { resend } from '../messages/resend.ts';
import { revoke } from '../messages/revoke.ts';
import { status } from '../messages/status.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { serve } from './route.ts';

/** Routes of the life of a message that was sent; all of them need a signed-in caller. */
export function lifeRoutesOf(deps: Dependencies): Hono<Env> {
  const { ports, directory } = deps;
  const app = new Hono<Env>();
  serve(app, deps, lifeRoutes.status, ({ params }, { who }) =>
    status(ports, directory, who.caller, params.id),
  );
  serve(app, deps, lifeRoutes.messageHistory, ({ params, query }, { who }) =>
    messageHistory(ports, who.caller, params.id, query.after),
  );
  serve(app, deps, lifeRoutes.wholeHistory, ({ params, query }, { who }) =>
    wholeHistory(ports, who.caller, params.id, query.after),
  );
  serve(app, deps, lifeRoutes.messageFile, async ({ params, query }, { who }) => ({
    file:
      query.for === 'notice'
        ? await noticeFile(ports, directory, who.caller, params.id)
        : await ownCopy(ports, directory, who.caller, params.id),
  }));
  serve(app, deps, lifeRoutes.revoke, ({ params, body }, { who }) =>
    revoke(ports, who.caller, params.id, body.readers),
  );
  serve(app, deps, lifeRoutes.changeExpiry, ({ params, body }, { who }) =>
    changeExpiry(ports, who.caller, params.id, body.expiresAt),
  );
  serve(app, deps, lifeRoutes.resend, ({ params, headers, body }, { who }) =>
    resend(ports, who.caller, params.id, body.readers, headers['idempotency-key']),
  );
  serve(app, deps, lifeRoutes.askAgain, ({ params }, { who }) => askAgain(ports, who.caller, params.id));
  serve(app, deps, lifeRoutes.downloaded, ({ params }, { who }) =>
    noteDownload(ports, who.caller, params.id),
  );
  serve(app, deps, lifeRoutes.allowPassphraseTries, ({ params, body }, { who }) =>
    allowPassphraseTries(ports, who.caller, params.id, body.reader),
  );
  serve(app, deps, lifeRoutes.mailFlow, (_, { who }) => mailFlowPasses(ports, who.caller));
  serve(app, deps, lifeRoutes.mailboxes, async (_, { who }) => ({
    mailboxes: ownMailboxes(ports, who.caller),
  }));
  serve(app, deps, lifeRoutes.expiryChoices, async (_, { who }) => ({
    choices: expiryChoices(ports.policy.expiry, who.caller),
  }));
  return app;
}
