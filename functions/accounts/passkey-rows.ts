import type { Key, Ports, Row } from '../ports.ts';

/** A passkey as it stands in an account (WebAuthn Level 3); bytes are base64url. */
export type PasskeyRow = {
  credentialId: string;
  /** COSE key (RFC 9052). */
  publicKey: string;
  /** The authenticator's own count of signatures; 0 where it keeps none. */
  counter: number;
  transports: string[];
  name: string;
  createdAt: string;
  lastUsedAt?: string;
  /** Challenges that were answered with it within their time, as SHA-256: each counts once. */
  answered: { challengeHash: string; until: string }[];
};

const PREFIX = 'passkey:';
/** The key of a passkey; `id` is the SHA-256 of its credential id, base64url, and its name on the wire. */
export const passkeyKey = (accountId: string, id: string): Key<PasskeyRow> => ({
  table: 'accounts',
  partition: accountId,
  row: `${PREFIX}${id}`,
});
/** What a passkey is called on the wire. */
export const passkeyIdOf = (row: string): string => row.slice(PREFIX.length);

/** All passkeys of an account. */
export async function passkeyRows(ports: Ports, accountId: string): Promise<Row<PasskeyRow>[]> {
  const range = { from: PREFIX, before: 'passkey;' };
  return (await ports.records.list<PasskeyRow>('accounts', accountId, range)).rows;
}

/** Passkeys as WebAuthn options name them; transports go back as the authenticator said them. */
export function descriptorsOf(rows: readonly Row<PasskeyRow>[]): { id: string; transports: string[] }[] {
  return rows.map(({ value }) => ({ id: value.credentialId, transports: value.transports }));
}
