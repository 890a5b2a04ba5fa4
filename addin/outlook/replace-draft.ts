import { AppError } from '../../shared/errors.ts';
import { attachFile } from './attach-file.ts';
import { callOutlook } from './call.ts';
import { readDraftFacts } from './draft-facts.ts';
import { composeItem } from './host.ts';
import { listAttachments } from './list-attachments.ts';
import { saveDraft } from './mark.ts';
import type { DraftFacts } from './notice-form.ts';

/**
 * Rewrites the draft into the notice: text, subject, and no attachments but `file`, where there is one and Outlook takes
 * it; `render` gets its name then. Recipients stay. Safe to repeat on a draft that was rewritten in part. Answers the
 * draft as it reads after saving. Throws `unavailable` where `landmark`, a piece of the notice's text, or an attachment shows that Outlook
 * did not do it.
 */
export async function replaceDraft(
  render: (file: string | null) => { subject: string; html: string; text: string },
  landmark: string,
  file: { name: string; content: Blob } | null,
): Promise<DraftFacts> {
  const item = composeItem();
  await removeAttachments(item);
  const attached = file !== null && (await attachFile(file.name, file.content)) ? file.name : null;
  const notice = render(attached);
  const format = await callOutlook<Office.CoercionType>('read the format', (done) =>
    item.body.getTypeAsync(done),
  );
  const isHtml = format === Office.CoercionType.Html;
  await callOutlook<void>('write the notice', (done) =>
    item.body.setAsync(
      isHtml ? notice.html : notice.text,
      { coercionType: isHtml ? Office.CoercionType.Html : Office.CoercionType.Text },
      done,
    ),
  );
  await callOutlook<void>('write the subject', (done) => item.subject.setAsync(notice.subject, done));
  await saveDraft();

  const facts = await readDraftFacts();
  if (!facts.text.replace(/\s+/g, '').includes(landmark) || !isOnly(attached, facts.attachments)) {
    throw new AppError('unavailable', {
      message: 'Outlook did not write the notice into the draft.',
      facts: { problem: 'outlook', doing: 'write the notice' },
    });
  }
  return facts;
}

/** Whether the draft has this file and nothing else; null: nothing at all. */
function isOnly(name: string | null, attachments: readonly string[]): boolean {
  if (name === null) return attachments.length === 0;
  return attachments.length === 1 && attachments[0]?.startsWith(`${name} `) === true;
}

async function removeAttachments(item: Office.MessageCompose): Promise<void> {
  for (const { id } of await listAttachments()) {
    await callOutlook<void>('remove an attachment', (done) => item.removeAttachmentAsync(id, done));
  }
}
