import { Field, Input } from '@fluentui/react-components';
import { useTranslation } from '../../strings/i18n.ts';

/** The address of an account; `autoComplete` as HTML names it, with `webauthn` where passkeys may offer themselves. */
export function AddressField({
  value,
  onChange,
  problem,
  name = 'username',
  autoComplete = 'username',
  hint,
  label,
}: {
  value: string;
  onChange: (address: string) => void;
  problem: string | null;
  name?: string;
  autoComplete?: string;
  hint?: string;
  /** As for signing in where it is left out. */
  label?: string;
}) {
  const { t } = useTranslation();
  return (
    <Field
      label={label ?? t('signIn.address')}
      {...(hint === undefined ? {} : { hint })}
      {...(problem === null ? {} : { validationMessage: problem })}
    >
      <Input
        type="email"
        name={name}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        inputMode="email"
        value={value}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}
