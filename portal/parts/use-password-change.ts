import { type RefObject, useState } from 'react';
import type { ProfileAnswer } from '../../shared/api/index.ts';
import type { PasswordLimits, PasswordOwner } from '../../shared/policy/password-rules.ts';
import { useAccountWords } from '../strings/accounts/words.ts';
import { useTranslation } from '../strings/i18n.ts';
import { settings } from './accounts.ts';
import { explain, isCancelled, toAppError } from './errors.ts';
import { refusedPassword } from './NewPassword.tsx';
import { passwordProblem } from './PasswordRules.tsx';
import type { Fresh } from './Reauthenticate.tsx';
import { useSession } from './session.ts';

export type PasswordChange = {
  password: string;
  type: (password: string) => void;
  limits: PasswordLimits;
  owner: PasswordOwner;
  problem: string | null;
  failure: string;
  state: 'idle' | 'busy' | 'saved';
  save: () => Promise<void>;
};

/** A change of the reader's own password, from what is typed to what came of it. */
export function usePasswordChange(
  profile: ProfileAnswer,
  { fresh, form, saved }: { fresh: Fresh['fresh']; form: RefObject<HTMLElement | null>; saved: () => void },
): PasswordChange {
  const { t } = useTranslation();
  const w = useAccountWords();
  const { config, refused } = useSession();
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const [state, setState] = useState<PasswordChange['state']>('idle');

  const { minLength, minLengthWithSecondFactor, maxLength, kinds } = config.password;
  const { passkeys, secondFactor } = config.ways;
  // As signing in asks for it: a passkey is a second factor only where one is required.
  const hasFactor = profile.totp || (profile.passkeys.length > 0 && passkeys && secondFactor === 'required');
  const limits = { minLength: hasFactor ? minLengthWithSecondFactor : minLength, maxLength, kinds };
  const owner = {
    address: profile.address,
    names: [profile.firstName, profile.lastName],
    organisation: config.organisation.name,
  };
  const pointAt = (text: string) => {
    setProblem(text);
    form.current?.querySelector<HTMLInputElement>('[name="new-password"]')?.focus();
  };
  const save = async () => {
    setFailure('');
    setProblem(null);
    if (passwordProblem(limits, password, owner) !== null) return pointAt(w('recovery.refused.rules'));
    setState('busy');
    try {
      await fresh(() => settings.changePassword(password));
      setPassword('');
      setState('saved');
      saved();
    } catch (thrown) {
      setState('idle');
      if (isCancelled(thrown)) return;
      const error = toAppError(thrown);
      if (error.code === 'password_refused') pointAt(refusedPassword(w, error));
      else if (!refused(error)) setFailure(explain(t, error));
    }
  };
  const type = (typed: string) => {
    setPassword(typed);
    setProblem(null);
    setState('idle');
  };
  return { password, type, limits, owner, problem, failure, state, save };
}
