import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { t } from '../strings/i18n.ts';

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
  return (
    <MessageBar intent={intent} layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {text}
        {children}
      </MessageBarBody>
      {retry === undefined ? null : (
        <MessageBarActions>
          <Button onClick={retry}>{retryLabel ?? t('tryAgain')}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
