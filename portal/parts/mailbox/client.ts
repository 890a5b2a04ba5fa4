import { createMailboxClient } from '../../../shared/api/index.ts';
import { call } from '../service.ts';

/** The reader's own mailbox. */
export const mailboxClient = createMailboxClient(call);
