import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address, type Email } from 'postal-mime';

/** The envelope of SMTP: who the mail was really from and for. */
export type Envelope = {
  readonly from: string;
  readonly to: readonly string[];
  /** The protocol that it came over to the partner's server; absent at the organisation's own. */
  readonly tls?: string;
};

/** A mail that arrived, parsed; `at` is ISO UTC, header names are lower case (the first of each name stands). */
export type Mail = {
  readonly id: string;
  readonly at: string;
  readonly envelope: Envelope;
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null when the mail has no such part. */
  readonly html: string | null;
  readonly text: string | null;
  readonly attachments: readonly {
    name: string;
    type: string;
    sizeBytes: number;
    contentId: string | null;
  }[];
};

/** The mails of a folder, newest first. */
export type MailStore = { readonly folder: string; readonly mails: Mail[] };

/** Opens the mails that stand in `folder`. */
export async function openMailStore(folder: string): Promise<MailStore> {
  await mkdir(folder, { recursive: true });
  const ids = (await readdir(folder)).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
  const mails = await Promise.all(ids.map((id) => loadMail(folder, id)));
  return { folder, mails: mails.sort((a, b) => (a.id < b.id ? 1 : -1)) };
}

/** Keeps a mail as it came (`{id}.eml`, beside it the envelope) and returns it parsed. */
export async function addMail(store: MailStore, envelope: Envelope, raw: Buffer): Promise<Mail> {
  const at = new Date().toISOString();
  const id = `${at.replace(/\D/g, '')}-${randomBytes(4).toString('hex')}`;
  const path = join(store.folder, id);
  await writeFile(`${path}.eml`, raw);
  // The envelope comes last and in one step: a mail without it never arrived.
  await writeFile(`${path}.new`, JSON.stringify({ at, envelope }));
  await rename(`${path}.new`, `${path}.json`);
  const mail = await loadMail(store.folder, id);
  store.mails.unshift(mail);
  return mail;
}

/** Removes every mail. */
export async function clearMails(store: MailStore): Promise<void> {
  store.mails.length = 0;
  for (const file of await readdir(store.folder)) await rm(join(store.folder, file));
}

/** The bytes of a mail as they came. */
export function readRaw(store: MailStore, { id }: Mail): Promise<Buffer> {
  return readFile(join(store.folder, `${id}.eml`));
}

/** The bytes of an attachment, by its place in `attachments`; null when there is none. */
export async function readAttachment(
  store: MailStore,
  mail: Mail,
  index: number,
): Promise<Uint8Array | null> {
  const attachment = (await parse(await readRaw(store, mail))).attachments[index];
  return attachment ? bytesOf(attachment.content) : null;
}

async function loadMail(folder: string, id: string): Promise<Mail> {
  const { at, envelope } = JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8'));
  const email = await parse(await readFile(join(folder, `${id}.eml`)));
  return {
    id,
    at,
    envelope,
    from: names(email.from && [email.from]),
    to: names(email.to),
    cc: names(email.cc),
    subject: email.subject ?? '',
    headers: Object.fromEntries(email.headers.toReversed().map(({ key, value }) => [key, value])),
    html: email.html ?? null,
    text: email.text ?? null,
    attachments: email.attachments.map(({ filename, mimeType, content, contentId }) => ({
      name: filename ?? 'unnamed',
      type: mimeType,
      sizeBytes: bytesOf(content).length,
      contentId: contentId?.replace(/^<|>$/g, '') ?? null,
    })),
  };
}

function parse(raw: Buffer): Promise<Email> {
  return PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
}

function names(addresses: readonly Address[] = []): string {
  return addresses
    .map(({ name, address }) => (name && address ? `${name} <${address}>` : (address ?? name)))
    .join(', ');
}
