import type { RegisterRequest } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { isInside } from '../../shared/policy/index.ts';
import type { Ports } from '../ports.ts';
import { findAccount } from './directory.ts';
import { checkPassword, hashPassword } from './password.ts';
import { accountKey, type RegistrationRecord, registrationKey, registrationRange } from './records.ts';
import { openSession, type SignedIn } from './session.ts';
import { hashToken, newToken } from './tokens.ts';

/*
 * Registration, state by state (a row `registration:{token hash}` of the account):
 *
 *   (none) --register--> mail wanted --job--> code sent --confirm--> account registered, row gone
 *                            ^                    | resend (30 s apart, five mails at most)
 *                            +--------------------+
 *   five wrong codes, or ten minutes: the code is dead, a resend makes a new one
 *   one hour: the row is dead, and the next registration removes it
 *
 * The token stays in the browser that began, so that nobody can put a password of theirs behind a code
 * that somebody else types.
 */

const HOUR_MS = 3_600_000;
const RESEND_MS = 30_000;
const MAX_MAILS = 5;
/** Registrations of one address in an hour; more are answered alike and do nothing. */
const MAX_REGISTRATIONS = 5;
const MAX_ATTEMPTS = 5;

/**
 * Begins a registration and answers the token for this browser, alike for every address: one that no
 * message names gets no mail, one that has an account gets a mail that says so. Throws
 * `use_work_account`, `password_refused`, `conflict` where the terms have changed.
 */
export async function register(ports: Ports, request: RegisterRequest): Promise<{ token: string }> {
  if (isInside(ports.policy.organisation.domains, request.address)) {
    throw new AppError('use_work_account', {
      message: `People at ${ports.policy.organisation.name} sign in with their work account.`,
    });
  }
  if (request.acceptedTerms !== ports.policy.terms.version) {
    throw new AppError('conflict', { message: 'The terms have changed. Please load the page again.' });
  }
  checkPassword(ports.policy, request.password, request.address);
  const passwordHash = await hashPassword(request.password);
  const token = newToken();
  // An address that no message names takes the same road, to an account that does not exist.
  const accountId = (await findAccount(ports, request.address)) ?? token.slice(0, 22);
  const account = await ports.records.get(accountKey(accountId));
  if ((await countRecent(ports, accountId)) >= MAX_REGISTRATIONS) return { token };
  const registration: RegistrationRecord = {
    firstName: request.firstName.trim(),
    lastName: request.lastName.trim(),
    language: request.language,
    passwordHash,
    terms: request.acceptedTerms,
    requestedAt: ports.clock.now().toISOString(),
    mail: account?.value.kind === 'unregistered' ? 'code' : 'already',
    mailsSent: 0,
    attempts: 0,
  };
  if (account !== null)
    await ports.records.insert(registrationKey(accountId, await hashToken(token)), registration);
  await ports.jobs.enqueue({ kind: 'account-mail', accountId });
  return { token };
}

/** Asks for the code once more; answers alike whether or not there is anything to send again. */
export async function resendCode(ports: Ports, address: string, token: string | null): Promise<void> {
  const found = await findRegistration(ports, address, token);
  if (found === null) return;
  const { value } = found.row;
  const sinceMs = ports.clock.now().getTime() - Date.parse(value.lastMailAt ?? value.requestedAt);
  if (sinceMs < RESEND_MS || value.mailsSent >= MAX_MAILS) return;
  if (value.mail === 'none' && value.codeMac === undefined) return;
  // A mail that is still wanted lost its job: it only needs another.
  const isWanted =
    value.mail !== 'none' ||
    (await ports.records.replace(found.key, { ...value, mail: 'code' }, found.row.etag));
  if (isWanted) await ports.jobs.enqueue({ kind: 'account-mail', accountId: found.accountId });
}

/**
 * Ends a registration with the code from the mail, in the browser that began it, and signs in. Throws
 * `code_wrong` alike for a wrong, old or used-up code and for an address without a registration.
 */
export async function confirmRegistration(
  ports: Ports,
  address: string,
  code: string,
  token: string | null,
): Promise<{ token: string } & SignedIn> {
  const { key, accountId, value } = await countAttempt(ports, address, token);
  const now = ports.clock.now();
  if ((await ports.service.mac('code', accountId, key.row, code)) !== value.codeMac) throw codeWrong();

  const account = await ports.records.get(accountKey(accountId));
  if (account === null) throw codeWrong();
  if (account.value.kind === 'unregistered') {
    const registered = await ports.records.replace(
      accountKey(accountId),
      {
        ...account.value,
        kind: 'recipient',
        firstName: value.firstName,
        lastName: value.lastName,
        language: value.language,
        passwordHash: value.passwordHash,
        registeredAt: now.toISOString(),
        acceptedTerms: { version: value.terms, at: value.requestedAt },
      },
      account.etag,
    );
    if (!registered) throw codeWrong();
    // The salted hash names this registration: an earlier try ended after it became the account's.
  } else if (account.value.passwordHash !== value.passwordHash) throw codeWrong();
  const session = await openSession(ports, accountId, []);
  await removeRegistrations(ports, accountId, key.row);
  ports.log.info('account.registered', { accountId });
  return session;
}

/**
 * Counts an attempt before it is judged, under the ETag: two guesses at once cannot count as one. Throws
 * `code_wrong` where there is no code to guess, or none any more.
 */
async function countAttempt(ports: Ports, address: string, token: string | null) {
  for (;;) {
    const found = await findRegistration(ports, address, token);
    if (found === null) throw codeWrong();
    const { value, etag } = found.row;
    if (value.codeMac === undefined || value.codeExpiresAt === undefined) throw codeWrong();
    const isOver = ports.clock.now().getTime() >= Date.parse(value.codeExpiresAt);
    if (isOver || value.attempts >= MAX_ATTEMPTS) throw codeWrong();
    if (await ports.records.replace(found.key, { ...value, attempts: value.attempts + 1 }, etag))
      return { key: found.key, accountId: found.accountId, value };
  }
}

async function findRegistration(ports: Ports, address: string, token: string | null) {
  const accountId = await findAccount(ports, address);
  if (accountId === null || token === null) return null;
  const key = registrationKey(accountId, await hashToken(token));
  const row = await ports.records.get(key);
  if (row === null || isOld(ports, row.value)) return null;
  return { accountId, key, row };
}

async function countRecent(ports: Ports, accountId: string): Promise<number> {
  const { rows } = await ports.records.list<RegistrationRecord>('accounts', accountId, registrationRange);
  const old = rows.filter((row) => isOld(ports, row.value));
  for (const { row } of old) await ports.records.remove({ table: 'accounts', partition: accountId, row });
  return rows.length - old.length;
}

/** Removes an account's registrations, the given one last: while it stands, its code ends what was begun. */
async function removeRegistrations(ports: Ports, accountId: string, lastRow: string): Promise<void> {
  const { rows } = await ports.records.list('accounts', accountId, registrationRange);
  const others = rows.map(({ row }) => row).filter((row) => row !== lastRow);
  for (const row of [...others, lastRow])
    await ports.records.remove({ table: 'accounts', partition: accountId, row });
}

function isOld(ports: Ports, registration: RegistrationRecord): boolean {
  return ports.clock.now().getTime() - Date.parse(registration.requestedAt) > HOUR_MS;
}

function codeWrong(): AppError {
  return new AppError('code_wrong', {
    message: 'This code is wrong or too old. Ask for a new one and try again.',
  });
}
