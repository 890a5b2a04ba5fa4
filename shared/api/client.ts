import type { PublicJwk } from './basic-schemas.ts';
import type { Call } from './caller.ts';
import { routes } from './routes.ts';
import type { DraftRequest, SendRequest } from './schemas.ts';

export type Client = ReturnType<typeof createClient>;

/** The typed client of messages; `call` is what createCaller made. */
export function createClient(call: Call) {
  return {
    config: () => call(routes.config, {}),
    me: () => call(routes.me, {}),
    accountKey: (ephemeralKey: PublicJwk) => call(routes.accountKey, { body: { ephemeralKey } }),
    /** `idempotencyKey` (a UUID) names this message for all retries: the same key gives the same draft. */
    createDraft: (body: DraftRequest, idempotencyKey: string) =>
      call(routes.createDraft, { body, headers: { 'idempotency-key': idempotencyKey } }),
    createPart: (id: string, sizeBytes: number) =>
      call(routes.createPart, { params: { id }, body: { sizeBytes } }),
    /** Commits the message. Safe to repeat: the same request gets the same answer. */
    send: (id: string, body: SendRequest) => call(routes.send, { params: { id }, body }),
    /** Ends a draft, so that no late commit can follow; answers `sent` where it was committed before. */
    abandon: (id: string) => call(routes.abandon, { params: { id }, body: {} }),
    /** Tells the service that the notice has left the sender's mailbox. */
    noticeReleased: (id: string) => call(routes.noticeReleased, { params: { id }, body: {} }),
    /** `proof`: of the passphrase, base64url, where the message asks for one. */
    open: (id: string, ephemeralKey: PublicJwk, proof?: string) =>
      call(routes.open, {
        params: { id },
        body: proof === undefined ? { ephemeralKey } : { ephemeralKey, proof },
      }),
    /** What the message answers and what answers it, as far as the caller may know. */
    conversation: (id: string) => call(routes.conversation, { params: { id } }),
    storeSubject: (row: string, subjectCell: string) =>
      call(routes.storeSubject, { params: { row }, body: { subjectCell } }),
  };
}
