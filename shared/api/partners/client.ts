import type { Call } from '../caller.ts';
import { partnerRoutes as r } from './routes.ts';
import type { TlsAnswer, TlsRequest } from './schemas.ts';

export type PartnerClient = ReturnType<typeof createPartnerClient>;

/** The typed client of requests for enforced TLS; `call` is what createCaller made. */
export function createPartnerClient(call: Call) {
  return {
    tlsState: () => call(r.tlsState, {}),
    askForTls: (body: TlsRequest) => call(r.askForTls, { body }),
    tlsRequests: () => call(r.tlsRequests, {}),
    answerTlsRequest: (domain: string, body: TlsAnswer) =>
      call(r.answerTlsRequest, { params: { domain }, body }),
  };
}
