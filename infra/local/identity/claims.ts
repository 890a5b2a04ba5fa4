import { createHash } from 'node:crypto';
import { clientIds, type Person, tenantId } from '../people.ts';

/** The one scope of the API, as clients ask for it. */
export const apiScope = `api://${clientIds.api}/access_as_user`;

/** The API's Application ID URI. */
export const apiResource = `api://${clientIds.api}`;

/** The subject of a person for one client: like Entra's, different for every client. */
export function subjectOf(oid: string, clientId: string): string {
  return createHash('sha256').update(`${oid} ${clientId}`).digest('base64url');
}

/** What an ID token of Entra (v2.0) says about a person, without the registered claims of JWT. */
export function personClaims(person: Person) {
  return {
    ver: '2.0',
    tid: tenantId,
    oid: person.oid,
    name: person.name,
    preferred_username: person.address,
    email: person.address,
    // Entra leaves the claim out for a person without an app role.
    ...(person.roles.length > 0 && { roles: person.roles }),
  };
}

/**
 * The payload of an access token of Entra (v2.0) for the API, one hour long.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function accessTokenClaims({
  issuer,
  person,
  clientId,
  now,
}: {
  issuer: string;
  person: Person;
  clientId: string;
  now: Date;
}) {
  const { email: _, ...claims } = personClaims(person);
  const nowSeconds = Math.floor(now.getTime() / 1000);
  return {
    iss: issuer,
    aud: clientIds.api,
    sub: subjectOf(person.oid, clientId),
    azp: clientId,
    azpacr: clientId === clientIds.portal ? '1' : '0',
    scp: 'access_as_user',
    ...claims,
    iat: nowSeconds,
    nbf: nowSeconds,
    exp: nowSeconds + tokenLifetimeSeconds,
  };
}

/** Lifetime of access and ID tokens. */
export const tokenLifetimeSeconds = 3600;
