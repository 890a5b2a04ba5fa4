import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { Link } from 'wouter';
import type { Folder } from '../../shared/api/index.ts';
import { useTranslation } from '../strings/i18n.ts';
import { nameOf } from './people.ts';
import { useDates } from './use-dates.ts';
import type { MailboxItemData } from './use-mailbox.ts';

/** From here on a row says until when its message can be read. */
const NEAR_MS = 3 * 24 * 60 * 60 * 1000;

const useStyles = makeStyles({
  item: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  link: {
    display: 'grid',
    gridTemplateColumns: '12px minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalS}`,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  dot: {
    alignSelf: 'center',
    width: '8px',
    height: '8px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground,
  },
  clip: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  below: { gridColumn: '2 / -1' },
  quiet: { color: tokens.colorNeutralForeground2 },
  near: { color: tokens.colorStatusWarningForeground1 },
  aloud: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** One message in a folder: who, when, the subject once it is known, and how long it can still be read. */
export function MailboxItem({ folder, item }: { folder: Folder; item: MailboxItemData }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const dates = useDates();
  const { row, subject } = item;
  const isUnread = folder === 'inbox' && !row.opened && row.state === 'readable';
  const weight = isUnread ? 'bold' : 'regular';
  const people =
    folder === 'inbox' ? nameOf(row.from) : t('mailbox.to', { names: row.to.map(nameOf).join(', ') });
  const isGone = row.state === 'expired';
  const isNear = row.state === 'readable' && Date.parse(row.expiresAt) - Date.now() < NEAR_MS;
  return (
    <li className={styles.item}>
      <Link href={`/m/${row.messageId}`} className={styles.link}>
        {isUnread ? (
          <span className={styles.dot}>
            <span className={styles.aloud}>{t('mailbox.unread')}</span>
          </span>
        ) : (
          <span />
        )}
        <Text weight={weight} className={styles.clip}>
          {people}
        </Text>
        <Text size={200} className={styles.quiet}>
          <time dateTime={row.at}>{dates.short(row.at)}</time>
        </Text>
        {isGone && subject === null ? null : (
          <Text
            weight={weight}
            italic={subject === null}
            className={mergeClasses(styles.below, styles.clip, subject === null && styles.quiet)}
          >
            {subject === null ? t('mailbox.notOpened') : subject === '' ? t('mailbox.unnamed') : subject}
          </Text>
        )}
        {isGone ? (
          <Text size={200} className={mergeClasses(styles.below, styles.quiet)}>
            {t('mailbox.gone')}
          </Text>
        ) : isNear ? (
          <Text size={200} className={mergeClasses(styles.below, styles.near)}>
            {t('mailbox.near', { moment: dates.moment(row.expiresAt) })}
          </Text>
        ) : null}
      </Link>
    </li>
  );
}
