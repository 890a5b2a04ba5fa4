import { useMemo, useRef, useState } from 'react';
import { isEmpty } from './compose-item.ts';
import { ComposeView } from './compose-view.tsx';
import { DialogView } from './dialog-view.tsx';
import { DraftsView, SentView } from './folder-views.tsx';
import { HostMenu } from './host-menu.tsx';
import type { WindowCommands } from './item-call.ts';
import { PaneView } from './pane-view.tsx';
import { sendItem } from './send-item.ts';
import { openDraft, openNewMessage, type Session } from './session.ts';
import { SideBar } from './side-bar.tsx';
import { useStore } from './store.ts';
import { ask } from './window-state.ts';

// The add-in's frame still gets the answer to sendAsync or closeAsync before its window goes.
const closeDelayMs = 800;

/** The whole window: folders at the left, the open view, the task pane at the right. */
export function OutlookWindow({ firstSession }: { firstSession: Session }) {
  const [session, setSession] = useState(firstSession);
  const { facts, window: windowStore } = session;
  const state = useStore(windowStore);
  const current = useRef(session);
  current.current = session;

  const { commands, startNewMail, reopen, pressSend } = useMemo(() => {
    const replaceByNew = () => {
      setSession(openNewMessage(facts, windowStore, session.item.read().person, session.settings));
      windowStore.change({ pane: null });
    };
    const leaveSent = () => {
      const { itemId } = session.item.read();
      replaceByNew();
      windowStore.change({ view: { kind: 'sent', itemId } });
    };
    // Unless the user has turned to another message by then.
    const closeSoon = (close: () => void) =>
      setTimeout(() => {
        if (current.current === session) close();
      }, closeDelayMs);
    const windowCommands: WindowCommands = {
      async send() {
        const problem = await sendItem(session, windowCommands);
        if (problem === null) closeSoon(leaveSent);
        return problem;
      },
      async close(unsaved) {
        const isUntouched = isEmpty(session.item.read());
        const answer = unsaved === 'discard' || isUntouched ? 'discard' : await askToSave(session);
        if (answer === 'cancel') return 'The operation was cancelled by the user.';
        await (answer === 'discard' ? session.saver.discard() : session.saver.leave());
        closeSoon(replaceByNew);
        return null;
      },
    };
    const show = { view: { kind: 'compose' }, status: null } as const;
    return {
      commands: windowCommands,
      startNewMail() {
        void session.saver.leave();
        replaceByNew();
        windowStore.change(show);
      },
      async reopen(itemId: string) {
        await session.saver.leave();
        setSession(await openDraft(session, itemId));
        windowStore.change({ ...show, pane: null });
      },
      async pressSend() {
        if ((await sendItem(session, windowCommands)) === null) leaveSent();
      },
    };
  }, [session, facts, windowStore]);

  const { view } = state;
  return (
    <div className="window" data-view={view.kind} data-pane={state.pane ? 'open' : 'closed'}>
      <header className="top-bar">
        <span className="product">Outlook</span>
        <span className="imitation">local imitation</span>
        <HostMenu windowStore={windowStore} />
        <span className="avatar" aria-hidden="true">
          {initials(session.item.read().person.name)}
        </span>
      </header>
      <SideBar windowStore={windowStore} onNewMail={startNewMail} />
      <main className="content">
        <StatusLine status={state.status} onClose={() => windowStore.change({ status: null })} />
        <div className="compose-holder" hidden={view.kind !== 'compose'}>
          <ComposeView
            key={session.item.read().conversationId}
            session={session}
            onSend={pressSend}
            commands={commands}
          />
        </div>
        {view.kind === 'drafts' && <DraftsView onOpen={(itemId) => void reopen(itemId)} />}
        {view.kind === 'sent' && (
          <SentView
            itemId={view.itemId}
            onOpen={(itemId) => windowStore.change({ view: { kind: 'sent', itemId } })}
          />
        )}
      </main>
      {state.pane && (
        <PaneView
          key={`${session.item.read().conversationId}-${state.pane.generation}-${state.mailboxVersion}`}
          session={session}
          commands={commands}
          pane={state.pane}
        />
      )}
      {state.dialog && <DialogView dialog={state.dialog} />}
    </div>
  );
}

function StatusLine(props: { status: { tone: string; text: string } | null; onClose: () => void }) {
  return (
    <div className="status-holder" role="status">
      {props.status && (
        <p className={`status ${props.status.tone}`}>
          <span>{props.status.text}</span>
          <button type="button" className="plain" onClick={props.onClose}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}

function askToSave(session: Session): Promise<string> {
  return ask(session.window, {
    title: 'Close this message?',
    iconUrl: null,
    message: 'It has not been sent. You can keep it in Drafts.',
    format: 'text',
    buttons: [
      { id: 'cancel', label: 'Cancel', appearance: 'secondary' },
      { id: 'discard', label: 'Discard', appearance: 'secondary' },
      { id: 'save', label: 'Save draft', appearance: 'primary' },
    ],
    dismissId: 'cancel',
  }).answered;
}

function initials(name: string): string {
  const words = name.split(' ');
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`;
}
