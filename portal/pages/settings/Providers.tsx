import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { settings } from '../../parts/accounts.ts';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { Sure } from '../../parts/Sure.tsx';
import { useSession } from '../../parts/session.ts';
import { useDates } from '../../parts/use-dates.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import type { PanelProps } from './panel-props.ts';
import { useChange } from './use-change.ts';

const NAMES = { microsoft: 'Microsoft', google: 'Google' } as const;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    rowGap: tokens.spacingVerticalS,
    justifyItems: 'start',
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** The accounts elsewhere that open this one. */
export function Providers({ profile, changed }: PanelProps) {
  const w = useAccountWords();
  const styles = useStyles();
  const dates = useDates();
  const { ways } = useSession().config;
  const change = useChange();
  const [notice, setNotice] = useState('');

  const unlink = async (id: keyof typeof NAMES) => {
    const isDone = await change.run(id, async () => {
      await settings.unlinkProvider(id);
      return true;
    });
    if (isDone !== true) return;
    setNotice(w('providers.unlinked', { provider: NAMES[id] }));
    changed();
  };
  const offered = ways.providers.map(({ name }) => name).join(', ');
  return (
    <>
      <Text>{offered === '' ? w('providers.off') : w('providers.what', { providers: offered })}</Text>
      {profile.providers.length === 0 ? (
        <Text className={styles.quiet}>{w('providers.empty')}</Text>
      ) : (
        <ul className={styles.list}>
          {profile.providers.map(({ id, address, since }) => (
            <li key={`${id} ${since}`} className={styles.item}>
              <Text weight="semibold">{NAMES[id]}</Text>
              <Text>{address}</Text>
              <Text size={200} className={styles.quiet}>
                {w('providers.since', { moment: dates.moment(since) })}
              </Text>
              <Sure
                label={w('providers.unlink')}
                name={w('providers.unlinkNamed', { provider: NAMES[id] })}
                question={w('providers.unlinkSure', { provider: NAMES[id] })}
                yes={w('providers.unlinkYes')}
                busy={change.busy === id ? 'yes' : 'no'}
                onYes={() => unlink(id)}
              />
            </li>
          ))}
        </ul>
      )}
      <Text role="status">{notice}</Text>
      {change.failure === '' ? null : <FailureNotice text={change.failure} />}
      {change.dialog}
    </>
  );
}
