import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { StarFilled, StarRegular } from '@fluentui/react-icons/svg/star';
import { Link } from 'wouter';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { Button } from '../Button.tsx';
import { nameOf } from '../people.ts';
import { useDates } from '../use-dates.ts';
import type { Item } from './subjects.ts';
import { folderOfRow } from './use-folders.ts';

/** From here on a row says until when its message can be read. */
const NEAR_MS = 3 * 24 * 60 * 60 * 1000;

const useStyles = makeStyles({
  item: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    alignItems: 'center',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  chosen: { backgroundColor: tokens.colorNeutralBackground1Selected },
  choice: {
    display: 'grid',
    placeItems: 'center',
    width: '44px',
    minHeight: '44px',
    alignSelf: 'stretch',
    cursor: 'pointer',
  },
  box: { width: '20px', height: '20px', accentColor: tokens.colorCompoundBrandBackground, cursor: 'pointer' },
  link: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXS}`,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  who: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalSNudge, minWidth: 0 },
  dot: {
    flexShrink: 0,
    width: '8px',
    height: '8px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground,
  },
  clip: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  below: { gridColumn: '1 / -1' },
  date: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS },
  quiet: { color: tokens.colorNeutralForeground2 },
  near: { color: tokens.colorStatusWarningForeground1 },
  starred: { color: tokens.colorBrandForeground1 },
  aloud: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** Whether a choice is of one message, or of all from the last choice on. */
export type Reach = 'one' | 'range';

/** One message: who, when, the subject once it is known, how long it can still be read, and whether it is chosen or starred. */
export function MailboxItem({
  item: { row, subject },
  place,
  isChosen,
  onChoose,
  onStar,
}: {
  item: Item;
  /** Its folder in words, where the list is of many folders. */
  place?: string | undefined;
  isChosen: boolean;
  onChoose: (reach: Reach) => void;
  onStar: () => void;
}) {
  const w = useMailboxWords();
  const styles = useStyles();
  const dates = useDates();
  const isDraft = folderOfRow(row.row) === 'drafts';
  const isOwnLetter = row.row.startsWith('sent!') || row.row.endsWith('!sent');
  const isGone = row.state === 'expired' && !isDraft;
  const isUnread = row.unread && !isGone;
  const isNear = !isGone && !isDraft && Date.parse(row.expiresAt) - Date.now() < NEAR_MS;
  const weight = isUnread ? 'bold' : 'regular';
  const names = row.to.length === 0 ? w('nobody') : row.to.map(nameOf).join(', ');
  const people = isDraft ? w('draftTo', { names }) : isOwnLetter ? w('to', { names }) : nameOf(row.from);
  const unknown = isDraft ? w('unnamed') : w(row.passphrase ? 'asksPassphrase' : 'notOpened');
  const title = subject === null ? unknown : subject === '' ? w('unnamed') : subject;
  const name = `${people}, ${title}`;
  return (
    <li className={mergeClasses(styles.item, isChosen && styles.chosen)}>
      <label className={styles.choice}>
        <input
          type="checkbox"
          className={styles.box}
          checked={isChosen}
          onChange={({ nativeEvent }) =>
            onChoose(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey ? 'range' : 'one')
          }
          aria-label={w('select', { name })}
        />
      </label>
      <Link href={isDraft ? `/compose/${row.messageId}` : `/m/${row.messageId}`} className={styles.link}>
        <span className={styles.who}>
          {isUnread ? (
            <span className={styles.dot}>
              <span className={styles.aloud}>{w('unread')}</span>
            </span>
          ) : null}
          <Text weight={weight} className={styles.clip}>
            {people}
          </Text>
        </span>
        <Text size={200} className={mergeClasses(styles.date, styles.quiet)}>
          {row.files !== undefined && row.files > 0 ? (
            <>
              <AttachRegular aria-hidden />
              <span className={styles.aloud}>{w('attachments')}</span>
            </>
          ) : null}
          <time dateTime={row.at}>{dates.short(row.at)}</time>
        </Text>
        {isGone && subject === null ? null : (
          <Text
            weight={weight}
            italic={subject === null}
            className={mergeClasses(styles.below, styles.clip, subject === null && styles.quiet)}
          >
            {title}
          </Text>
        )}
        {place === undefined ? null : (
          <Text size={200} className={mergeClasses(styles.below, styles.quiet)}>
            {w('inFolder', { folder: place })}
          </Text>
        )}
        {isGone ? (
          <Text size={200} className={mergeClasses(styles.below, styles.quiet)}>
            {w('gone')}
          </Text>
        ) : isNear ? (
          <Text size={200} className={mergeClasses(styles.below, styles.near)}>
            {w('near', { moment: dates.moment(row.expiresAt) })}
          </Text>
        ) : null}
      </Link>
      {isDraft ? null : (
        <Button
          appearance="subtle"
          icon={
            row.starred ? <StarFilled className={styles.starred} aria-hidden /> : <StarRegular aria-hidden />
          }
          aria-pressed={row.starred}
          aria-label={w('star', { name })}
          onClick={onStar}
        />
      )}
    </li>
  );
}
