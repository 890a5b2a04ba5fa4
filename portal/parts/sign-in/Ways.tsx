import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { Fragment, type ReactNode } from 'react';
import { useAccountWords } from '../../strings/accounts/words.ts';
import type { Way } from './last-way.ts';

const useStyles = makeStyles({
  or: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground2,
    '::before': { content: '""', flexGrow: 1, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    '::after': { content: '""', flexGrow: 1, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
});

/** A way in; the first one on a page is its main action. */
export type WayIn = { way: Way; show: (appearance: 'primary' | 'secondary') => ReactNode };

/** Whether a way leads in without knowing the address before. */
export function needsNoAddress(way: Way): boolean {
  return way !== 'password' && way !== 'code';
}

/** Ways in below each other: the first, then what else there is. */
export function Ways({ ways }: { ways: readonly WayIn[] }) {
  const w = useAccountWords();
  const styles = useStyles();
  return ways.map(({ way, show }, index) => (
    <Fragment key={way}>
      {index === 1 ? (
        <div className={styles.or}>
          <Text size={200}>{w('signIn.or')}</Text>
        </div>
      ) : null}
      {show(index === 0 ? 'primary' : 'secondary')}
    </Fragment>
  ));
}
