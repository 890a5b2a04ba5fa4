import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { settings } from '../../parts/accounts.ts';
import { Button } from '../../parts/Button.tsx';
import { CodeField } from '../../parts/CodeField.tsx';
import { explain, toAppError } from '../../parts/errors.ts';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { useSession } from '../../parts/session.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useTranslation } from '../../strings/i18n.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '28rem' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Field = 'oldCode' | 'newCode';

/** The codes of both addresses; each is told to be wrong beside its own field. */
export function AddressCodes({
  oldAddress,
  newAddress,
  onMoved,
  onAgain,
}: {
  oldAddress: string;
  newAddress: string;
  onMoved: () => void;
  onAgain: () => void;
}) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { refused } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [codes, setCodes] = useState({ oldCode: '', newCode: '' });
  const [problem, setProblem] = useState<{ field: Field; text: string } | null>(null);
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);

  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const pointAt = (field: Field, text: string) => {
    setProblem({ field, text });
    form.current?.querySelectorAll('input')[field === 'oldCode' ? 0 : 1]?.focus();
  };
  const submit = async () => {
    setFailure('');
    setProblem(null);
    const short = (['oldCode', 'newCode'] as const).find((field) => codes[field].length !== 6);
    if (short !== undefined) return pointAt(short, w('confirm.codeBad'));
    setBusy(true);
    try {
      await settings.confirmAddress(codes.oldCode, codes.newCode);
      onMoved();
    } catch (thrown) {
      const error = toAppError(thrown);
      const field = error.facts?.field;
      if (field === 'oldCode' || field === 'newCode') pointAt(field, w('confirm.codeWrong'));
      else if (!refused(error))
        setFailure(error.code === 'conflict' ? w('settings.addressTaken') : explain(t, error));
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit();
  };
  const codeField = (field: Field, label: string) => (
    <CodeField
      label={label}
      value={codes[field]}
      onChange={(digits) => {
        setCodes((before) => ({ ...before, [field]: digits }));
        setProblem(null);
      }}
      problem={problem?.field === field ? problem.text : null}
    />
  );
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      <Text role="status">{w('settings.addressMailed', { old: oldAddress, fresh: newAddress })}</Text>
      {codeField('oldCode', w('settings.addressOldCode', { address: oldAddress }))}
      {codeField('newCode', w('settings.addressNewCode', { address: newAddress }))}
      <Text size={200} className={styles.quiet}>
        {w('settings.addressNoCode', { fresh: newAddress })}
      </Text>
      {failure === '' ? null : <FailureNotice text={failure} />}
      <div className={styles.ways}>
        <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
          {w(isBusy ? 'settings.addressMoving' : 'settings.addressMove')}
        </Button>
        <Button onClick={onAgain}>{w('settings.addressAgain')}</Button>
      </div>
    </form>
  );
}
