import * as z from 'zod/mini';
import { idSchema } from '../../../shared/api/index.ts';
import { type Bytes, fromBase64 } from '../../../shared/envelope/index.ts';
import { FILE_READY, type FileMessage } from '../../../shared/mail/index.ts';

/** Larger than any file that the service makes: what is larger is another file. */
const MAX_CHARACTERS = 40_000_000;
const MAX_PARTS = 1000;

const fileSchema = z.object({
  kind: z.literal('sealpost-file'),
  messageId: idSchema,
  parts: z
    .array(z.object({ id: idSchema, base64: z.string().check(z.maxLength(MAX_CHARACTERS)) }))
    .check(z.maxLength(MAX_PARTS)),
});

/** A file that was read: the message that it is of, and those of its parts that can be read at all. */
export type ReadFile = { messageId: string; parts: { id: string; sealed: Bytes }[] };

/** Reads a file that somebody chose; null where it is none of ours. It is only parsed: nothing of it runs. */
export async function readChosen(file: Blob): Promise<ReadFile | null> {
  if (file.size > MAX_CHARACTERS) return null;
  const page = new DOMParser().parseFromString(await file.text(), 'text/html');
  const messageId = page.querySelector('main')?.dataset.message ?? '';
  const parts = Array.from(page.querySelectorAll<HTMLElement>('script[data-part]'), (part) => ({
    id: part.dataset.part ?? '',
    base64: part.textContent ?? '',
  }));
  return readFile({ kind: 'sealpost-file', messageId, parts });
}

/** Waits for the file that opened this page, and answers what it hands over; null where it is none of ours. */
export function receiveFile(opener: Window, signal: AbortSignal): Promise<ReadFile | null> {
  return new Promise((resolve) => {
    const onMessage = ({ source, data }: MessageEvent<unknown>) => {
      // A file has no origin of its own; its opener may be anybody, which is no harm: what it says is verified.
      if (source === opener && isFileMessage(data)) resolve(readFile(data));
    };
    addEventListener('message', onMessage, { signal });
    opener.postMessage(FILE_READY, '*');
  });
}

function isFileMessage(data: unknown): data is { kind: FileMessage['kind'] } {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'sealpost-file';
}

function readFile(file: unknown): ReadFile | null {
  const parsed = z.safeParse(fileSchema, file);
  if (!parsed.success) return null;
  const { messageId, parts } = parsed.data;
  const read: ReadFile['parts'] = [];
  for (const { id, base64 } of parts) {
    try {
      read.push({ id, sealed: fromBase64(base64) });
    } catch {
      // A damaged part is loaded from the service instead.
    }
  }
  return { messageId, parts: read };
}
