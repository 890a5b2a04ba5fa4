import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { settings } from '../../parts/accounts.ts';
import { Button } from '../../parts/Button.tsx';
import { CodeField } from '../../parts/CodeField.tsx';
import { toAppError } from '../../parts/errors.ts';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { QrCode } from '../../parts/QrCode.tsx';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useChange } from './use-change.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  title: { ...typographyStyles.subtitle2, margin: 0, ':focus': { outlineStyle: 'none' } },
  scan: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXL, alignItems: 'start' },
  words: { display: 'grid', rowGap: tokens.spacingVerticalS, flex: '1 1 13rem', minWidth: 0 },
  key: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase400 },
  app: { justifySelf: 'start' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** The key of a new app, to scan or to type, and the first code that proves it has arrived. */
export function AddApp({
  secret,
  uri,
  onAdded,
  onCancel,
}: {
  secret: string;
  uri: string;
  onAdded: (recoveryCodes: readonly string[]) => void;
  onCancel: () => void;
}) {
  const w = useAccountWords();
  const styles = useStyles();
  const change = useChange();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const pointAtCode = (text: string) => {
    setProblem(text);
    form.current?.querySelector<HTMLInputElement>('[name="code"]')?.focus();
  };
  const submit = async () => {
    if (code.length !== 6) return pointAtCode(w('confirm.codeBad'));
    const answer = await change.run(
      'confirm',
      () => settings.confirmTotp(code),
      (thrown) => {
        if (toAppError(thrown).code !== 'code_wrong') return null;
        pointAtCode(w('secondFactor.firstCodeWrong'));
        return '';
      },
    );
    if (answer !== undefined) onAdded(answer.codes);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  return (
    <>
      <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
        <h3 ref={heading} tabIndex={-1} className={styles.title}>
          {w('secondFactor.scanTitle')}
        </h3>
        <Text>{w('secondFactor.scanText')}</Text>
        <div className={styles.scan}>
          <QrCode text={uri} label={w('secondFactor.qr')} />
          <div className={styles.words}>
            <Text>{w('secondFactor.keyText')}</Text>
            <Text className={styles.key} data-testid="totp-key">
              {secret.replace(/.{4}(?=.)/g, '$& ')}
            </Text>
            <Text>{w('secondFactor.samePhone')}</Text>
            <Button className={styles.app} href={uri}>
              {w('secondFactor.openApp')}
            </Button>
          </div>
        </div>
        <CodeField
          label={w('secondFactor.firstCode')}
          value={code}
          onChange={(digits) => {
            setCode(digits);
            setProblem(null);
          }}
          problem={problem}
        />
        {change.failure === '' ? null : <FailureNotice text={change.failure} />}
        <div className={styles.ways}>
          <Button type="submit" appearance="primary" busy={change.busy === null ? 'no' : 'yes'}>
            {w('secondFactor.finish')}
          </Button>
          <Button onClick={onCancel}>{w('settings.cancel')}</Button>
        </div>
      </form>
      {change.dialog}
    </>
  );
}
