import { Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SecondFactorWay, SignInAnswer } from '../../../shared/api/index.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { accounts } from '../accounts.ts';
import { Button } from '../Button.tsx';
import { CodeField } from '../CodeField.tsx';
import { toAppError } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { useSession } from '../session.ts';
import { explainRefusal } from './explain-refusal.ts';
import { PasskeyButton } from './PasskeyButton.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

type Typed = 'totp' | 'recovery_code';

/** The second half of a sign-in: a code of the app, a recovery code, or a passkey instead. Stands on a page. */
export function SecondFactorStep({
  ways,
  remember = 'no',
  onAnswer,
  onOver,
}: {
  ways: readonly SecondFactorWay[];
  remember?: 'yes' | 'no';
  onAnswer: (answer: SignInAnswer) => void;
  /** Nothing waits for a code any more: begin again, and why. */
  onOver: (text: string) => void;
}) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const config = useSession().config;
  const typable = ways.filter((way): way is Typed => way !== 'passkey');
  const [way, setWay] = useState<Typed | null>(typable[0] ?? null);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focusField = () => form.current?.querySelector('input')?.focus();
  // The page's heading takes the focus first; a field that replaces another takes it from that.
  const shownWay = useRef(way);
  useEffect(() => {
    if (shownWay.current !== way) focusField();
    shownWay.current = way;
  });

  const pointAt = (text: string) => {
    setProblem(text);
    focusField();
  };
  const submit = async (kind: Typed) => {
    setFailure('');
    if (kind === 'totp' && code.length !== 6) return pointAt(w('confirm.codeBad'));
    if (kind === 'recovery_code' && code.trim().length < 6) return pointAt(w('secondFactor.recoveryBad'));
    setBusy(true);
    try {
      onAnswer(await accounts.signInSecondFactor(kind, code.trim()));
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'sign_in_failed') return onOver(w('secondFactor.over'));
      if (error.code === 'code_wrong')
        pointAt(w(kind === 'totp' ? 'secondFactor.codeWrong' : 'secondFactor.recoveryWrong'));
      else setFailure(explainRefusal({ t, w, ways: config.ways }, error));
    }
    setBusy(false);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy && way !== null) void submit(way);
  };
  const change = (to: Typed) => {
    setWay(to);
    setCode('');
    setProblem(null);
    setFailure('');
  };
  const typed = (value: string) => {
    setCode(value);
    setProblem(null);
  };
  const other = typable.find((one) => one !== way);

  return (
    <>
      <Text>{w(way === null ? 'secondFactor.askPasskey' : 'secondFactor.ask')}</Text>
      {way === null ? null : (
        <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
          {way === 'totp' ? (
            <CodeField label={w('secondFactor.code')} value={code} onChange={typed} problem={problem} />
          ) : (
            <Field
              label={w('secondFactor.recovery')}
              hint={w('secondFactor.recoveryHint')}
              {...(problem === null ? {} : { validationMessage: problem })}
            >
              <Input
                name="recovery-code"
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                maxLength={40}
                value={code}
                onChange={(_, data) => typed(data.value)}
              />
            </Field>
          )}
          <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
            {w(isBusy ? 'secondFactor.checking' : 'secondFactor.submit')}
          </Button>
        </form>
      )}
      {failure === '' ? null : <FailureNotice text={failure} />}
      <div className={styles.ways}>
        {ways.includes('passkey') ? (
          <PasskeyButton
            appearance={way === null ? 'primary' : 'secondary'}
            {...{ remember, onAnswer }}
            onFailure={setFailure}
          />
        ) : null}
        {other === undefined ? null : (
          <Button appearance="subtle" onClick={() => change(other)}>
            {w(other === 'totp' ? 'secondFactor.useApp' : 'secondFactor.useRecovery')}
          </Button>
        )}
      </div>
    </>
  );
}
