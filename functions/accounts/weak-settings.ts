import type { Policy } from '../../shared/policy/index.ts';

/**
 * The settings of accounts that an organisation has chosen against OWASP ASVS 5.0 Level 2 or NIST SP 800-63B-4, by
 * their path in the policy; docs/security/accounts.md says what each breaks. They are noted when the service starts.
 */
export function weakSettings(policy: Policy): string[] {
  const { password, session, signIn, recovery } = policy;
  const chosen: Readonly<Record<string, boolean>> = {
    'recovery.hint': recovery.hint,
    'recovery.securityQuestion': recovery.securityQuestion,
    'password.expiryDays': password.expiryDays !== null,
    'password.kinds': password.kinds.length > 0,
    'password.minLength': password.minLength < 15,
    'signIn.oneTimeCode': signIn.oneTimeCode,
    'signIn.secondFactor': signIn.secondFactor !== 'required',
    'session.rememberDays': session.rememberDays !== null,
  };
  return Object.keys(chosen).filter((path) => chosen[path]);
}
