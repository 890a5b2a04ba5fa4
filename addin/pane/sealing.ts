/*
 * What the pane needs once a message is to be sealed: the sealing itself, the notice with its words in every language,
 * and the page that says what became of it. A chunk of its own, loaded before anything is sent.
 */
export { commitMessage, storeMessage } from '../../shared/api/index.ts';
export { messageUrl, renderNotice } from '../../shared/mail/index.ts';
export { Sent } from './parts/Sent.tsx';
