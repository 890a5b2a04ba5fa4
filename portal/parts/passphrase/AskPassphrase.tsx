import { Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { loadPassphrase } from '../../../shared/envelope/index.ts';
import type { AppError } from '../../../shared/errors.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { usePassphraseWords } from '../../strings/passphrase/words.ts';
import { Button } from '../Button.tsx';
import { explain, toAppError } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { useSession } from '../session.ts';
import { parametersOf } from './parameters.ts';

const useStyles = makeStyles({
  form: { display: 'grid', rowGap: tokens.spacingVerticalL, justifyItems: 'start' },
  field: { width: '100%', maxWidth: '400px' },
});

/**
 * Asks for the passphrase of a message whose opening was refused for want of it, and opens it anew. What is typed
 * stays in this page's memory; the service gets a proof of it.
 */
export function AskPassphrase({
  messageId,
  error,
  retry,
}: {
  messageId: string;
  error: AppError;
  retry: () => void;
}) {
  const { t } = useTranslation();
  const w = usePassphraseWords();
  const styles = useStyles();
  const { memory } = useSession();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(
    error.code === 'passphrase_wrong' ? w('wrong', { count: Number(error.facts?.triesLeft) }) : null,
  );
  const author = String(error.facts?.authorName || w('sender'));
  useEffect(() => {
    if (error.code !== 'passphrase_wrong') return;
    // A page's heading takes the focus as it appears; who has to try again goes on typing.
    const timer = setTimeout(() => field.current?.focus());
    return () => clearTimeout(timer);
  }, [error]);

  if (error.code === 'passphrase_stopped') {
    return <FailureNotice text={w('stopped', { author })} retry={retry} />;
  }
  const open = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') {
      setProblem(w('missing'));
      field.current?.focus();
      return;
    }
    setWorking(true);
    setProblem(null);
    try {
      const { derivePassphraseKeys } = await loadPassphrase();
      const keys = await derivePassphraseKeys(text, parametersOf(error));
      memory.passphrases.set(messageId, { text, keys });
      retry();
    } catch (thrown) {
      setProblem(explain(t, toAppError(thrown)));
      setWorking(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void open(event)} noValidate>
      <Text>{w('told', { author })}</Text>
      <Field
        className={styles.field}
        label={w('field')}
        hint={w('hint')}
        {...(problem === null ? {} : { validationState: 'error' as const, validationMessage: problem })}
      >
        <Input
          input={{ ref: field }}
          name="passphrase"
          value={text}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(_, data) => setText(data.value)}
        />
      </Field>
      <Button type="submit" appearance="primary" busy={isWorking ? 'yes' : 'no'}>
        {w('open')}
      </Button>
      <Text role="status">{isWorking ? w('working') : ''}</Text>
    </form>
  );
}
