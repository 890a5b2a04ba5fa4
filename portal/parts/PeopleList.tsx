import { makeStyles, tokens } from '@fluentui/react-components';
import type { Person } from '../../shared/api/index.ts';
import { useTranslation } from '../strings/i18n.ts';
import { nameOf } from './people.ts';

/** So many are named at once; of more the first ones, and the rest on demand. */
const MAX_NAMED = 5;
const FIRST_NAMED = 3;

const useStyles = makeStyles({
  // A thumb needs 44 px.
  summary: { padding: '11px 0', marginBlock: '-11px', cursor: 'pointer' },
  all: { margin: `${tokens.spacingVerticalM} 0 0`, padding: 0, listStyleType: 'none' },
  address: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** People in one line; of many the first ones, and all of them with their addresses once they are asked for. */
export function PeopleList({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (people.length <= MAX_NAMED) return people.map(nameOf).join(', ');
  const names = people.slice(0, FIRST_NAMED).map(nameOf).join(', ');
  return (
    <details>
      <summary className={styles.summary}>
        {t('read.andMore', { names, count: people.length - FIRST_NAMED })}
      </summary>
      <ul className={styles.all}>
        {people.map((person) => (
          <li key={person.address}>
            <bdi>{nameOf(person)}</bdi> <span className={styles.address}>{person.address}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
