import { AppError } from '../../../shared/errors.ts';
import type { UnreadableReason } from '../../../shared/scan/index.ts';
import { hasNoText } from '../../outlook/attachment-text.ts';
import { readAttachment } from '../../outlook/attachments.ts';
import type { PartFile } from './look-into-file.ts';

/** An attachment as the check reads it. What Outlook does not give is a reason, not a failure. */
export function toPartFile(details: Office.AttachmentDetailsCompose): PartFile {
  return {
    id: details.id,
    name: details.name,
    sizeBytes: details.size,
    hasNoText: hasNoText(details.name),
    read: () => readAttachment(details).then(({ name, content }) => ({ name, content }), reasonOf),
  };
}

function reasonOf(error: unknown): UnreadableReason {
  const isCloud = error instanceof AppError && error.facts?.problem === 'attachment_in_cloud';
  return isCloud ? 'in_cloud' : 'empty';
}
