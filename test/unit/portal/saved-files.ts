import type { OpenedMessage } from '../../../shared/api/index.ts';
import type { Bytes, Letter } from '../../../shared/envelope/index.ts';

/* An opened message whose attachments come from memory, and what is written of it, in one piece. */

export type Attached = { name: string; mediaType: string; content: Bytes; contentId?: string };

/** What writeMail and zipFiles take, over a letter with these attachments. */
export function openedWith(over: Partial<Letter>, attached: readonly Attached[]) {
  const letter: Letter = {
    messageId: 'A'.repeat(22),
    subject: 'Your records',
    from: { address: 'tammy.gould@example.gov', name: 'Tammy Gould' },
    to: [{ address: 'pat@example.net', name: 'Pat Doe' }],
    cc: [],
    sentAt: '2026-11-26T06:41:19.000Z',
    confidential: false,
    body: { html: '<p>Dear <b>Pat</b></p>', text: 'Dear Pat' },
    attachments: attached.map(({ content, ...rest }, i) => ({
      ...rest,
      partId: String(i),
      sizeBytes: content.byteLength,
      wrappedKey: '',
    })),
    ...over,
  };
  const readAttachment: OpenedMessage['readAttachment'] = async function* (partId) {
    const content = attached[Number(partId)]?.content ?? new Uint8Array(0);
    // In pieces whose ends are nobody's line ends.
    for (let at = 0; at < content.byteLength; at += 40_001) yield content.slice(at, at + 40_001);
  };
  return {
    letter,
    readAttachment,
    answer: {
      id: letter.messageId,
      author: letter.from,
      sentAt: letter.sentAt,
      expiresAt: '2026-12-16T06:41:19.000Z',
      confidential: letter.confidential,
    },
  };
}

/** All that was streamed, as one. */
export async function gather(pieces: AsyncIterable<Bytes>): Promise<Buffer> {
  const all: Bytes[] = [];
  for await (const piece of pieces) all.push(piece.slice());
  return Buffer.concat(all);
}
