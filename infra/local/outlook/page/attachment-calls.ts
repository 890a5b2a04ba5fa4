import { type Attachment, attach, detach, type ItemStore } from './compose-item.ts';
import { type ItemCall, OfficeFailure, officeErrors, textOf } from './item-call.ts';
import { readAttachment } from './mailbox-client.ts';

const kindNumbers = { file: 0, item: 1 } as const;

/** Calls on attachments, by dispatch id. */
export const attachmentCalls: Record<number, ItemCall> = {
  149: ({ session }) => session.item.read().attachments.map(attachmentDetails),
  150: async ({ session }, parameters) => {
    const id = textOf(parameters, 'id');
    const attachment = session.item.read().attachments.find((one) => one.id === id);
    if (!attachment) throw new OfficeFailure(officeErrors.invalidAttachment);
    const bytes = await attachmentBytes(session.item, attachment);
    if (attachment.kind === 'item') return { format: 'eml', content: await bytes.text() };
    return { format: 'base64', content: await toBase64(bytes) };
  },
  // As in Outlook the answer comes when the file is on the item, before the server has it.
  148: ({ session }, parameters) => {
    const name = textOf(parameters, 'name');
    const bytes = new Blob([fromBase64(textOf(parameters, 'base64String'))]);
    return attach(session.item, {
      name,
      bytes,
      placement: parameters.isInline === true ? 'inline' : 'attached',
    }).id;
  },
  16: async ({ session }, parameters) => {
    const response = await fetch(textOf(parameters, 'uri')).catch(() => null);
    if (!response?.ok) throw new OfficeFailure(officeErrors.invalidAttachment);
    const placement = parameters.isInline === true ? 'inline' : 'attached';
    return attach(session.item, { name: textOf(parameters, 'name'), bytes: await response.blob(), placement })
      .id;
  },
  20: ({ session }, parameters) => {
    if (!detach(session.item, textOf(parameters, 'attachmentIndex'))) {
      throw new OfficeFailure(officeErrors.attachmentMissing);
    }
  },
};

/** An attachment as `getAttachmentsAsync` and the AttachmentsChanged event show it. */
export function attachmentDetails(one: Attachment) {
  return {
    id: one.id,
    name: one.name,
    size: one.sizeBytes,
    contentType: one.contentType,
    isInline: one.contentId !== null,
    attachmentType: kindNumbers[one.kind],
  };
}

/** The bytes of an attachment, fetched from the server once after the draft was opened again. */
export async function attachmentBytes(store: ItemStore, attachment: Attachment): Promise<Blob> {
  if (attachment.bytes) return attachment.bytes;
  const { itemId } = store.read();
  if (itemId === null) throw new OfficeFailure(officeErrors.invalidAttachment);
  const bytes = new Blob([await readAttachment(itemId, attachment.storedAs)], {
    type: attachment.contentType,
  });
  store.change({
    attachments: store.read().attachments.map((one) => (one.id === attachment.id ? { ...one, bytes } : one)),
  });
  return bytes;
}

async function toBase64(bytes: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
  reader.onerror = () => reject(new OfficeFailure(officeErrors.invalidAttachment));
  // A data URL is the browser's own base64 encoder for any size.
  reader.readAsDataURL(bytes);
  return promise;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
