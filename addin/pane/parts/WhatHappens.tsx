import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles } from '@fluentui/react-components';
import type { Verdict } from '../check/explain-decision.ts';

const INTENTS = { calm: 'success', look: 'warning', secure: 'warning' } as const;

const useStyles = makeStyles({
  title: { display: 'block' },
  list: { margin: 0, paddingLeft: '18px' },
});

/** What will happen on Send. */
export function WhatHappens({ verdict }: { verdict: Verdict }) {
  const styles = useStyles();
  const { tone, title, text, reasons } = verdict;
  return (
    <MessageBar intent={INTENTS[tone]} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle className={styles.title}>{title}</MessageBarTitle>
        {text}
        {reasons.length === 0 ? null : (
          <ul className={styles.list}>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
      </MessageBarBody>
    </MessageBar>
  );
}
