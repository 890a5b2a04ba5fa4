import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useMailboxWords } from '../../strings/mailbox/words.ts';
import { Button } from '../Button.tsx';
import type { SearchView } from './use-search.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

/** Says under the results how far the search has looked, and goes further. */
export function SearchEnd({ question, search }: { question: string; search: SearchView }) {
  const w = useMailboxWords();
  const styles = useStyles();
  if (search.state === 'off') return <Text role="status">{w('searchOff')}</Text>;
  const count = search.items.length;
  return (
    <>
      <Text role="status">
        {search.state === 'loading'
          ? w('looking')
          : count === 0
            ? w('foundNone', { query: question.trim() })
            : w('found', { count })}
      </Text>
      <div className={styles.box}>
        <Text>
          {w('looked', { count: search.looked })}
          {search.beyond === 'nothing' ? ` ${w('lookedAll')}` : ''}
          {search.beyond === 'too_many' ? ` ${w('lookedMost')}` : ''}
        </Text>
        {search.beyond === 'older' ? (
          <Button busy={search.state === 'looking' ? 'yes' : 'no'} onClick={() => void search.lookFurther()}>
            {search.state === 'looking' ? w('looking') : w('lookFurther')}
          </Button>
        ) : null}
      </div>
    </>
  );
}
