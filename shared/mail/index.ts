export { escapeHtml, type MailContent, type RenderedMail, renderMail } from './layout.ts';
export { nameForMail } from './names.ts';
export { messageUrl, type Notice, type NoticeFacts, renderNotice, untilInWords } from './notice.ts';
export { renderAlreadyRegistered, renderCode, type ServiceMail } from './registration.ts';
export { renderUnreleased } from './unreleased.ts';
