import { Button, Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { findingTypes } from '../../../shared/scan/index.ts';
import type { Row } from '../check/rows.ts';
import type { Check } from '../check/start-check.ts';
import { t } from '../strings/i18n.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexDirection: 'column',
    paddingTop: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  dismissed: { color: tokens.colorNeutralForeground3 },
  masked: { fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  foot: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    paddingTop: tokens.spacingVerticalXXS,
    columnGap: tokens.spacingHorizontalS,
  },
  why: { color: tokens.colorNeutralForeground3, minWidth: 0 },
  button: {
    minHeight: '44px',
    minWidth: 'auto',
    flexShrink: 0,
    marginRight: `calc(-1 * ${tokens.spacingHorizontalS})`,
    paddingInline: tokens.spacingHorizontalS,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorBrandForegroundLink,
  },
});

/** One finding: masked with the words around it, where, why, and "Not sensitive" or its undoing. */
export function FindingRow({ row, check }: { row: Row; check: Check }) {
  const styles = useStyles();
  const { key, type, excerpt, isDismissed } = row;
  const name = findingTypes[type].name;
  const { before, masked, after } = excerpt;
  const isCombination = type === 'COMBINATION';
  return (
    <li className={mergeClasses(styles.row, isDismissed && styles.dismissed)}>
      {isCombination ? (
        // Its value is a whole stretch of text, which shows nothing once it is masked.
        <Text>{capital(row.why)}</Text>
      ) : (
        <Text>
          {before}
          <span className={styles.masked}>{masked}</span>
          {after}
          {row.times > 1 ? ` ${t('foundTimes', { count: row.times })}` : ''}
        </Text>
      )}
      <div className={styles.foot}>
        <Caption1 className={styles.why}>
          {isDismissed
            ? t('foundDismissed')
            : t(isCombination ? 'foundWhere' : 'foundWhy', { place: placeInWords(row), why: row.why })}
        </Caption1>
        {/* One button in both states, so that the focus stays where it was. */}
        <Button
          appearance="transparent"
          className={styles.button}
          aria-label={t(isDismissed ? 'undoLabel' : 'notSensitiveLabel', {
            name,
            masked: isCombination ? '' : masked,
          })}
          onClick={() => (isDismissed ? check.undo : check.dismiss)(key)}
        >
          {t(isDismissed ? 'undo' : 'notSensitive')}
        </Button>
      </div>
    </li>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function placeInWords({ place }: Row): string {
  if (place.part === 'attachment') return t('inFile', { name: place.name });
  return t(place.part === 'subject' ? 'inSubject' : 'inText');
}
