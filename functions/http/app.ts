import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AppError } from '../../shared/errors.ts';
import { requireSameOrigin } from './authenticate.ts';
import { configRoute } from './config-route.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { draftRoutesOf } from './draft-routes.ts';
import { closeEarlierSession } from './enter.ts';
import { errorAnswer } from './errors.ts';
import { closedPolicy, commonHeaders } from './headers.ts';
import { lifeRoutesOf } from './life-routes.ts';
import { logo } from './logo.ts';
import { mailboxRoutesOf } from './mailbox-routes.ts';
import { meRoutes } from './me-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { openApi } from './openapi.ts';
import { pageRoutes } from './pages.ts';
import { partnerRoutesOf } from './partner-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { providerRoutes } from './provider-routes.ts';
import { recoveryRoutes } from './recovery-routes.ts';
import { registrationRoutes } from './registration-routes.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { settingsRoutesOf } from './settings-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { staffRoutes } from './staff-routes.ts';

/** The largest request body; parts go straight to Blob Storage and never through here. */
const MAX_BODY_BYTES = 1_000_000;

/** The whole HTTP face of the service: headers, then `/api`, then the pages. */
export function createApp(deps: Dependencies): Hono<Env> {
  const { config, ports } = deps;
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    c.set('requestId', crypto.randomUUID());
    await next();
    const headers = {
      ...commonHeaders(config.origin),
      'content-security-policy': closedPolicy,
      'cache-control': 'no-store',
    };
    // What a page has decided for itself stays.
    for (const [name, value] of Object.entries(headers))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });
  app.onError((error, c) => errorAnswer(c, error, ports.log, c.var.requestId));

  app.use('/api/*', requireSameOrigin(config.origin));
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => {
        throw new AppError('too_large', { message: 'The request is too large.' });
      },
    }),
  );
  app.use('/api/*', async (_c, next) => {
    await deps.ready();
    await next();
  });
  app.use('/api/*', closeEarlierSession(deps));
  app.get('/api/openapi.json', (c) => c.json(openApi(config.origin)));
  app.get('/api/logo', (c) => logo(c, ports.policy));
  app.route('/api', configRoute(deps));
  app.route('/api', meRoutes(deps));
  app.route('/api', registrationRoutes(deps));
  app.route('/api', signInRoutes(deps));
  app.route('/api', sessionRoutes(deps));
  app.route('/api', recoveryRoutes(deps));
  app.route('/api', settingsRoutesOf(deps));
  app.route('/api', mailboxRoutesOf(deps));
  app.route('/api', secondFactorRoutes(deps));
  app.route('/api', passkeyRoutes(deps));
  app.route('/api', providerRoutes(deps));
  app.route('/api', staffRoutes(deps));
  app.route('/api', messageRoutes(deps));
  app.route('/api', lifeRoutesOf(deps));
  app.route('/api', draftRoutesOf(deps));
  app.route('/api', partnerRoutesOf(deps));
  app.all('/api/*', () => {
    throw new AppError('not_found');
  });
  app.route('/', pageRoutes(deps));
  app.notFound((c) => errorAnswer(c, new AppError('not_found'), ports.log, c.var.requestId));
  return app;
}
