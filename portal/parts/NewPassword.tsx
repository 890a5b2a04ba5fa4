import { Field, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { AppError } from '../../shared/errors.ts';
import type { PasswordLimits, PasswordOwner } from '../../shared/policy/password-rules.ts';
import { type AccountTranslate, useAccountWords } from '../strings/accounts/words.ts';
import { PasswordInput } from './PasswordInput.tsx';
import { PasswordRules } from './PasswordRules.tsx';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/**
 * A new password for an account that exists: one field that can be looked at, with its rules as one types. The
 * account's address goes with it, hidden, so that password managers know whose it is.
 */
export function NewPassword({
  value,
  onChange,
  limits,
  owner,
  problem,
}: {
  value: string;
  onChange: (password: string) => void;
  limits: PasswordLimits;
  owner: PasswordOwner;
  problem: string | null;
}) {
  const w = useAccountWords();
  const styles = useStyles();
  const rulesId = useId();
  return (
    <div className={styles.box}>
      <input hidden readOnly type="text" name="username" autoComplete="username" value={owner.address} />
      <Field label={w('recovery.newPassword')} {...(problem === null ? {} : { validationMessage: problem })}>
        <PasswordInput
          name="new-password"
          autoComplete="new-password"
          aria-describedby={rulesId}
          value={value}
          onChange={(_, data) => onChange(data.value)}
        />
      </Field>
      <PasswordRules id={rulesId} limits={limits} password={value} owner={owner} />
    </div>
  );
}

/** Why the service refused a new password, in the reader's language. */
export function refusedPassword(w: AccountTranslate, error: AppError): string {
  switch (error.facts?.rule) {
    case 'common':
      return w('recovery.refused.common');
    case 'same':
      return w('recovery.refused.same');
    case 'personal':
      return w('recovery.refused.personal');
    default:
      return w('recovery.refused.rules');
  }
}
