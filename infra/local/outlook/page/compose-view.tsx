import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { SendFilled } from '@fluentui/react-icons/svg/send';
import { type DragEvent, useState } from 'react';
import { AttachmentList } from './attachment-list.tsx';
import { BodyEditor } from './body-editor.tsx';
import { attach, recipientFields } from './compose-item.ts';
import { ComposeRibbon } from './compose-ribbon.tsx';
import type { WindowCommands } from './item-call.ts';
import { NoticeBars } from './notice-bars.tsx';
import { RecipientInput } from './recipient-input.tsx';
import { type Session, switchPerson } from './session.ts';
import { useStore } from './store.ts';

const fieldLabels = { to: 'To', cc: 'Cc', bcc: 'Bcc' } as const;
const sendingWords = { idle: 'Send', checking: 'Checking…', sending: 'Sending…' } as const;

/** The compose window: ribbon, notices, sender, recipients, subject, attachments and body. */
export function ComposeView(props: {
  session: Session;
  commands: WindowCommands;
  onSend: () => Promise<void>;
}) {
  const { session, commands, onSend } = props;
  const item = useStore(session.item);
  const { sending } = useStore(session.window);
  const [isDropTarget, setDropTarget] = useState(false);
  const drop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    setDropTarget(false);
    for (const file of event.dataTransfer.files) {
      attach(session.item, { name: file.name, bytes: file, placement: 'attached' });
    }
  };
  return (
    <section
      className="compose"
      aria-label="New message"
      data-drop={isDropTarget ? 'yes' : 'no'}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDropTarget(true);
      }}
      onDragLeave={() => setDropTarget(false)}
      onDrop={drop}
    >
      <h1 className="visually-hidden">New message</h1>
      <ComposeRibbon session={session} />
      <NoticeBars session={session} />
      <div className="compose-head">
        <button
          type="button"
          className="primary send"
          disabled={sending !== 'idle'}
          onClick={() => void onSend()}
        >
          <SendFilled aria-hidden="true" />
          {sendingWords[sending]}
        </button>
        <label className="from">
          <span>From</span>
          <select
            aria-label="From"
            value={item.onBehalfOf?.address ?? item.person.oid}
            onChange={({ target: { value } }) => {
              const mailbox = item.person.mailboxes.find((one) => one.address === value) ?? null;
              const person = session.facts.people.find((one) => one.oid === value);
              if (person === undefined || person === item.person) {
                session.item.change({ onBehalfOf: mailbox });
              } else {
                void switchPerson(session, person);
              }
            }}
          >
            {session.facts.people.map((person) => (
              <option key={person.oid} value={person.oid}>
                {person.name} ({person.address})
              </option>
            ))}
            {item.person.mailboxes.map(({ name, address }) => (
              <option key={address} value={address}>
                {item.person.name} on behalf of {name}
              </option>
            ))}
          </select>
        </label>
        <SaveWords session={session} />
        <button
          type="button"
          className="icon-button"
          aria-label="Discard message"
          title="Discard"
          onClick={() => void commands.close('ask')}
        >
          <DeleteRegular aria-hidden="true" />
        </button>
      </div>
      {recipientFields.map((field) => (
        <RecipientInput
          key={field}
          label={fieldLabels[field]}
          recipients={item[field]}
          onChange={(recipients) => session.item.change({ [field]: recipients })}
        />
      ))}
      <input
        className="subject"
        aria-label="Subject"
        placeholder="Add a subject"
        maxLength={255}
        value={item.subject}
        onChange={(event) => session.item.change({ subject: event.target.value })}
      />
      <AttachmentList session={session} />
      <BodyEditor session={session} />
    </section>
  );
}

function SaveWords({ session }: { session: Session }) {
  const { savedAt, error } = useStore(session.saver.state);
  if (error) return <span className="saved error">Draft not saved: {error}</span>;
  if (savedAt === null) return <span className="saved" />;
  return (
    <span className="saved">
      Draft saved at {new Date(savedAt).toLocaleTimeString([], { timeStyle: 'short' })}
    </span>
  );
}
