import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useRef, useState } from 'react';
import type { ProfileAnswer } from '../../shared/api/index.ts';
import { useAccountWords } from '../strings/accounts/words.ts';
import { useTranslation } from '../strings/i18n.ts';
import { settings } from './accounts.ts';
import { Button } from './Button.tsx';
import { explain, toAppError } from './errors.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { NewPassword } from './NewPassword.tsx';
import { useFresh } from './Reauthenticate.tsx';
import { fetchMe } from './service.ts';
import { useSession } from './session.ts';
import { usePasswordChange } from './use-password-change.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** A password that had its time, or is too short without a second factor: a new one, or another day. */
export function RenewPassword({ profile }: { profile: ProfileAnswer }) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { config, updated, refused } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const { fresh, dialog } = useFresh();
  const [laterFailure, setLaterFailure] = useState('');

  const goOn = async () => {
    const me = await fetchMe();
    if (me !== null) updated(me);
  };
  const change = usePasswordChange(profile, { fresh, form, saved: () => void goOn() });
  const postpone = async () => {
    setLaterFailure('');
    try {
      await settings.postponePassword();
      await goOn();
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!refused(error)) setLaterFailure(explain(t, error));
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (change.state !== 'busy') void change.save();
  };
  const left = profile.password?.postponementsLeft ?? 0;
  // Without a date it is the second factor that is gone. The service's clock counts, so no date is compared here.
  const isOld = profile.password?.expiresAt !== null;
  const failure = change.failure === '' ? laterFailure : change.failure;
  return (
    <>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <Text>
          {isOld
            ? w('recovery.dutyPasswordText', { organisation: config.organisation.name })
            : w('recovery.dutyShortText')}
        </Text>
        <NewPassword
          value={change.password}
          onChange={change.type}
          limits={change.limits}
          owner={change.owner}
          problem={change.problem}
        />
        {failure === '' ? null : <FailureNotice text={failure} />}
        <div className={styles.ways}>
          <Button type="submit" appearance="primary" busy={change.state === 'busy' ? 'yes' : 'no'}>
            {w(change.state === 'busy' ? 'recovery.saving' : 'recovery.save')}
          </Button>
          {isOld && left > 0 ? (
            <Button onClick={() => void postpone()}>{w('recovery.dutyLater')}</Button>
          ) : null}
        </div>
        {isOld && left > 0 ? (
          <Text size={200} className={styles.quiet}>
            {w('recovery.dutyLaterLeft', { count: left })}
          </Text>
        ) : null}
      </form>
      {dialog}
    </>
  );
}
