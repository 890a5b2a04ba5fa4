import { callOutlook } from './call.ts';
import { composeItem } from './host.ts';

/** The draft's attachments as Outlook lists them, without their bytes. */
export function listAttachments(): Promise<Office.AttachmentDetailsCompose[]> {
  return callOutlook<Office.AttachmentDetailsCompose[]>('list the attachments', (done) =>
    composeItem().getAttachmentsAsync(done),
  );
}
