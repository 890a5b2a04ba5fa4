import { Hono } from 'hono';
import { partnerRoutes } from '../../shared/api/index.ts';
import { answerTlsRequest, askForTls, tlsRequests, tlsState } from '../admin/tls-requests.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { serve } from './route.ts';

/** Routes of requests for enforced TLS, of those who ask and of administrators who answer. */
export function partnerRoutesOf(deps: Dependencies): Hono<Env> {
  const { ports, directory } = deps;
  const app = new Hono<Env>();
  serve(app, deps, partnerRoutes.tlsState, (_, { who }) => tlsState(ports, who.caller));
  serve(app, deps, partnerRoutes.askForTls, ({ body }, { who }) =>
    askForTls(ports, directory, who.caller, body),
  );
  serve(app, deps, partnerRoutes.tlsRequests, (_, { who }) => tlsRequests(ports, who.caller));
  serve(app, deps, partnerRoutes.answerTlsRequest, ({ params, body }, { who }) =>
    answerTlsRequest(ports, directory, who.caller, params.domain, body),
  );
  return app;
}
