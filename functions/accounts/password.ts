import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../../shared/policy/index.ts';
import {
  brokenRules,
  normalisePassword,
  type PasswordLimits,
  type PasswordRule,
} from '../../shared/policy/password-rules.ts';
import { secondFactorWays } from './admit.ts';
import { isCommonPassword } from './common-passwords.ts';
import type { FlowKind } from './flow.ts';
import type { AccountRecord } from './records.ts';

/** argon2id with the parameters of OWASP's cheat sheet (19 MiB, two passes, one lane). */
const OPTIONS = { algorithm: 2 as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Flows that a new password ends: whoever began them may not be who chose it. A lock stays to be unlocked. */
export const overByPassword: readonly FlowKind[] = [
  'register',
  'sign-in-code',
  'reset',
  'hint',
  'enable',
  'reauthenticate',
  'second-factor',
  'old-address',
  'new-address',
];

/** Hashes a password as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password), OPTIONS);
}

/** Verifies a password; with no hash it spends the same time and says no. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  if (passwordHash === undefined) {
    await hash(normalisePassword(password), OPTIONS);
    return false;
  }
  return verify(passwordHash, normalisePassword(password));
}

/** What policy asks of this account's password: fewer characters where signing in asks for a second factor as well. */
export function passwordLimits(policy: Policy, account: AccountRecord | null): PasswordLimits {
  const { minLength, minLengthWithSecondFactor, maxLength, kinds } = policy.password;
  const hasFactor = account !== null && secondFactorWays(policy, account).length > 0;
  return { minLength: hasFactor ? minLengthWithSecondFactor : minLength, maxLength, kinds };
}

/** Checks a new password. Throws `password_refused` with the rule it breaks, also as the fact `rule`. */
export async function checkPassword(
  policy: Policy,
  password: string,
  owner: { account: AccountRecord | null; address: string; names: readonly string[] },
): Promise<void> {
  const limits = passwordLimits(policy, owner.account);
  const [broken] = brokenRules(limits, password, {
    address: owner.address,
    names: owner.names,
    organisation: policy.organisation.name,
  });
  if (broken !== undefined) throw refused(broken, wordsOf(broken, limits));
  if (await isCommonPassword(password)) {
    throw refused(
      'common',
      'This password is on lists of passwords that many people use. Choose another one.',
    );
  }
}

/** What a new password changes in its account: old sessions end, postponements are forgotten, and the hint, which was for the old one. */
export async function withPassword(
  policy: Policy,
  account: AccountRecord,
  password: string,
  now: Date,
): Promise<AccountRecord> {
  const {
    passwordPostponed: _count,
    passwordPostponedUntil: _until,
    isPasswordShort: _short,
    hint: _hint,
    ...kept
  } = account;
  return {
    ...kept,
    passwordHash: await hashPassword(password),
    passwordChangedAt: now.toISOString(),
    epoch: (account.epoch ?? 0) + 1,
    ...([...normalisePassword(password)].length < policy.password.minLength
      ? { isPasswordShort: true as const }
      : {}),
  };
}

function wordsOf(rule: PasswordRule, { minLength, maxLength }: PasswordLimits): string {
  switch (rule) {
    case 'short':
    case 'long':
      return `A password has ${minLength} to ${maxLength} characters.`;
    case 'varied':
      return 'Use more than four different characters, and no runs such as 12345.';
    case 'personal':
      return `A password must be more than your name, your e-mail address or the organisation's name.`;
    case 'lower':
      return 'Use a small letter.';
    case 'upper':
      return 'Use a capital letter.';
    case 'digit':
      return 'Use a digit.';
    case 'symbol':
      return 'Use a character that is neither a letter nor a digit.';
  }
}

function refused(rule: PasswordRule | 'common', message: string): AppError {
  return new AppError('password_refused', { message, facts: { rule } });
}
