import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useReadingWords } from '../../strings/reading/words.ts';

const useStyles = makeStyles({
  box: { overflow: 'auto', padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}` },
  text: {
    margin: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyMonospace,
  },
  note: { padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}` },
});

/** A text file as it is, without any meaning of its markup. */
export function TextPreview({ text, isCut, name }: { text: string; isCut: boolean; name: string }) {
  const w = useReadingWords();
  const styles = useStyles();
  return (
    <>
      {isCut ? <Text className={styles.note}>{w('preview.textLeft')}</Text> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard */}
      <section className={styles.box} tabIndex={0} aria-label={w('preview.text', { name })}>
        <pre className={styles.text} dir="auto">
          {text}
        </pre>
      </section>
    </>
  );
}
