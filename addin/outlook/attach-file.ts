import { AppError } from '../../shared/errors.ts';
import { callOutlook } from './call.ts';
import { composeItem } from './host.ts';

/** What Outlook takes as an attachment, in characters of base64: calls above it fail in some versions (office-js #4164, #5830). */
const MAX_BASE64_CHARACTERS = 25_000_000;

/**
 * Attaches a file to the draft; false where Outlook does not take it, since the notice is good without it. It stands
 * in the mailbox only once the draft is saved.
 */
export async function attachFile(name: string, content: Blob): Promise<boolean> {
  try {
    const base64 = await toBase64(content);
    if (base64.length > MAX_BASE64_CHARACTERS) return false;
    await callOutlook<string>('attach the file', (done) =>
      composeItem().addFileAttachmentFromBase64Async(base64, name, done),
    );
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** A data URL is the browser's own base64 encoder for any size. */
function toBase64(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(content);
  });
}
