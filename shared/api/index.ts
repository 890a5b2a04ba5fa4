export { type Client, createClient } from './client.ts';
export { type PutPart, putPartByXhr } from './put-part.ts';
export { type OpenedMessage, openMessage } from './read-secure.ts';
export { type Route, type RouteAnswer, type RouteInput, routes } from './routes.ts';
export * from './schemas.ts';
export {
  commitMessage,
  fetchAccountKey,
  keepSubject,
  type Outgoing,
  type SendPorts,
  type StoredMessage,
  storeMessage,
} from './send-secure.ts';
