import { callOutlook } from './call.ts';
import { composeItem } from './host.ts';
import { listAttachments } from './list-attachments.ts';
import type { DraftFacts } from './notice-form.ts';
import { readRecipients } from './recipients.ts';

/** Reads what makes a draft the same draft: subject, text, recipients, attachments. */
export async function readDraftFacts(): Promise<DraftFacts> {
  const item = composeItem();
  const [subject, text, recipients, attachments] = await Promise.all([
    callOutlook<string>('read the subject', (done) => item.subject.getAsync(done)),
    callOutlook<string>('read the text', (done) => item.body.getAsync(Office.CoercionType.Text, done)),
    readRecipients(),
    listAttachments(),
  ]);
  return {
    subject,
    text,
    addresses: [...recipients.to, ...recipients.cc, ...recipients.bcc].map((recipient) => recipient.address),
    attachments: attachments.map(({ name, size }) => `${name} ${size}`),
  };
}
