import { useEffect, useState } from 'react';
import type { FolderRow, Recipient, SentMessage } from '../mail-item.ts';
import { listFolder, readSent, readSentMime } from './mailbox-client.ts';

/** The Drafts list; a row opens its draft. */
export function DraftsView({ onOpen }: { onOpen: (itemId: string) => void }) {
  return <FolderList folder="drafts" title="Drafts" selected={null} onOpen={onOpen} />;
}

/** Sent Items, and the message that stands in it as it went out. */
export function SentView({ itemId, onOpen }: { itemId: string | null; onOpen: (itemId: string) => void }) {
  return (
    <div className="sent" data-reading={itemId === null ? 'no' : 'yes'}>
      <FolderList folder="sent" title="Sent Items" selected={itemId} onOpen={onOpen} />
      {itemId !== null && <SentReader key={itemId} itemId={itemId} />}
    </div>
  );
}

function FolderList(props: {
  folder: 'drafts' | 'sent';
  title: string;
  selected: string | null;
  onOpen: (itemId: string) => void;
}) {
  const { folder, title, selected, onOpen } = props;
  const [rows, setRows] = useState<FolderRow[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    listFolder(folder).then(setRows, (reason: Error) => setError(reason.message));
  }, [folder]);
  return (
    <section className="folder" aria-label={title}>
      <h1>{title}</h1>
      {error && <p className="status error">{error}</p>}
      {!error && rows === null && <p className="empty">Loading…</p>}
      {rows?.length === 0 && <p className="empty">Nothing here yet.</p>}
      <ul>
        {rows?.map((row) => (
          <li key={row.itemId}>
            <button
              type="button"
              className="row"
              aria-current={row.itemId === selected ? 'true' : undefined}
              onClick={() => onOpen(row.itemId)}
            >
              <span className="row-to">{row.to || 'No recipients yet'}</span>
              <span className="row-time">
                {new Date(row.at).toLocaleTimeString([], { timeStyle: 'short' })}
              </span>
              <span className="row-subject">{row.subject || '(no subject)'}</span>
              {row.attachmentCount > 0 && <span className="row-files">{row.attachmentCount} attached</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SentReader({ itemId }: { itemId: string }) {
  const [message, setMessage] = useState<SentMessage | null>(null);
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    readSent(itemId).then(setMessage, () => setMessage(null));
  }, [itemId]);
  if (!message) return <section className="reader" aria-label="Sent message" />;
  return (
    <section className="reader" aria-label="Sent message">
      <h1>{message.subject || '(no subject)'}</h1>
      <dl>
        <Field label="To" people={message.to} />
        <Field label="Cc" people={message.cc} />
        <Field label="Bcc" people={message.bcc} />
        <dt>Sent</dt>
        <dd>{new Date(message.sentAt).toLocaleString([], { dateStyle: 'full', timeStyle: 'short' })}</dd>
      </dl>
      {message.attachments.length > 0 && (
        <p className="reader-files">Attached: {message.attachments.map((one) => one.name).join(', ')}</p>
      )}
      {/* No scripts, no forms, nothing fetched: the frame shows what stands in the mail and does nothing. */}
      <iframe
        title="Sent message body"
        sandbox="allow-popups"
        srcDoc={`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><base target="_blank">${message.bodyHtml}`}
      />
      <details onToggle={() => void readSentMime(itemId).then(setSource)}>
        <summary>Message source</summary>
        <pre>{source ?? 'Loading…'}</pre>
      </details>
    </section>
  );
}

function Field({ label, people }: { label: string; people: Recipient[] }) {
  if (people.length === 0) return null;
  const names = people.map((one) =>
    one.name === one.address ? one.address : `${one.name} <${one.address}>`,
  );
  return (
    <>
      <dt>{label}</dt>
      <dd>{names.join('; ')}</dd>
    </>
  );
}
