import { type Context, Hono } from 'hono';
import { accountRoutes, type Provider, settingsRoutes } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { type Admission, admit } from '../accounts/admit.ts';
import { accountOfProvider, unlinkProvider } from '../accounts/providers.ts';
import type { Dependencies, Env } from './dependencies.ts';
import { backToSignIn, comeBackFrom, leaveFor } from './elsewhere.ts';
import { enter } from './enter.ts';
import { originOf } from './origin.ts';
import { serve } from './route.ts';

const NAMES: Record<Provider, string> = { microsoft: 'Microsoft', google: 'Google' };

/** The providers that policy allows and the settings have a client for. */
export function usableProviders({
  ports,
  recipientIdentity,
}: Dependencies): { id: Provider; name: string }[] {
  return recipientIdentity.providers
    .filter((id) => ports.policy.signIn.providers.includes(id))
    .map((id) => ({ id, name: NAMES[id] }));
}

/** Routes of signing in with Microsoft or Google. */
export function providerRoutes(deps: Dependencies): Hono<Env> {
  const { ports, recipientIdentity } = deps;
  const app = new Hono<Env>();
  const requireUsable = (id: Provider) => {
    if (!usableProviders(deps).some((one) => one.id === id)) throw new AppError('not_found');
  };

  serve(app, deps, accountRoutes.signInWith, async ({ params: { provider }, query }, { c }) => {
    requireUsable(provider);
    return recipientIdentity.beginSignIn(provider).then(
      (begun) => leaveFor(ports, c, provider, begun, query),
      (thrown: unknown) => backToSignIn(ports, c, provider, thrown, 'provider'),
    );
  });
  serve(app, deps, accountRoutes.signInWithCallback, async ({ params: { provider } }, { c }) => {
    requireUsable(provider);
    return finishSignIn(deps, c, provider).catch((thrown: unknown) =>
      backToSignIn(ports, c, provider, thrown, 'provider'),
    );
  });
  serve(app, deps, settingsRoutes.unlinkProvider, async ({ params: { provider } }, { c, who }) =>
    unlinkProvider(ports, who.caller.accountId, provider, originOf(deps, c)),
  );
  return app;
}

async function finishSignIn(deps: Dependencies, c: Context, provider: Provider): Promise<Response> {
  const { ports, recipientIdentity } = deps;
  const { pending, returnTo, remember } = await comeBackFrom(ports, c, provider);
  const claims = await recipientIdentity.finishSignIn(provider, new URL(c.req.url), pending);
  const origin = originOf(deps, c);
  const found = await accountOfProvider(ports, provider, claims, origin);
  if (found.state === 'refused') {
    ports.log.info('elsewhere.refused', { where: provider, reason: found.problem });
    return c.redirect(`/sign-in?problem=${found.problem}`);
  }
  const admission = await admit(ports, found.accountId, { method: provider, remember }, origin);
  enter(c, admission);
  return c.redirect(`${returnTo}${nextStepQuery(admission)}`);
}

/** What the page has to ask for next; it shows the sign-in wherever nobody is signed in. */
function nextStepQuery(admission: Admission): string {
  switch (admission.state) {
    case 'signed_in':
      return '';
    case 'second_factor':
      return `?step=second-factor&ways=${admission.ways.join('.')}`;
    case 'confirm_address':
      return '?step=confirm-address';
  }
}
