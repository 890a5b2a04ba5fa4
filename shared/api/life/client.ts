import type { Call } from '../caller.ts';
import { lifeRoutes as r } from './routes.ts';

export type LifeClient = ReturnType<typeof createLifeClient>;

/** The typed client of a sent message's life; `call` is what createCaller made. `readers`: addresses; all without. */
export function createLifeClient(call: Call) {
  const some = (readers?: readonly string[]) => (readers === undefined ? {} : { readers: [...readers] });
  return {
    status: (id: string) => call(r.status, { params: { id } }),
    messageHistory: (id: string, after?: string) =>
      call(r.messageHistory, { params: { id }, query: { after } }),
    /** The same with nothing left out, for an administrator of whichever message. */
    wholeHistory: (id: string, after?: string) => call(r.wholeHistory, { params: { id }, query: { after } }),
    revoke: (id: string, readers?: readonly string[]) =>
      call(r.revoke, { params: { id }, body: some(readers) }),
    changeExpiry: (id: string, expiresAt: string) =>
      call(r.changeExpiry, { params: { id }, body: { expiresAt } }),
    /** The sealed message as a file: for whoever reads it, or as its notice is to carry it; null where it is not to. */
    messageFile: (id: string, whom?: 'notice') =>
      call(r.messageFile, { params: { id }, query: { for: whom } }),
    /** `idempotencyKey` (a UUID) names this wish for all retries, so that nobody gets the notice twice for it. */
    resend: (id: string, idempotencyKey: string, readers?: readonly string[]) =>
      call(r.resend, {
        params: { id },
        headers: { 'idempotency-key': idempotencyKey },
        body: some(readers),
      }),
    askAgain: (id: string) => call(r.askAgain, { params: { id }, body: {} }),
    /** Ten more tries of the passphrase for the reader with this address. */
    allowPassphraseTries: (id: string, reader: string) =>
      call(r.allowPassphraseTries, { params: { id }, body: { reader } }),
    downloaded: (id: string) => call(r.downloaded, { params: { id }, body: {} }),
    /** For an administrator. */
    mailFlow: () => call(r.mailFlow, {}),
    mailboxes: () => call(r.mailboxes, {}),
    expiryChoices: () => call(r.expiryChoices, {}),
  };
}
