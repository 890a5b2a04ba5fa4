import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { useStore } from './store.ts';
import { type HostVariant, type MailboxVersion, mailboxVersions, type WindowStore } from './window-state.ts';

const variants: Record<HostVariant, string> = {
  web: 'New Outlook on the web',
  classic: 'Classic Outlook on Windows',
  mac: 'Outlook on Mac',
};

/** The menu for what is imitated; a change of the requirement set reloads the pane. */
export function HostMenu({ windowStore }: { windowStore: WindowStore }) {
  const { variant, mailboxVersion } = useStore(windowStore);
  return (
    <details className="host-menu">
      <summary>
        <SettingsRegular aria-hidden="true" />
        <span className="host-menu-label">Imitated host</span>
      </summary>
      <div className="host-menu-panel">
        <label>
          Host
          <select
            value={variant}
            onChange={(event) => windowStore.change({ variant: event.target.value as HostVariant })}
          >
            {Object.entries(variants).map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          Requirement set
          <select
            value={mailboxVersion}
            onChange={(event) => windowStore.change({ mailboxVersion: event.target.value as MailboxVersion })}
          >
            {mailboxVersions.map((version) => (
              <option key={version} value={version}>
                Mailbox {version}
              </option>
            ))}
          </select>
        </label>
        <p>
          This window drives Microsoft’s own office.js, but it is not Outlook. “Host” changes only the buttons
          of the alert on Send; the requirement set changes what the add-in may call.
        </p>
      </div>
    </details>
  );
}
