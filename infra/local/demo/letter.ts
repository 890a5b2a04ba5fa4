import { createHash, randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** What the demo's people write. The markers occur nowhere else, so that a search for them proves something. */
export type Story = {
  subject: string;
  marker: string;
  paragraphs: string[];
  bold: string;
  attachment: { name: string; bytes: Buffer; sha256: string };
  picture: { name: string; bytes: Buffer };
  reply: { marker: string; text: string; attachment: { name: string; bytes: Buffer } };
};

const ATTACHMENT_BYTES = 2_000_000;

/** Makes a letter with a bold line, an inline picture and a 2 MB attachment, and the reply to it. */
export function createStory(): Story {
  const marker = `heron-${randomBytes(6).toString('hex')}`;
  const replyMarker = `otter-${randomBytes(6).toString('hex')}`;
  const bytes = attachmentBytes(marker);
  return {
    subject: `Your benefit decision ${marker}`,
    marker,
    bold: 'Your application was approved.',
    paragraphs: [
      'Dear Pat,',
      `the decision has the reference ${marker}. Please check the amounts in the attached file and write back if anything is wrong.`,
      'Kind regards, Tammy Gould',
    ],
    attachment: { name: 'decision.bin', bytes, sha256: createHash('sha256').update(bytes).digest('hex') },
    picture: { name: 'seal.png', bytes: png(120, 60) },
    reply: {
      marker: replyMarker,
      text: `Thank you. The second amount is wrong, my reference is ${replyMarker}.`,
      attachment: { name: 'payslip.txt', bytes: Buffer.from(`Payslip for ${replyMarker}\n`.repeat(50)) },
    },
  };
}

/** Random bytes with the marker strewn in: plaintext that is easy to find if it is anywhere. */
function attachmentBytes(marker: string): Buffer {
  const bytes = randomBytes(ATTACHMENT_BYTES);
  for (let at = 0; at < bytes.length - marker.length; at += 100_000) bytes.write(marker, at);
  return bytes;
}

/** A small PNG (RFC 2083) with a diagonal of the organisation's blue. */
function png(width: number, height: number): Buffer {
  const rows: number[] = [];
  for (let y = 0; y < height; y++) {
    rows.push(0);
    for (let x = 0; x < width; x++) rows.push(...((x + y) % 24 < 12 ? [15, 108, 189] : [222, 236, 249]));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
