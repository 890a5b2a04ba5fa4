export { renderMail } from './layout.ts';
export { nameForMail } from './names.ts';
export { messageUrl, type NoticeFacts, renderNotice } from './notice.ts';
export { renderAlreadyRegistered, renderCode } from './registration.ts';
export { renderUnreleased } from './unreleased.ts';
