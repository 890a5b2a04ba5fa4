import { Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { findingTypes } from '../../../shared/scan/index.ts';
import type { Group } from '../check/rows.ts';
import type { Check } from '../check/start-check.ts';
import { t } from '../strings/i18n.ts';
import { FindingRow } from './FindingRow.tsx';

/** Lines of one type that show at first, and how many more each press brings. */
const FIRST = 5;
const MORE = 20;

const useStyles = makeStyles({
  title: { display: 'block', margin: 0, paddingTop: tokens.spacingVerticalS },
  rule: { color: tokens.colorNeutralForeground3 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  more: {
    minHeight: '44px',
    paddingInline: 0,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorBrandForegroundLink,
  },
});

/** All findings of one type under its name; long lists open piece by piece. */
export function FindingGroup({ group, check }: { group: Group; check: Check }) {
  const styles = useStyles();
  const [shown, setShown] = useState(FIRST);
  const list = useRef<HTMLUListElement>(null);
  const { type, rows } = group;
  const left = rows.length - shown;
  const name = findingTypes[type].name;
  // The press may take its own button away; the focus goes to the first line that is new.
  useEffect(() => {
    if (shown > FIRST) list.current?.children[shown - MORE]?.querySelector('button')?.focus();
  }, [shown]);
  return (
    <div>
      <Text as="h3" weight="semibold" className={styles.title} id={`found-${type}`}>
        {t('groupTitle', { name: name.charAt(0).toUpperCase() + name.slice(1), count: rows.length })}
      </Text>
      <Caption1 block className={styles.rule}>
        {t(group.action === 'secure' ? 'ruleSecure' : 'ruleWarn')}
      </Caption1>
      <ul ref={list} className={styles.list} aria-labelledby={`found-${type}`}>
        {rows.slice(0, shown).map((row) => (
          <FindingRow key={row.key} row={row} check={check} />
        ))}
      </ul>
      {left > 0 ? (
        <Button
          appearance="transparent"
          className={styles.more}
          aria-label={t('showMoreLabel', { count: Math.min(left, MORE), left, name })}
          onClick={() => setShown(shown + MORE)}
        >
          {t('showMore', { count: Math.min(left, MORE), left })}
        </Button>
      ) : null}
    </div>
  );
}
