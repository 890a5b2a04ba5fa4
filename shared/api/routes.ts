import * as z from 'zod/mini';
import * as b from './basic-schemas.ts';
import { conversationAnswerSchema } from './conversation.ts';
import { subjectRequestSchema } from './mailbox/row-schemas.ts';
import type { Route } from './route.ts';
import * as s from './schemas.ts';

const messageParams = z.strictObject({ id: b.idSchema });
const nothing = z.strictObject({});
const onMessage = { access: 'signed_in', params: messageParams } as const;

/** Routes of messages, and what pages ask first. */
export const routes = {
  config: { method: 'GET', path: '/config', access: 'anyone', status: 200, answer: s.configAnswerSchema },
  me: {
    method: 'GET',
    path: '/me',
    access: 'signed_in',
    duties: 'ignored',
    status: 200,
    answer: s.meAnswerSchema,
  },
  accountKey: {
    method: 'POST',
    path: '/me/key',
    access: 'signed_in',
    body: b.keyRequestSchema,
    status: 200,
    answer: s.keyAnswerSchema,
  },
  createDraft: {
    method: 'POST',
    path: '/messages',
    access: 'signed_in',
    headers: z.object({ 'idempotency-key': z.uuid() }),
    body: s.draftRequestSchema,
    status: 201,
    answer: s.draftAnswerSchema,
  },
  createPart: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/parts',
    body: s.partRequestSchema,
    status: 201,
    answer: s.partAnswerSchema,
  },
  send: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/send',
    body: s.sendRequestSchema,
    status: 200,
    answer: s.sendAnswerSchema,
  },
  abandon: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/abandon',
    body: nothing,
    status: 200,
    answer: s.abandonAnswerSchema,
  },
  noticeReleased: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/released',
    body: nothing,
    status: 204,
  },
  open: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/open',
    body: s.openRequestSchema,
    status: 200,
    answer: s.openAnswerSchema,
  },
  conversation: {
    ...onMessage,
    method: 'GET',
    path: '/messages/{id}/conversation',
    status: 200,
    answer: conversationAnswerSchema,
  },
  storeSubject: {
    method: 'PUT',
    path: '/mailbox/rows/{row}/subject',
    access: 'signed_in',
    // Read by the service, strictly: the pattern would weigh on the portal's first script.
    params: z.strictObject({ row: z.string() }),
    body: subjectRequestSchema,
    status: 204,
  },
} as const satisfies Record<string, Route>;
