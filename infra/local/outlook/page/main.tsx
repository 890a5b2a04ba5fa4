import { createRoot } from 'react-dom/client';
import { readHost } from './mailbox-client.ts';
import { OutlookWindow } from './outlook-window.tsx';
import { openFirstSession } from './session.ts';
import { createWindowStore } from './window-state.ts';

async function start(root: HTMLElement): Promise<void> {
  try {
    const windowStore = createWindowStore();
    const draftId = new URLSearchParams(location.search).get('draft');
    const session = await openFirstSession(await readHost(), windowStore, draftId);
    createRoot(root).render(<OutlookWindow firstSession={session} />);
  } catch (error) {
    root.textContent = `Outlook could not start: ${error instanceof Error ? error.message : 'unknown error'}`;
  }
}

const root = document.getElementById('root');
if (root) void start(root);
