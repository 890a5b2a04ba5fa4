import * as z from 'zod/mini';
import { idSchema } from '../basic-schemas.ts';
import type { Route } from '../route.ts';
import * as s from './schemas.ts';

const nothing = z.strictObject({});
const onMessage = { access: 'signed_in', params: z.strictObject({ id: idSchema }) } as const;

/** Routes of the life of a message that was sent: what its author sees and may do, and what readers ask. */
export const lifeRoutes = {
  status: {
    ...onMessage,
    method: 'GET',
    path: '/messages/{id}/status',
    status: 200,
    answer: s.statusAnswerSchema,
  },
  messageHistory: {
    ...onMessage,
    method: 'GET',
    path: '/messages/{id}/history',
    query: s.messageHistoryQuerySchema,
    status: 200,
    answer: s.messageHistoryAnswerSchema,
  },
  wholeHistory: {
    ...onMessage,
    method: 'GET',
    path: '/manage/messages/{id}/history',
    query: s.messageHistoryQuerySchema,
    status: 200,
    answer: s.wholeHistoryAnswerSchema,
  },
  messageFile: {
    ...onMessage,
    method: 'GET',
    path: '/messages/{id}/file',
    query: z.strictObject({ for: z.optional(z.literal('notice')) }),
    status: 200,
    answer: s.messageFileAnswerSchema,
  },
  revoke: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/revoke',
    body: s.revokeRequestSchema,
    status: 200,
    answer: s.revokeAnswerSchema,
  },
  changeExpiry: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/expiry',
    body: s.expiryRequestSchema,
    status: 200,
    answer: s.expiryAnswerSchema,
  },
  resend: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/resend',
    headers: z.object({ 'idempotency-key': z.uuid() }),
    body: s.resendRequestSchema,
    status: 200,
    answer: s.resendAnswerSchema,
  },
  askAgain: { ...onMessage, method: 'POST', path: '/messages/{id}/ask-again', body: nothing, status: 204 },
  allowPassphraseTries: {
    ...onMessage,
    method: 'POST',
    path: '/messages/{id}/passphrase-tries',
    body: s.allowTriesRequestSchema,
    status: 204,
  },
  downloaded: { ...onMessage, method: 'POST', path: '/messages/{id}/downloaded', body: nothing, status: 204 },
  mailFlow: {
    method: 'GET',
    path: '/manage/mail-flow',
    access: 'signed_in',
    status: 200,
    answer: s.mailFlowAnswerSchema,
  },
  mailboxes: {
    method: 'GET',
    path: '/me/mailboxes',
    access: 'signed_in',
    status: 200,
    answer: s.mailboxesAnswerSchema,
  },
  expiryChoices: {
    method: 'GET',
    path: '/me/expiry',
    access: 'signed_in',
    status: 200,
    answer: s.expiryChoicesAnswerSchema,
  },
} as const satisfies Record<string, Route>;
