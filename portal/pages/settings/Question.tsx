import { Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useRef, useState } from 'react';
import { settings } from '../../parts/accounts.ts';
import { Button } from '../../parts/Button.tsx';
import { toAppError } from '../../parts/errors.ts';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { useAccountWords } from '../../strings/accounts/words.ts';
import type { PanelProps } from './panel-props.ts';
import { useChange } from './use-change.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '28rem' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

type FieldName = 'question' | 'answer';

/** The question that a reset by mail asks as well. */
export function Question({ profile, changed }: PanelProps) {
  const w = useAccountWords();
  const styles = useStyles();
  const form = useRef<HTMLFormElement>(null);
  const change = useChange();
  const [values, setValues] = useState({ question: '', answer: '' });
  const [problem, setProblem] = useState<{ field: FieldName; text: string } | null>(null);
  const [notice, setNotice] = useState('');

  const pointAt = (field: FieldName, text: string) => {
    setProblem({ field, text });
    form.current?.querySelector<HTMLInputElement>(`[name="${field}"]`)?.focus();
  };
  const save = (next: { question: string; answer: string } | null) =>
    change.run(
      'save',
      async () => {
        await settings.changeQuestion(next);
        setValues({ question: '', answer: '' });
        setNotice(w(next === null ? 'settings.questionRemoved' : 'settings.questionSaved'));
        changed();
      },
      (thrown) => {
        // Lengths are looked at here, so it is the answer that stands in the question.
        if (toAppError(thrown).code !== 'bad_request') return null;
        pointAt('answer', w('settings.answerInside'));
        return '';
      },
    );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setNotice('');
    const question = values.question.trim();
    if (question.length < 5) return pointAt('question', w('settings.questionShort'));
    if (values.answer.normalize('NFKD').replaceAll(/[^\p{L}\p{Nd}]/gu, '').length < 3)
      return pointAt('answer', w('settings.answerShort'));
    void save({ question, answer: values.answer });
  };
  const field = (name: FieldName, label: string, hint: string, maxLength: number) => (
    <Field
      label={label}
      {...(hint === '' ? {} : { hint })}
      {...(problem?.field === name ? { validationMessage: problem.text } : {})}
    >
      <Input
        name={name}
        autoComplete="off"
        maxLength={maxLength}
        value={values[name]}
        onChange={(_, data) => {
          setValues((before) => ({ ...before, [name]: data.value }));
          setProblem(null);
          setNotice('');
        }}
      />
    </Field>
  );
  return (
    <>
      <Text>{w('settings.questionText')}</Text>
      {profile.question === null ? null : (
        <Field label={w('settings.questionNow')}>
          <Text weight="semibold">{profile.question}</Text>
        </Field>
      )}
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        {field('question', w('settings.questionField'), '', 200)}
        {field('answer', w('settings.answerField'), w('settings.answerFieldHint'), 256)}
        {change.failure === '' ? null : <FailureNotice text={change.failure} />}
        <div className={styles.ways}>
          <Button type="submit" appearance="primary" busy={change.busy !== null ? 'yes' : 'no'}>
            {w('settings.save')}
          </Button>
          {profile.question === null ? null : (
            <Button onClick={() => void save(null)}>{w('settings.questionRemove')}</Button>
          )}
        </div>
        <Text role="status">{notice}</Text>
      </form>
      {change.dialog}
    </>
  );
}
