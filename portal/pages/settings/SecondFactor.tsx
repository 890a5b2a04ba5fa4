import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { useState } from 'react';
import { settings } from '../../parts/accounts.ts';
import { Button } from '../../parts/Button.tsx';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { Sure } from '../../parts/Sure.tsx';
import { useSession } from '../../parts/session.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { AddApp } from './AddApp.tsx';
import type { PanelProps } from './panel-props.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { useChange } from './use-change.ts';

const useStyles = makeStyles({
  state: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  icon: { flexShrink: 0, fontSize: '24px', color: tokens.colorStatusSuccessForeground1 },
  quiet: { color: tokens.colorNeutralForeground2 },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  add: { alignSelf: 'start' },
});

type Step =
  | { at: 'start' }
  | { at: 'adding'; secret: string; uri: string }
  | { at: 'codes'; codes: readonly string[] };

/** The app that makes codes, and the recovery codes for the day without it. */
export function SecondFactor({ profile, changed }: PanelProps) {
  const w = useAccountWords();
  const styles = useStyles();
  const { ways } = useSession().config;
  const change = useChange();
  const [step, setStep] = useState<Step>({ at: 'start' });
  const [notice, setNotice] = useState('');

  const begin = async () => {
    setNotice('');
    const begun = await change.run('add', () => settings.beginTotp());
    if (begun !== undefined) setStep({ at: 'adding', ...begun });
  };
  const renew = async () => {
    setNotice('');
    const made = await change.run('codes', () => settings.newRecoveryCodes());
    if (made !== undefined) setStep({ at: 'codes', codes: made.codes });
  };
  const remove = async () => {
    const isDone = await change.run('remove', async () => {
      await settings.removeTotp();
      return true;
    });
    if (isDone !== true) return;
    setNotice(w('secondFactor.removed'));
    changed();
  };

  if (step.at === 'adding') {
    return (
      <AddApp
        secret={step.secret}
        uri={step.uri}
        onAdded={(codes) => setStep({ at: 'codes', codes })}
        onCancel={() => setStep({ at: 'start' })}
      />
    );
  }
  if (step.at === 'codes') {
    return (
      <RecoveryCodes
        codes={step.codes}
        onSaved={() => {
          setStep({ at: 'start' });
          setNotice(w('secondFactor.done'));
          // Only now: a duty that this fulfils would take the page, and the codes with it.
          changed();
        }}
      />
    );
  }
  const busy = (name: string) => (change.busy === name ? 'yes' : 'no');
  const hasCodes = profile.totp || (ways.secondFactor === 'required' && profile.passkeys.length > 0);
  return (
    <>
      <Text>{w('secondFactor.what')}</Text>
      {profile.totp ? (
        <div className={styles.state}>
          <CheckmarkCircleFilled className={styles.icon} aria-hidden />
          <Text weight="semibold">{w('secondFactor.on')}</Text>
        </div>
      ) : null}
      {!profile.totp && ways.secondFactor === 'off' ? <Text>{w('secondFactor.off')}</Text> : null}
      {!profile.totp && ways.secondFactor !== 'off' ? (
        <Button className={styles.add} appearance="primary" busy={busy('add')} onClick={() => void begin()}>
          {w('secondFactor.add')}
        </Button>
      ) : null}
      {hasCodes ? (
        <Text className={styles.quiet}>
          {w('secondFactor.codesLeft', { count: profile.recoveryCodesLeft })}
        </Text>
      ) : null}
      <Text role="status">{notice}</Text>
      {change.failure === '' ? null : <FailureNotice text={change.failure} />}
      {hasCodes ? (
        <div className={styles.ways}>
          <Sure
            label={w('secondFactor.newCodes')}
            question={w('secondFactor.newCodesSure')}
            yes={w('secondFactor.newCodesYes')}
            busy={busy('codes')}
            onYes={renew}
          />
          {profile.totp ? (
            <Sure
              label={w('secondFactor.remove')}
              question={w('secondFactor.removeSure')}
              yes={w('secondFactor.removeYes')}
              busy={busy('remove')}
              onYes={remove}
            />
          ) : null}
        </div>
      ) : null}
      {change.dialog}
    </>
  );
}
