import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalM },
  bar: { width: '100%', paddingBlock: tokens.spacingVerticalS },
  text: { whiteSpace: 'normal' },
});

/** What went wrong, read out at once, with the way on where there is one. */
export function FailureNotice({
  text,
  intent = 'error',
  retry,
  children,
}: {
  text: string;
  intent?: 'error' | 'warning';
  retry?: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.box} role="alert">
      <MessageBar intent={intent} layout="multiline" className={styles.bar}>
        <MessageBarBody className={styles.text}>{text}</MessageBarBody>
      </MessageBar>
      {retry === undefined ? null : <Button onClick={retry}>{t('retry')}</Button>}
      {children}
    </div>
  );
}
