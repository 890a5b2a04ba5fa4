import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ComposeRegular } from '@fluentui/react-icons/svg/compose';
import { DraftsRegular } from '@fluentui/react-icons/svg/drafts';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { useStore } from './store.ts';
import type { WindowState, WindowStore } from './window-state.ts';

const places: { label: string; icon: typeof DraftsRegular; view: WindowState['view'] }[] = [
  { label: 'Message', icon: ComposeRegular, view: { kind: 'compose' } },
  { label: 'Drafts', icon: DraftsRegular, view: { kind: 'drafts' } },
  { label: 'Sent Items', icon: SendRegular, view: { kind: 'sent', itemId: null } },
];

/** New mail and the folders; a row of icons at the bottom of a narrow window. */
export function SideBar({ windowStore, onNewMail }: { windowStore: WindowStore; onNewMail: () => void }) {
  const { view } = useStore(windowStore);
  return (
    <nav className="side-bar" aria-label="Folders">
      <button type="button" className="new-mail" onClick={onNewMail}>
        <AddRegular aria-hidden="true" />
        <span>New mail</span>
      </button>
      <ul>
        {places.map(({ label, icon: Icon, view: target }) => (
          <li key={label}>
            <button
              type="button"
              className="place"
              aria-current={view.kind === target.kind ? 'page' : undefined}
              onClick={() => windowStore.change({ view: target })}
            >
              <Icon aria-hidden="true" />
              <span>{label}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
