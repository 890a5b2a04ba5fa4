import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailboxFolder } from './folder.ts';
import { type Draft, type Person, type Recipient, sensitivityLabels } from './mail-item.ts';

/** What sending needs: the mailbox, the SMTP server and who may be the author. */
export type SendPorts = {
  folder: MailboxFolder;
  smtp: { host: string; port: number };
  people: readonly Person[];
};

/**
 * Sends a stored draft over SMTP from its author's own address, or from the mailbox that they send for, puts it into Sent Items and deletes the
 * draft; answers with its Message-ID. Bcc goes into the SMTP envelope only. Throws when the draft, its author
 * or an attachment is missing, or when the server refuses; then the draft stays as it was.
 */
export async function sendDraft(ports: SendPorts, itemId: string): Promise<string> {
  const draft = await ports.folder.readDraft(itemId);
  if (!draft) throw new Error('The draft is no longer there.');
  const author = ports.people.find((person) => person.oid === draft.fromOid);
  if (!author) throw new Error('The sender is not a person of this organisation.');
  const onBehalfOf = mailboxOf(draft, author);
  const recipients = [...draft.to, ...draft.cc, ...draft.bcc];
  if (recipients.length === 0) throw new Error('Add at least one recipient.');

  const messageId = `<${randomUUID()}@${author.address.split('@')[1] ?? 'localhost'}>`;
  const sentAt = new Date();
  const mime = await writeMime(ports.folder, draft, { author, onBehalfOf }, messageId, sentAt);
  const transport = createTransport({ ...ports.smtp, secure: false, ignoreTLS: true });
  await transport.sendMail({
    envelope: { from: author.address, to: [...new Set(recipients.map((one) => one.address))] },
    raw: mime,
  });
  const { savedAt: _, ...item } = draft;
  await ports.folder.saveSent({ ...item, messageId, sentAt: sentAt.toISOString() }, mime);
  await ports.folder.deleteDraft(itemId);
  return messageId;
}

/** The mailbox that the draft is from, null for the author's own; throws where the author may not send for it. */
function mailboxOf({ onBehalfOf }: Draft, author: Person): Recipient | null {
  if (onBehalfOf === undefined || onBehalfOf === null) return null;
  const mailbox = author.mailboxes.find(({ address }) => address === onBehalfOf.address);
  if (mailbox === undefined) throw new Error(`You may not send on behalf of ${onBehalfOf.address}.`);
  return mailbox;
}

async function writeMime(
  folder: MailboxFolder,
  draft: Draft,
  { author, onBehalfOf }: { author: Person; onBehalfOf: Recipient | null },
  messageId: string,
  date: Date,
): Promise<Buffer> {
  let html = draft.bodyHtml;
  const attachments = [];
  for (const one of draft.attachments) {
    // A Content-ID of our own making, because an add-in may have named the picture "my photo.png".
    const cid = one.contentId === null ? undefined : `${one.storedAs}@outlook.local`;
    if (one.contentId !== null) {
      const named = html
        .replaceAll(`cid:${one.contentId}`, `cid:${cid}`)
        .replaceAll(`cid:${encodeURI(one.contentId)}`, `cid:${cid}`);
      // A picture that the body shows no longer does not leave.
      if (named === html) continue;
      html = named;
    }
    const content = await folder.readAttachment(draft.itemId, one.storedAs);
    if (!content) throw new Error(`The attachment "${one.name}" has not been stored yet.`);
    attachments.push({
      filename: one.name,
      contentType: one.contentType,
      content: Buffer.from(content),
      ...(cid === undefined ? {} : { cid, contentDisposition: 'inline' as const }),
    });
  }
  return new MailComposer({
    messageId,
    date,
    // RFC 5322 section 3.6.2: From is whose message it is, Sender who sends it.
    from: mailbox(onBehalfOf ?? author),
    ...(onBehalfOf === null ? {} : { sender: mailbox(author) }),
    to: draft.to.map(mailbox),
    cc: draft.cc.map(mailbox),
    subject: draft.subject,
    html: `<html><head><meta charset="utf-8"></head><body dir="ltr">${html}</body></html>`,
    text: draft.bodyText,
    attachments,
    headers: extraHeaders(draft),
    ...(draft.inReplyTo === null ? {} : { inReplyTo: draft.inReplyTo, references: draft.inReplyTo }),
  })
    .compile()
    .build();
}

/** RFC 4021: Sensitivity carries the mark, Deferred-Delivery the time that the author asked for. */
function extraHeaders(draft: Draft): Record<string, string> {
  const marking = sensitivityLabels.find((label) => label.id === draft.sensitivityLabelId)?.marking;
  return {
    ...draft.internetHeaders,
    ...(marking ? { Sensitivity: marking } : {}),
    ...(draft.delayDeliveryMs > 0
      ? { 'Deferred-Delivery': new Date(draft.delayDeliveryMs).toUTCString() }
      : {}),
  };
}

function mailbox(one: Recipient): { name: string; address: string } {
  return { name: one.name === one.address ? '' : one.name, address: one.address };
}
