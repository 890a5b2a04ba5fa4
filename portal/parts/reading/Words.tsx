import { makeStyles, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { Letter } from '../../../shared/envelope/index.ts';
import { letterWords } from './letter-words.ts';

const useStyles = makeStyles({
  plain: { whiteSpace: 'pre-wrap', fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
});

/** A letter's body as nothing but its words. */
export function Words({ letter }: { letter: Letter }) {
  const styles = useStyles();
  const words = useMemo(() => letterWords(letter), [letter]);
  return (
    <div className={styles.plain} dir="auto">
      {words}
    </div>
  );
}
