import { Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useRef, useState } from 'react';
import { settings } from '../../parts/accounts.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useTranslation } from '../../strings/i18n.ts';
import type { PanelProps } from './panel-props.ts';
import { SaveBar } from './SaveBar.tsx';
import { useSaving } from './use-saving.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '28rem' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** The reader's names, and the address that they are known by. */
export function Profile({ profile, changed }: PanelProps) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const [firstName, setFirstName] = useState(profile.firstName);
  const [lastName, setLastName] = useState(profile.lastName);
  const [wrong, setWrong] = useState<'firstName' | 'lastName' | null>(null);
  const saving = useSaving(changed);
  const form = useRef<HTMLFormElement>(null);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const missing = firstName.trim() === '' ? 'firstName' : lastName.trim() === '' ? 'lastName' : null;
    setWrong(missing);
    if (missing !== null)
      return form.current?.querySelector<HTMLInputElement>(`[name="${missing}"]`)?.focus();
    void saving.save(() => settings.changeName({ firstName: firstName.trim(), lastName: lastName.trim() }));
  };
  const typed = (set: (value: string) => void) => (_: unknown, data: { value: string }) => {
    set(data.value);
    setWrong(null);
    saving.touch();
  };
  const address = (
    <Field label={t('signIn.address')}>
      <Text weight="semibold">{profile.address}</Text>
    </Field>
  );
  if (profile.kind === 'staff') {
    return (
      <>
        {address}
        <Text className={styles.quiet}>{w('settings.profileWork')}</Text>
      </>
    );
  }
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      {address}
      <Field
        label={w('register.firstName')}
        {...(wrong === 'firstName' ? { validationMessage: w('signIn.firstNameMissing') } : {})}
      >
        <Input
          name="firstName"
          autoComplete="given-name"
          maxLength={256}
          value={firstName}
          onChange={typed(setFirstName)}
        />
      </Field>
      <Field
        label={w('register.lastName')}
        {...(wrong === 'lastName' ? { validationMessage: w('signIn.lastNameMissing') } : {})}
      >
        <Input
          name="lastName"
          autoComplete="family-name"
          maxLength={256}
          value={lastName}
          onChange={typed(setLastName)}
        />
      </Field>
      <SaveBar saving={saving} />
    </form>
  );
}
