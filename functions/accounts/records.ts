import type { Key, WrappedKey } from '../ports.ts';

/** The rows of one account, all in the partition of its id, and the index of addresses. */

/** An account, from the moment its address is first named. Times are ISO UTC. */
export type AccountRecord = {
  kind: 'unregistered' | 'recipient' | 'staff';
  address: string;
  /** 32 bytes under the vault key; subjects stand under it in the mailbox. */
  accountKey: WrappedKey;
  createdAt: string;
  firstName?: string;
  lastName?: string;
  language?: string;
  /** argon2id, PHC string. */
  passwordHash?: string;
  registeredAt?: string;
  acceptedTerms?: { version: string; at: string };
  /** Tenant and object id of a member of staff. */
  staff?: { tenantId: string; objectId: string; name: string };
};

/** A registration under way in one browser; it becomes the account's when its code comes back there. */
export type RegistrationRecord = {
  firstName: string;
  lastName: string;
  language: string;
  passwordHash: string;
  terms: string;
  requestedAt: string;
  /** `code`: a new code is wanted; `sending`: it is made; `already`: the account exists, and its owner is told so. */
  mail: 'code' | 'sending' | 'already' | 'none';
  mailsSent: number;
  lastMailAt?: string;
  codeMac?: string;
  codeExpiresAt?: string;
  attempts: number;
};

export type SessionRecord = {
  createdAt: string;
  lastSeenAt: string;
  roles: string[];
};

/** Wrong passwords for one address, whether or not it has an account. */
export type FailuresRecord = { count: number; lockedUntil: string | null };
export type AddressRecord = { accountId: string };

export const accountKey = (accountId: string): Key<AccountRecord> => ({
  table: 'accounts',
  partition: accountId,
  row: 'account',
});
const REGISTRATION_PREFIX = 'registration:';
export const registrationKey = (accountId: string, tokenHash: string): Key<RegistrationRecord> => ({
  table: 'accounts',
  partition: accountId,
  row: `${REGISTRATION_PREFIX}${tokenHash}`,
});
/** The range of an account's registrations. */
export const registrationRange = { from: REGISTRATION_PREFIX, before: 'registration;' };
export const sessionKey = (accountId: string, tokenHash: string): Key<SessionRecord> => ({
  table: 'accounts',
  partition: accountId,
  row: `session:${tokenHash}`,
});
/** `addressMac` is the MAC of the normalised address, so that the index names nobody. */
export const addressKey = (addressMac: string): Key<AddressRecord> => ({
  table: 'addresses',
  partition: addressMac,
  row: 'account',
});
export const failuresKey = (addressMac: string): Key<FailuresRecord> => ({
  table: 'addresses',
  partition: addressMac,
  row: 'failures',
});
