import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useRef } from 'react';
import { openAddinFrame } from './addin-frame.ts';
import type { WindowCommands } from './item-call.ts';
import type { Session } from './session.ts';
import type { OpenPane } from './window-state.ts';

// What Outlook on the web lets an add-in's frame do.
const sandbox =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads';

/** The task pane: Outlook's header above the add-in's own page in a frame. */
export function PaneView(props: { session: Session; commands: WindowCommands; pane: OpenPane }) {
  const { session, commands, pane } = props;
  const holder = useRef<HTMLDivElement>(null);
  const command = session.facts.addin.paneCommands.find((one) => one.id === pane.commandId);
  const paneUrl = command?.paneUrl;
  useEffect(() => {
    if (!holder.current || !paneUrl) return;
    const context = { session, commands, runtime: { kind: 'pane' as const, context: pane.context } };
    const frame = openAddinFrame(context, paneUrl, () => undefined);
    frame.element.setAttribute('sandbox', sandbox);
    frame.element.className = 'pane-frame';
    holder.current.append(frame.element);
    return () => frame.close();
  }, [session, commands, pane.context, paneUrl]);
  return (
    <aside className="pane" aria-label="Task pane">
      <header>
        <h2>{session.facts.addin.displayName}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label="Close pane"
          onClick={() => session.window.change({ pane: null })}
        >
          <DismissRegular aria-hidden="true" />
        </button>
      </header>
      <div ref={holder} className="pane-holder" />
    </aside>
  );
}
