export { type Client, type ClientOptions, createClient } from './client.ts';
export { type PutPart, putPartByXhr } from './put-part.ts';
export { type OpenedMessage, openMessage } from './read-secure.ts';
export * from './schemas.ts';
export {
  commitMessage,
  fetchAccountKey,
  keepSubject,
  type Outgoing,
  type OutgoingAttachment,
  type SendOptions,
  type SendPorts,
  type StoredMessage,
  storeMessage,
} from './send-secure.ts';
