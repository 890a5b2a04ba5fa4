import { Field, Input, makeStyles } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useMailboxWords } from '../../strings/mailbox/words.ts';

const useStyles = makeStyles({
  input: { minHeight: '44px', width: '100%' },
});

/** Where one types what to find; Escape ends the search. */
export function SearchBox({
  question,
  onChange,
}: {
  question: string;
  onChange: (question: string) => void;
}) {
  const w = useMailboxWords();
  const styles = useStyles();
  return (
    <search>
      <Field label={w('search')} hint={w('searchHint')}>
        <Input
          type="search"
          className={styles.input}
          autoComplete="off"
          maxLength={200}
          contentBefore={<SearchRegular aria-hidden />}
          value={question}
          onChange={(_, data) => onChange(data.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onChange('');
          }}
        />
      </Field>
    </search>
  );
}
