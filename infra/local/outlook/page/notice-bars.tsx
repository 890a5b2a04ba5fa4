import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { Session } from './session.ts';
import { useStore } from './store.ts';
import { openPane } from './window-state.ts';

const tones = ['info', 'progress', 'error', 'insight'];

/** The add-in's notification messages above the message. */
export function NoticeBars({ session }: { session: Session }) {
  const { notices } = useStore(session.notices);
  const { displayName } = session.facts.addin;
  return (
    <div className="notices" role="log" aria-label="Notifications">
      {notices.map((notice) => (
        <div key={notice.key} className={`notice ${tones[notice.type] ?? 'info'}`}>
          <p>
            <strong>{displayName}:</strong> {notice.message}
          </p>
          {notice.actions?.map((action) => (
            <button
              key={action.commandId}
              type="button"
              className="plain"
              onClick={() =>
                openPane(session.window, action.commandId, JSON.stringify(action.contextData ?? ''))
              }
            >
              {action.actionText}
            </button>
          ))}
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss notification"
            onClick={() => session.notices.change({ notices: notices.filter((one) => one !== notice) })}
          >
            <DismissRegular aria-hidden="true" />
          </button>
        </div>
      ))}
    </div>
  );
}
