import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useRef } from 'react';
import { Button } from '../../parts/Button.tsx';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { NewPassword } from '../../parts/NewPassword.tsx';
import { useFresh } from '../../parts/Reauthenticate.tsx';
import { useDates } from '../../parts/use-dates.ts';
import { usePasswordChange } from '../../parts/use-password-change.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import type { PanelProps } from './panel-props.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '28rem' },
  save: { alignSelf: 'start' },
});

/** Changes the password; every other device is signed out. */
export function Password({ profile, changed }: PanelProps) {
  const w = useAccountWords();
  const styles = useStyles();
  const dates = useDates();
  const form = useRef<HTMLFormElement>(null);
  const { fresh, dialog } = useFresh();
  const change = usePasswordChange(profile, { fresh, form, saved: changed });
  const { password } = profile;

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (change.state !== 'busy') void change.save();
  };
  return (
    <>
      {password === null ? null : (
        <Text>
          {w('settings.passwordSince', { moment: dates.moment(password.changedAt) })}{' '}
          {password.expiresAt === null
            ? ''
            : w('settings.passwordUntil', { moment: dates.moment(password.expiresAt) })}
        </Text>
      )}
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <NewPassword
          value={change.password}
          onChange={change.type}
          limits={change.limits}
          owner={change.owner}
          problem={change.problem}
        />
        {change.failure === '' ? null : <FailureNotice text={change.failure} />}
        <Button
          className={styles.save}
          type="submit"
          appearance="primary"
          busy={change.state === 'busy' ? 'yes' : 'no'}
        >
          {w(change.state === 'busy' ? 'recovery.saving' : 'recovery.save')}
        </Button>
        <Text role="status">{change.state === 'saved' ? w('settings.passwordSaved') : ''}</Text>
      </form>
      {dialog}
    </>
  );
}
