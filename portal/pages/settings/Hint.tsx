import { Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useRef, useState } from 'react';
import { settings } from '../../parts/accounts.ts';
import { Button } from '../../parts/Button.tsx';
import { toAppError } from '../../parts/errors.ts';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { useAccountWords } from '../../strings/accounts/words.ts';
import type { PanelProps } from './panel-props.ts';
import { useChange } from './use-change.ts';

const MOST_WORDS = 8;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '28rem' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** The hint that is mailed to whoever forgot the password. */
export function Hint({ profile, changed }: PanelProps) {
  const w = useAccountWords();
  const styles = useStyles();
  const form = useRef<HTMLFormElement>(null);
  const change = useChange();
  const [hint, setHint] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [notice, setNotice] = useState('');

  const pointAt = (text: string) => {
    setProblem(text);
    form.current?.querySelector<HTMLInputElement>('[name="hint"]')?.focus();
  };
  const save = (text: string | null) =>
    change.run(
      'save',
      async () => {
        await settings.changeHint(text);
        setHint('');
        setNotice(w(text === null ? 'settings.hintRemoved' : 'settings.hintSaved'));
        changed();
      },
      (thrown) => {
        if (toAppError(thrown).code !== 'password_refused') return null;
        pointAt(w('settings.hintRefused'));
        return '';
      },
    );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setNotice('');
    const text = hint.trim();
    if (text === '') return pointAt(w('settings.hintMissing'));
    if (text.split(/\s+/).length > MOST_WORDS) return pointAt(w('settings.hintLong'));
    void save(text);
  };
  return (
    <>
      <Text>{w('settings.hintText', { address: profile.address })}</Text>
      {profile.hint ? <Text weight="semibold">{w('settings.hintHas')}</Text> : null}
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <Field
          label={w('settings.hintField')}
          hint={w('settings.hintFieldHint')}
          {...(problem === null ? {} : { validationMessage: problem })}
        >
          <Input
            name="hint"
            autoComplete="off"
            maxLength={100}
            value={hint}
            onChange={(_, data) => {
              setHint(data.value);
              setProblem(null);
              setNotice('');
            }}
          />
        </Field>
        {change.failure === '' ? null : <FailureNotice text={change.failure} />}
        <div className={styles.ways}>
          <Button type="submit" appearance="primary" busy={change.busy !== null ? 'yes' : 'no'}>
            {w('settings.save')}
          </Button>
          {profile.hint ? <Button onClick={() => void save(null)}>{w('settings.hintRemove')}</Button> : null}
        </div>
        <Text role="status">{notice}</Text>
      </form>
      {change.dialog}
    </>
  );
}
