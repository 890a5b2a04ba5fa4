export {
  type AccountMailFacts,
  type AccountMailKind,
  type AccountTold,
  renderAccountMail,
} from './account-mails.ts';
export { renderDigest } from './digest.ts';
export { renderMail } from './layout.ts';
export { type LifeFacts, type LifeMail, renderLifeMail } from './life-mails.ts';
export { mailId } from './mail-id.ts';
export { renderMessageFile, sealedPart } from './message-file.ts';
export { FILE_PAGE, FILE_READY, type FileMessage, MESSAGE_FILE } from './message-file-form.ts';
export { displayName, nameForMail, oneLine } from './names.ts';
export { messageUrl, type NoticeFacts, renderNotice } from './notice.ts';
export type { ServiceMail } from './service-mail.ts';
export { renderTlsMail } from './tls-mail.ts';
export { renderUnreleased } from './unreleased.ts';
