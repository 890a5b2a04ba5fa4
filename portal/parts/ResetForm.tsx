import { Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useRef, useState } from 'react';
import { useAccountWords } from '../strings/accounts/words.ts';
import { useTranslation } from '../strings/i18n.ts';
import { accounts } from './accounts.ts';
import { Button } from './Button.tsx';
import { toAppError } from './errors.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { NewPassword, refusedPassword } from './NewPassword.tsx';
import { Page } from './Page.tsx';
import { passwordProblem } from './PasswordRules.tsx';
import { useSession } from './session.ts';
import { explainRefusal } from './sign-in/explain-refusal.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
});

/** What a proof of the address answers. */
export type ResetProof = Awaited<ReturnType<typeof accounts.proveReset>>;

/** Chooses the new password of an account whose address is proved, after its question where it has one. */
export function ResetForm({
  proof,
  onDone,
  onTooLate,
}: {
  proof: ResetProof;
  onDone: () => void;
  onTooLate: () => void;
}) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { config, me, signedOut } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [answer, setAnswer] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<{ field: 'answer' | 'new-password'; text: string } | null>(null);
  const [failure, setFailure] = useState('');
  const [isOver, setOver] = useState(false);
  const [isBusy, setBusy] = useState(false);

  const limits = { ...config.password, minLength: proof.minLength };
  const owner = { address: proof.address, names: [], organisation: config.organisation.name };
  const pointAt = (field: 'answer' | 'new-password', text: string) => {
    setProblem({ field, text });
    form.current?.querySelector<HTMLInputElement>(`[name="${field}"]`)?.focus();
  };
  const say = (thrown: unknown) => {
    const error = toAppError(thrown);
    switch (error.code) {
      case 'password_refused':
        return pointAt('new-password', refusedPassword(w, error));
      case 'answer_wrong': {
        const left = Number(error.facts?.left ?? 0);
        if (left > 0) return pointAt('answer', w('recovery.answerWrong', { count: left }));
        setOver(true);
        return setFailure(w('recovery.answersOver', { phone: config.organisation.helpPhone }));
      }
      case 'too_many_requests':
        if (proof.question === null) return setFailure(explainRefusal({ t, w, ways: config.ways }, error));
        setOver(true);
        return setFailure(w('recovery.answersOver', { phone: config.organisation.helpPhone }));
      case 'code_wrong':
        setOver(true);
        return setFailure(w('recovery.tooLate'));
      default:
        return setFailure(explainRefusal({ t, w, ways: config.ways }, error));
    }
  };
  const submit = async () => {
    setFailure('');
    setProblem(null);
    if (proof.question !== null && answer.trim() === '')
      return pointAt('answer', w('recovery.answerMissing'));
    if (passwordProblem(limits, password, owner) !== null)
      return pointAt('new-password', w('recovery.refused.rules'));
    setBusy(true);
    try {
      await accounts.finishReset({ password, ...(proof.question === null ? {} : { answer }) });
      // Every session of the account is over, this browser's too.
      if (me !== null) signedOut();
      onDone();
    } catch (thrown) {
      say(thrown);
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit();
  };

  return (
    <Page key="choose" title={w('recovery.resetTitle')}>
      <Text>{w('recovery.chooseText', { address: proof.address })}</Text>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        {proof.question === null ? null : (
          <>
            <Field label={w('recovery.question')}>
              <Text weight="semibold">{proof.question}</Text>
            </Field>
            <Field
              label={w('recovery.answer')}
              {...(problem?.field === 'answer' ? { validationMessage: problem.text } : {})}
            >
              <Input
                name="answer"
                autoComplete="off"
                maxLength={256}
                value={answer}
                onChange={(_, data) => {
                  setAnswer(data.value);
                  setProblem(null);
                }}
              />
            </Field>
          </>
        )}
        <NewPassword
          value={password}
          limits={limits}
          owner={owner}
          problem={problem?.field === 'new-password' ? problem.text : null}
          onChange={(typed) => {
            setPassword(typed);
            setProblem(null);
          }}
        />
        {failure === '' ? null : (
          <FailureNotice text={failure}>
            {isOver ? <Button onClick={onTooLate}>{w('recovery.again')}</Button> : null}
          </FailureNotice>
        )}
        {isOver ? null : (
          <Button type="submit" appearance="primary" busy={isBusy ? 'yes' : 'no'}>
            {w(isBusy ? 'recovery.saving' : 'recovery.save')}
          </Button>
        )}
      </form>
    </Page>
  );
}
