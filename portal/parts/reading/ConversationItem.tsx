import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useId, useState } from 'react';
import type { ConversationMessage } from '../../../shared/api/index.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { useReadingWords } from '../../strings/reading/words.ts';
import { nameOf } from '../people.ts';
import { useDates } from '../use-dates.ts';
import { OpenedInPlace } from './OpenedInPlace.tsx';

const useStyles = makeStyles({
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  head: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    width: '100%',
    // A thumb needs 44 px.
    minHeight: '44px',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS}`,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyBase,
    textAlign: 'start',
  },
  button: {
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chevron: { fontSize: '20px' },
  words: { gridColumn: 2, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
  content: { padding: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalL}` },
});

/** A message of the conversation with its subject, null where it has none yet or it does not verify. */
export type NamedMessage = { message: ConversationMessage; subject: string | null };

/** One message of a conversation: whose and when, what about, and itself in place once it is asked for. */
export function ConversationItem({ message, subject }: NamedMessage) {
  const { t } = useTranslation();
  const w = useReadingWords();
  const styles = useStyles();
  const dates = useDates();
  const contentId = useId();
  const [isOpen, setOpen] = useState(false);
  const [readSubject, setReadSubject] = useState(subject);
  const about = readSubject === null ? w('conversation.unopened') : readSubject || t('read.noSubject');
  const words = (
    <>
      <Text weight="semibold" className={styles.words}>
        {w('conversation.from', { name: nameOf(message.from), moment: dates.moment(message.at) })}
      </Text>
      <Text size={200} italic={readSubject === null} className={mergeClasses(styles.words, styles.quiet)}>
        {message.state === 'readable' ? about : w(`conversation.${message.state}`)}
      </Text>
    </>
  );
  if (message.state !== 'readable') {
    return (
      <li className={styles.item}>
        <div className={styles.head}>{words}</div>
      </li>
    );
  }
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={mergeClasses(styles.head, styles.button)}
        aria-expanded={isOpen}
        aria-controls={contentId}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={styles.chevron} aria-hidden>
          {isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
        </span>
        {words}
      </button>
      <div id={contentId} className={isOpen ? styles.content : undefined} hidden={!isOpen}>
        {isOpen ? <OpenedInPlace messageId={message.id} onSubject={setReadSubject} /> : null}
      </div>
    </li>
  );
}
