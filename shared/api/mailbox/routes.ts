import * as z from 'zod/mini';
import type { Route } from '../route.ts';
import * as s from './schemas.ts';

const own = z.strictObject({ folder: s.ownFolderSchema });
const change = { method: 'POST', access: 'signed_in' } as const;

/** Routes of somebody's own mailbox, but for what reading a message needs; see routes.ts. */
export const mailboxRoutes = {
  folders: {
    method: 'GET',
    path: '/mailbox',
    access: 'signed_in',
    status: 200,
    answer: s.foldersAnswerSchema,
  },
  mailbox: {
    method: 'GET',
    path: '/mailbox/{folder}',
    access: 'signed_in',
    params: z.strictObject({ folder: s.folderSchema }),
    query: z.object({ after: z.optional(s.mailboxRowNameSchema) }),
    status: 200,
    answer: s.mailboxAnswerSchema,
  },
  makeFolder: { ...change, path: '/mailbox/folders', body: s.makeFolderRequestSchema, status: 204 },
  renameFolder: {
    method: 'PUT',
    path: '/mailbox/folders/{folder}/name',
    access: 'signed_in',
    params: own,
    body: s.renameFolderRequestSchema,
    status: 204,
  },
  removeFolder: {
    ...change,
    path: '/mailbox/folders/{folder}/remove',
    params: own,
    body: s.removeFolderRequestSchema,
    status: 204,
  },
  moveRows: {
    ...change,
    path: '/mailbox/rows/move',
    body: s.moveRequestSchema,
    status: 200,
    answer: s.moveAnswerSchema,
  },
  markRows: { ...change, path: '/mailbox/rows/mark', body: s.markRequestSchema, status: 204 },
  removeRows: { ...change, path: '/mailbox/rows/remove', body: s.removeRequestSchema, status: 204 },
} as const satisfies Record<string, Route>;
