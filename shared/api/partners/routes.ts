import * as z from 'zod/mini';
import type { Route } from '../route.ts';
import * as s from './schemas.ts';

/** Routes of partners: their requests for enforced TLS, and an administrator's answers. */
export const partnerRoutes = {
  tlsState: {
    method: 'GET',
    path: '/tls-request',
    access: 'signed_in',
    status: 200,
    answer: s.tlsStateSchema,
  },
  askForTls: {
    method: 'PUT',
    path: '/tls-request',
    access: 'signed_in',
    body: s.tlsRequestSchema,
    status: 200,
    answer: s.tlsStateSchema,
  },
  tlsRequests: {
    method: 'GET',
    path: '/manage/tls-requests',
    access: 'signed_in',
    status: 200,
    answer: s.tlsRequestsSchema,
  },
  answerTlsRequest: {
    method: 'PUT',
    path: '/manage/tls-requests/{domain}/answer',
    access: 'signed_in',
    params: z.strictObject({ domain: s.partnerDomainSchema }),
    body: s.tlsAnswerSchema,
    status: 204,
  },
} as const satisfies Record<string, Route>;
