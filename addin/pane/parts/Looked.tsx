import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { unreadableInWords } from '../../../shared/policy/decide.ts';
import type { CheckState } from '../check/assess.ts';
import type { Part } from '../check/look-into-file.ts';
import { t } from '../strings/i18n.ts';

const useStyles = makeStyles({
  looked: { display: 'flex', flexDirection: 'column', color: tokens.colorNeutralForeground3 },
  list: { margin: 0, paddingLeft: '18px' },
});

/** What was looked at, what is still being read, and, but for what the decision names, what could not be and why. */
export function Looked({ parts, decision }: Pick<CheckState, 'parts' | 'decision'>) {
  const styles = useStyles();
  const files = parts.filter(({ place }) => place.part === 'attachment');
  const read = files.filter(({ state }) => state.kind === 'looked');
  const named = new Set(
    decision.reasons.map((reason) => (reason.code === 'unreadable_attachment' ? reason.name : null)),
  );
  const notes = files
    .filter(({ place }) => place.part !== 'attachment' || !named.has(place.name))
    .map(noteOf)
    .filter((note) => note !== null);
  return (
    <div className={styles.looked}>
      <Caption1>{read.length === 0 ? t('lookedText') : t('lookedFiles', { count: read.length })}</Caption1>
      {notes.length === 0 ? null : (
        <ul className={styles.list} aria-label={t('notLookedLabel')}>
          {notes.map(({ id, words }) => (
            <li key={id}>
              <Caption1>{words}</Caption1>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function noteOf({ id, place, state }: Part): { id: string; words: string } | null {
  const name = place.part === 'attachment' ? place.name : '';
  switch (state.kind) {
    case 'looking':
      return { id, words: t('stillLooking', { name }) };
    case 'looked':
      if (state.unread !== null)
        return { id, words: t('unreadInside', { name, why: unreadableInWords(state.unread) }) };
      return state.isWhole ? null : { id, words: t('lookedInPart', { name }) };
    case 'opaque':
      return { id, words: t('opaque', { name }) };
    case 'unreadable':
      return { id, words: t('unreadable', { name, why: unreadableInWords(state.reason) }) };
  }
}
