import { Hono } from 'hono';
import * as z from 'zod/mini';
import {
  draftRequestSchema,
  folderSchema,
  keyRequestSchema,
  partRequestSchema,
  sendRequestSchema,
  subjectRequestSchema,
} from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { abandonDraft, createDraft, createPart } from '../messages/draft.ts';
import { listMailbox, storeSubject } from '../messages/mailbox.ts';
import { open } from '../messages/open.ts';
import { send } from '../messages/send.ts';
import { noticeReleased, status } from '../messages/status.ts';
import { requireCaller } from './authenticate.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { body, messageId } from './parse.ts';

const idempotencyKeySchema = z.uuid();

/** Routes of messages and mailboxes; all of them need a signed-in caller. */
export function messageRoutes(deps: Dependencies): Hono<Env> {
  const { ports, directory } = deps;
  const routes = new Hono<Env>();
  routes.use('/messages', requireCaller(deps));
  routes.use('/messages/*', requireCaller(deps));
  routes.use('/mailbox/*', requireCaller(deps));

  routes.post('/messages', async (c) => {
    const key = z.safeParse(idempotencyKeySchema, c.req.header('idempotency-key'));
    if (!key.success) throw new AppError('bad_request', { message: 'Send an Idempotency-Key (a UUID).' });
    const request = await body(c, draftRequestSchema);
    return c.json(await createDraft(ports, c.var.caller, request, key.data), 201);
  });
  routes.post('/messages/:id/parts', async (c) => {
    const { sizeBytes } = await body(c, partRequestSchema);
    return c.json(await createPart(ports, c.var.caller, messageId(c), sizeBytes), 201);
  });
  routes.post('/messages/:id/send', async (c) => {
    const request = await body(c, sendRequestSchema);
    return c.json(await send(ports, directory, c.var.caller, messageId(c), request));
  });
  routes.post('/messages/:id/abandon', async (c) =>
    c.json(await abandonDraft(ports, c.var.caller, messageId(c))),
  );
  routes.post('/messages/:id/released', async (c) => {
    await noticeReleased(ports, c.var.caller, messageId(c));
    return c.body(null, 204);
  });
  routes.post('/messages/:id/open', async (c) => {
    const { ephemeralKey } = await body(c, keyRequestSchema);
    return c.json(await open(ports, c.var.caller, messageId(c), ephemeralKey));
  });
  routes.get('/messages/:id/status', async (c) => c.json(await status(ports, c.var.caller, messageId(c))));

  routes.get('/mailbox/:folder', async (c) => {
    const folder = z.safeParse(folderSchema, c.req.param('folder'));
    if (!folder.success) throw new AppError('not_found');
    return c.json(await listMailbox(ports, c.var.caller, folder.data, c.req.query('after')));
  });
  routes.put('/mailbox/rows/:row/subject', async (c) => {
    const { subjectCell } = await body(c, subjectRequestSchema);
    await storeSubject(ports, c.var.caller, c.req.param('row'), subjectCell);
    return c.body(null, 204);
  });
  return routes;
}
