import type { Person } from '../mail-item.ts';
import { requestToken } from './mailbox-client.ts';

type TokenRequest = {
  requestId: string;
  method: string;
  tokenParams?: { scope?: string };
};

type IdTokenClaims = { oid?: string; tid?: string; iss?: string; preferred_username?: string; name?: string };

/**
 * Answers the nested app authentication of one frame: what `window.nestedAppAuthBridge` in the frame posts is
 * answered with a token of the person whose mailbox is open. Returns the way to stop.
 */
export function serveNestedAuth(
  frame: HTMLIFrameElement,
  addinOrigin: string,
  person: () => Person,
): () => void {
  const listener = (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== addinOrigin) return;
    const data = event.data;
    if (typeof data !== 'object' || data === null || !('nestedAppAuth' in data)) return;
    if (typeof data.nestedAppAuth !== 'string') return;
    const request = JSON.parse(data.nestedAppAuth) as TokenRequest;
    void answerRequest(request, person()).then((answer) => {
      const response = { messageType: 'NestedAppAuthResponse', requestId: request.requestId, ...answer };
      frame.contentWindow?.postMessage({ nestedAppAuth: JSON.stringify(response) }, addinOrigin);
    });
  };
  window.addEventListener('message', listener);
  return () => window.removeEventListener('message', listener);
}

async function answerRequest(request: TokenRequest, person: Person): Promise<object> {
  if (request.method === 'GetInitContext') {
    return {
      success: true,
      initContext: {
        sdkName: 'local-outlook',
        sdkVersion: '1.0',
        accountContext: { loginHint: person.address },
        capabilities: { queryAccount: true },
      },
    };
  }
  if (request.method !== 'GetToken' && request.method !== 'GetTokenPopup') {
    return { success: false, error: { status: 'PERSISTENT_ERROR', code: 'unknown_method' } };
  }
  const scope = request.tokenParams?.scope ?? '';
  try {
    const token = await requestToken(person.oid, scope.split(' ').filter(Boolean));
    const claims = readClaims(token.idToken);
    const oid = claims.oid ?? person.oid;
    return {
      success: true,
      token: {
        id_token: token.idToken,
        access_token: token.accessToken,
        expires_in: token.expiresInSeconds,
        scope,
      },
      account: {
        homeAccountId: `${oid}.${claims.tid ?? ''}`,
        localAccountId: oid,
        tenantId: claims.tid ?? '',
        environment: claims.iss ? new URL(claims.iss).host : location.host,
        username: claims.preferred_username ?? person.address,
        name: claims.name ?? person.name,
        idToken: token.idToken,
      },
    };
  } catch (error) {
    const description = error instanceof Error ? error.message : 'no token';
    return { success: false, error: { status: 'PERSISTENT_ERROR', code: 'broker_failed', description } };
  }
}

function readClaims(jwt: string): IdTokenClaims {
  const payload = (jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as IdTokenClaims;
}
