import { Field, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useRef, useState } from 'react';
import { settings } from '../../parts/accounts.ts';
import { isInside, parseAddress } from '../../parts/address.ts';
import { Button } from '../../parts/Button.tsx';
import { explain, isCancelled, toAppError } from '../../parts/errors.ts';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { useFresh } from '../../parts/Reauthenticate.tsx';
import { useSession } from '../../parts/session.ts';
import { AddressField } from '../../parts/sign-in/AddressField.tsx';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { AddressCodes } from './AddressCodes.tsx';
import type { PanelProps } from './panel-props.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '28rem' },
  submit: { alignSelf: 'start' },
});

type Step = { at: 'ask' } | { at: 'codes'; address: string } | { at: 'done'; address: string };

/** Moves the account to another address, with a code from each. */
export function Address({ profile, changed }: PanelProps) {
  const w = useAccountWords();
  const [step, setStep] = useState<Step>({ at: 'ask' });
  switch (step.at) {
    case 'ask':
      return <AskAddress profile={profile} onMailed={(address) => setStep({ at: 'codes', address })} />;
    case 'codes':
      return (
        <AddressCodes
          oldAddress={profile.address}
          newAddress={step.address}
          onMoved={() => {
            setStep({ at: 'done', address: step.address });
            changed();
          }}
          onAgain={() => setStep({ at: 'ask' })}
        />
      );
    case 'done':
      return <Text role="status">{w('settings.addressDone', { address: step.address })}</Text>;
  }
}

function AskAddress({
  profile,
  onMailed,
}: {
  profile: PanelProps['profile'];
  onMailed: (address: string) => void;
}) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { config, refused } = useSession();
  const { fresh, dialog } = useFresh();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);

  const pointAt = (text: string) => {
    setProblem(text);
    form.current?.querySelector<HTMLInputElement>('[name="new-address"]')?.focus();
  };
  const submit = async () => {
    setFailure('');
    setProblem(null);
    const address = parseAddress(typed)?.toLowerCase() ?? null;
    if (address === null) return pointAt(t('signIn.addressBad'));
    if (address === profile.address) return pointAt(w('settings.addressSame'));
    if (isInside(address, config.insideDomainHashes))
      return pointAt(w('settings.addressInside', { organisation: config.organisation.name }));
    setBusy(true);
    try {
      await fresh(() => settings.changeAddress(address));
      onMailed(address);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!isCancelled(thrown) && !refused(error)) setFailure(explain(t, error));
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit();
  };
  return (
    <>
      <Text>{w('settings.addressText')}</Text>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <Field label={w('settings.addressNow')}>
          <Text weight="semibold">{profile.address}</Text>
        </Field>
        <AddressField
          name="new-address"
          label={w('settings.addressNew')}
          autoComplete="email"
          value={typed}
          problem={problem}
          onChange={(address) => {
            setTyped(address);
            setProblem(null);
          }}
        />
        {failure === '' ? null : <FailureNotice text={failure} />}
        <Button className={styles.submit} type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
          {w(isBusy ? 'settings.addressSubmitting' : 'settings.addressSubmit')}
        </Button>
      </form>
      {dialog}
    </>
  );
}
