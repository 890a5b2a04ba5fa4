import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { MailRegular } from '@fluentui/react-icons/svg/mail';
import { detach } from './compose-item.ts';
import type { Session } from './session.ts';
import { useStore } from './store.ts';

/** The attachments with their sizes; inline pictures stand in the body instead. */
export function AttachmentList({ session }: { session: Session }) {
  const { attachments } = useStore(session.item);
  const listed = attachments.filter((one) => one.contentId === null);
  if (listed.length === 0) return null;
  return (
    <ul className="attachments" aria-label="Attachments">
      {listed.map((one) => (
        <li key={one.id}>
          {one.kind === 'item' ? <MailRegular aria-hidden="true" /> : <DocumentRegular aria-hidden="true" />}
          <span className="attachment-name">{one.name}</span>
          <span className="attachment-size">{one.stored ? sizeWords(one.sizeBytes) : 'Uploading…'}</span>
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${one.name}`}
            onClick={() => detach(session.item, one.id)}
          >
            <DismissRegular aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function sizeWords(sizeBytes: number): string {
  if (sizeBytes < 1024) return `${sizeBytes} bytes`;
  if (sizeBytes < 1024 * 1024) return `${Math.round(sizeBytes / 1024)} KB`;
  return `${(sizeBytes / 1024 / 1024).toFixed(1)} MB`;
}
