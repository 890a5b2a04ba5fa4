import { Field } from '@fluentui/react-components';
import type { Ref } from 'react';
import { useTranslation } from '../../strings/i18n.ts';
import { PasswordInput } from '../PasswordInput.tsx';

/** The password of an account that exists, which can be looked at while it is typed. */
export function PasswordField({
  value,
  onChange,
  problem,
  inputRef,
}: {
  value: string;
  onChange: (password: string) => void;
  problem: string | null;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation();
  return (
    <Field label={t('signIn.password')} {...(problem === null ? {} : { validationMessage: problem })}>
      <PasswordInput
        name="password"
        autoComplete="current-password"
        {...(inputRef === undefined ? {} : { input: { ref: inputRef } })}
        value={value}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}
