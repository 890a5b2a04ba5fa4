import { createStore, type Store } from './store.ts';

/** The hosts that can be imitated; only the buttons of the alert differ. */
export type HostVariant = 'web' | 'classic' | 'mac';

/** The requirement sets of the menu. */
export const mailboxVersions = ['1.8', '1.9', '1.10', '1.11', '1.12', '1.13', '1.14', '1.15'] as const;
export type MailboxVersion = (typeof mailboxVersions)[number];

/** A question to the user; the answer is the id of the button pressed. */
export type Dialog = {
  title: string;
  iconUrl: string | null;
  message: string;
  /** True markdown is shown formatted, as Outlook does from Mailbox 1.15 on. */
  format: 'text' | 'markdown';
  buttons: readonly { id: string; label: string; appearance: 'primary' | 'secondary' }[];
  /** What Esc and the close button answer; null when the dialog cannot be dismissed. */
  dismissId: string | null;
  answer: (buttonId: string) => void;
};

/** The open task pane; `generation` grows with each opening, `context` is the alert's contextData. */
export type OpenPane = { commandId: string; context: string; generation: number };

/** Everything of the window that is not the item itself. */
export type WindowState = {
  view: { kind: 'compose' } | { kind: 'drafts' } | { kind: 'sent'; itemId: string | null };
  pane: OpenPane | null;
  dialog: Dialog | null;
  /** A line for everybody, screen readers included: what was sent, what went wrong. */
  status: { tone: 'info' | 'error'; text: string } | null;
  sending: 'idle' | 'checking' | 'sending';
  variant: HostVariant;
  mailboxVersion: MailboxVersion;
};
export type WindowStore = Store<WindowState>;

const storageKey = 'local-outlook-host';

/** The window as it stands at start; host variant and requirement set are remembered in this browser. */
export function createWindowStore(): WindowStore {
  const remembered = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<WindowState>;
  const store = createStore<WindowState>({
    view: { kind: 'compose' },
    pane: null,
    dialog: null,
    status: null,
    sending: 'idle',
    variant: remembered.variant ?? 'web',
    mailboxVersion: remembered.mailboxVersion ?? '1.15',
  });
  store.subscribe((before, { variant, mailboxVersion }) => {
    if (before.variant === variant && before.mailboxVersion === mailboxVersion) return;
    localStorage.setItem(storageKey, JSON.stringify({ variant, mailboxVersion }));
  });
  return store;
}

/** True when the requirement set chosen in the menu is at least `version`. */
export function supports(state: WindowState, version: MailboxVersion): boolean {
  return mailboxVersions.indexOf(state.mailboxVersion) >= mailboxVersions.indexOf(version);
}

/** Opens the pane of a ribbon command, anew when one is open. */
export function openPane(store: WindowStore, commandId: string, context: string): void {
  const generation = (store.read().pane?.generation ?? 0) + 1;
  store.change({ pane: { commandId, context, generation } });
}

/** Shows a dialog; the promise is its answer, `close` takes it away unanswered. */
export function ask(
  store: WindowStore,
  dialog: Omit<Dialog, 'answer'>,
): { answered: Promise<string>; close: () => void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  const shown: Dialog = {
    ...dialog,
    answer(buttonId) {
      if (store.read().dialog === shown) store.change({ dialog: null });
      resolve(buttonId);
    },
  };
  store.change({ dialog: shown });
  return {
    answered: promise,
    close: () => {
      if (store.read().dialog === shown) store.change({ dialog: null });
    },
  };
}
