import type { AuthenticationResult, IPublicClientApplication, SilentRequest } from '@azure/msal-browser';
import { AppError } from '../../shared/errors.ts';

/** Where and as what the sender signs in, as the service's configuration tells it. */
export type SignIn = { authority: string; paneClientId: string; scope: string };

/**
 * The sender's access token by nested app authentication: Outlook itself signs in, without cookies.
 * Silently first, with Microsoft's window where that is needed. The library is loaded at once, while
 * the sender still looks at the pane, and keeps tokens in memory only. Throws `sign_in_failed`.
 */
export function createTokenSource(signIn: SignIn): () => Promise<string> {
  let application: Promise<IPublicClientApplication> | null = createApplication(signIn);
  // What does not load now is loaded again on first use, which tells.
  application.catch(() => {
    application = null;
  });
  return async () => {
    application ??= createApplication(signIn);
    try {
      const { accessToken } = await acquire(await application, { scopes: [signIn.scope] });
      return accessToken;
    } catch (cause) {
      application = null;
      throw new AppError('sign_in_failed', {
        message: 'Your work account could not be signed in.',
        facts: { problem: 'sign_in' },
        cause,
      });
    }
  };
}

async function createApplication(signIn: SignIn): Promise<IPublicClientApplication> {
  const { createNestablePublicClientApplication } = await import('@azure/msal-browser');
  return createNestablePublicClientApplication({
    auth: {
      clientId: signIn.paneClientId,
      authority: signIn.authority,
      knownAuthorities: [new URL(signIn.authority).host],
    },
    cache: { cacheLocation: 'memoryStorage' },
  });
}

async function acquire(
  application: IPublicClientApplication,
  request: SilentRequest,
): Promise<AuthenticationResult> {
  const { InteractionRequiredAuthError } = await import('@azure/msal-browser');
  return application.acquireTokenSilent(request).catch((error: unknown) => {
    if (error instanceof InteractionRequiredAuthError) return application.acquireTokenPopup(request);
    throw error;
  });
}
