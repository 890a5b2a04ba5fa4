import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { ImageRegular } from '@fluentui/react-icons/svg/image';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { useRef } from 'react';
import { sensitivityLabels } from '../mail-item.ts';
import { attach } from './compose-item.ts';
import type { Session } from './session.ts';
import { useStore } from './store.ts';
import { openPane } from './window-state.ts';

/** The row of commands: Outlook's own, then one button per pane command of the add-in's manifest. */
export function ComposeRibbon({ session }: { session: Session }) {
  const item = useStore(session.item);
  const { pane } = useStore(session.window);
  const files = useRef<HTMLInputElement>(null);
  const picture = useRef<HTMLInputElement>(null);
  const label = sensitivityLabels.find((one) => one.id === item.sensitivityLabelId);
  return (
    <div className="ribbon" role="toolbar" aria-label="Message commands">
      <button type="button" onClick={() => files.current?.click()}>
        <AttachRegular aria-hidden="true" />
        <span className="own-command">Attach file</span>
      </button>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        data-testid="attach-files"
        onChange={(event) => {
          for (const file of event.target.files ?? []) {
            attach(session.item, { name: file.name, bytes: file, placement: 'attached' });
          }
          event.target.value = '';
        }}
      />
      <button type="button" onClick={() => picture.current?.click()}>
        <ImageRegular aria-hidden="true" />
        <span className="own-command">Insert picture</span>
      </button>
      <input
        ref={picture}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        hidden
        data-testid="insert-picture"
        onChange={(event) => {
          for (const file of event.target.files ?? []) {
            window.dispatchEvent(new CustomEvent('insert-picture', { detail: file }));
          }
          event.target.value = '';
        }}
      />
      <label className={label?.marking ? 'label-menu marked' : 'label-menu'}>
        <LockClosedRegular aria-hidden="true" />
        <select
          aria-label="Sensitivity"
          value={item.sensitivityLabelId ?? ''}
          onChange={(event) => session.item.change({ sensitivityLabelId: event.target.value || null })}
        >
          <option value="">Sensitivity</option>
          {sensitivityLabels.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <span className="ribbon-divider" aria-hidden="true" />
      {session.facts.addin.paneCommands.map((command) => (
        <button
          key={command.id}
          type="button"
          title={command.description}
          aria-pressed={pane?.commandId === command.id}
          onClick={() =>
            pane?.commandId === command.id
              ? session.window.change({ pane: null })
              : openPane(session.window, command.id, '')
          }
        >
          {command.iconUrl && <img src={command.iconUrl} alt="" width="20" height="20" />}
          {command.label}
        </button>
      ))}
    </div>
  );
}
