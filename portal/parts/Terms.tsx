import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useAccountWords } from '../strings/accounts/words.ts';

const useStyles = makeStyles({
  box: {
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    display: 'grid',
    rowGap: tokens.spacingVerticalS,
  },
  list: { margin: 0, paddingLeft: '1.2em', display: 'grid', rowGap: tokens.spacingVerticalXS },
  summary: { minHeight: '44px', display: 'list-item', lineHeight: '44px', cursor: 'pointer' },
  full: { whiteSpace: 'pre-wrap', display: 'block', maxHeight: '20rem', overflowY: 'auto' },
});

/** The terms of use: in plain words, with the full text to unfold. */
export function Terms({ organisation, text }: { organisation: string; text: string }) {
  const w = useAccountWords();
  const styles = useStyles();
  const points = w('register.termsPoints', { organisation });
  return (
    <section className={styles.box} aria-label={w('register.terms')}>
      <Text weight="semibold">{w('register.terms')}</Text>
      <ul className={styles.list}>
        {points.map((point) => (
          <li key={point}>
            <Text size={200}>{point}</Text>
          </li>
        ))}
      </ul>
      <details>
        <summary className={styles.summary}>{w('register.termsFull')}</summary>
        <Text
          size={200}
          className={styles.full}
          tabIndex={0}
          role="group"
          aria-label={w('register.termsFull')}
        >
          {text}
        </Text>
      </details>
    </section>
  );
}
