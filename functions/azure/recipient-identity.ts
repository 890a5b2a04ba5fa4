import * as z from 'zod/mini';
import { addressSchema, nameSchema, type Provider } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Config } from '../config.ts';
import type { ProviderClaims, RecipientIdentity } from '../ports.ts';
import { type CodeFlow, createCodeFlow } from './code-flow.ts';

const name = z._default(z.catch(nameSchema, ''), '');
const claimsSchema = z.object({
  iss: z.string().check(z.minLength(1), z.maxLength(512)),
  sub: z.string().check(z.minLength(1), z.maxLength(255)),
  email: z.optional(z.catch(z.nullable(addressSchema), null)),
  email_verified: z.optional(z.unknown()),
  xms_edov: z.optional(z.unknown()),
  given_name: name,
  family_name: name,
  name,
});
type Claims = z.infer<typeof claimsSchema>;

/** The sign-ins of Microsoft and Google for recipients, those that the settings have a client for. */
export function createRecipientIdentity(config: Config['providers'], origin: string): RecipientIdentity {
  const flows = new Map<Provider, CodeFlow>(
    config.map(({ id, ...client }) => [
      id,
      createCodeFlow({ ...client, redirectUri: `${origin}/api/sign-in/with/${id}/callback` }),
    ]),
  );
  const flowOf = (id: Provider): CodeFlow => {
    const flow = flows.get(id);
    if (flow === undefined) throw new AppError('not_found', { detail: `no client for ${id}` });
    return flow;
  };
  return {
    providers: config.map(({ id }) => id),
    // Many people have several accounts there: which one is meant is theirs to say.
    beginSignIn: (id) => flowOf(id).begin({ prompt: 'select_account' }),
    async finishSignIn(id, callbackUrl, pending) {
      const parsed = z.safeParse(claimsSchema, await flowOf(id).finish(callbackUrl, pending));
      if (!parsed.success) throw new AppError('sign_in_failed', { detail: 'id token lacks a claim' });
      return toClaims(id, parsed.data);
    },
  };
}

function toClaims(id: Provider, claims: Claims): ProviderClaims {
  const isVerified = id === 'google' ? claims.email_verified === true : isDomainOwnerVerified(claims);
  const [firstWord = '', ...words] = claims.name.trim().split(/\s+/);
  const isSplit = claims.given_name !== '' || claims.family_name !== '';
  return {
    issuer: claims.iss,
    subject: claims.sub,
    address: isVerified ? (claims.email ?? null) : null,
    firstName: isSplit ? claims.given_name : firstWord,
    lastName: isSplit ? claims.family_name : words.join(' '),
  };
}

/**
 * Whether Microsoft says that whoever owns the address's domain has verified it (`xms_edov`, an optional claim).
 * Any tenant's administrator can write any `email`, so without this the address is worth nothing.
 */
function isDomainOwnerVerified({ xms_edov: verified }: Claims): boolean {
  return verified === true || verified === 1 || verified === '1' || verified === 'true';
}
