import type { Call } from '../caller.ts';
import { mailboxRoutes } from './routes.ts';
import type { Folder, MarkRequest, MoveRequest, OwnFolder } from './schemas.ts';

export type MailboxClient = ReturnType<typeof createMailboxClient>;

/** The typed client of one's own mailbox. */
export function createMailboxClient(call: Call) {
  const r = mailboxRoutes;
  return {
    /** All folders with their counts. */
    folders: () => call(r.folders, {}),
    mailbox: (folder: Folder, after?: string) => call(r.mailbox, { params: { folder }, query: { after } }),
    /** Safe to repeat with the same cell. */
    makeFolder: (folder: OwnFolder, nameCell: string) => call(r.makeFolder, { body: { folder, nameCell } }),
    renameFolder: (folder: OwnFolder, nameCell: string) =>
      call(r.renameFolder, { params: { folder }, body: { nameCell } }),
    removeFolder: (folder: OwnFolder, messages: 'back' | 'trash') =>
      call(r.removeFolder, { params: { folder }, body: { messages } }),
    moveRows: (rows: string[], to: MoveRequest['to']) => call(r.moveRows, { body: { rows, to } }),
    markRows: (rows: string[], as: MarkRequest['as']) => call(r.markRows, { body: { rows, as } }),
    /** Deletes rows in the trash for good. */
    removeRows: (rows: string[]) => call(r.removeRows, { body: { rows } }),
  };
}
