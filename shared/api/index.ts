export {
  type AccountClient,
  createAccountClient,
  createSettingsClient,
  type SettingsClient,
} from './accounts/client.ts';
export { accountRoutes, settingsRoutes } from './accounts/routes.ts';
export * from './accounts/schemas.ts';
export * from './basic-schemas.ts';
export { type Call, createCaller } from './caller.ts';
export { type Client, createClient } from './client.ts';
export type { ConversationAnswer, ConversationMessage } from './conversation.ts';
export { createDraftClient, type DraftClient } from './drafts/client.ts';
export { draftRoutes } from './drafts/routes.ts';
export * from './drafts/schemas.ts';
export { fetchAccountKey, keepSubject } from './keep-subject.ts';
export { createLifeClient, type LifeClient } from './life/client.ts';
export { lifeRoutes } from './life/routes.ts';
export * from './life/schemas.ts';
export { createMailboxClient, type MailboxClient } from './mailbox/client.ts';
export { mailboxRoutes } from './mailbox/routes.ts';
export * from './mailbox/row-schemas.ts';
export * from './mailbox/schemas.ts';
export { createPartnerClient, type PartnerClient } from './partners/client.ts';
export { partnerRoutes } from './partners/routes.ts';
export * from './partners/schemas.ts';
export { type PutPart, putPartByXhr } from './put-part.ts';
export { readLinked } from './read-part.ts';
export { type OpenedMessage, openMessage } from './read-secure.ts';
export type { Route, RouteAnswer, RouteInput } from './route.ts';
export { routes } from './routes.ts';
export * from './schemas.ts';
export {
  commitMessage,
  type Outgoing,
  type StoredMessage,
  storeLetter,
  storeMessage,
} from './send-secure.ts';
export {
  type SendPorts,
  storedAttachment,
  storePart,
} from './store-part.ts';
