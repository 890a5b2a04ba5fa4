import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { t } from '../strings/i18n.ts';

const useStyles = makeStyles({ title: { display: 'block' }, button: { minHeight: '44px' } });

type Props = {
  title: string;
  text: string;
  intent?: 'error' | 'warning' | 'info';
  retry?: () => void;
  retryLabel?: string;
  children?: ReactNode;
};

/** What happened, what is safe, what to do next; announced to screen readers at once. */
export function ProblemBar({ title, text, intent = 'error', retry, retryLabel, children }: Props) {
  const styles = useStyles();
  return (
    <MessageBar intent={intent} layout="multiline" role="alert">
      <MessageBarBody>
        {title === '' ? null : <MessageBarTitle className={styles.title}>{title}</MessageBarTitle>}
        {text}
        {children}
      </MessageBarBody>
      {retry === undefined ? null : (
        <MessageBarActions>
          <Button className={styles.button} onClick={retry}>
            {retryLabel ?? t('tryAgain')}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
