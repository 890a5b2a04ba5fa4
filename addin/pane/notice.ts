/* The notice and its words in every language: a chunk of its own, which the pane loads before it sends. */
export { messageUrl, renderNotice } from '../../shared/mail/index.ts';
