import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  circle: {
    width: '32px',
    height: '32px',
    flexShrink: 0,
    display: 'grid',
    placeItems: 'center',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    // Painted, not written: letters in the text would have to stand in the button's name too.
    '::before': { content: 'attr(data-letters)' },
  },
});

/** The first letters of a name in a circle; decoration, the name stands elsewhere. */
export function Initials({ name }: { name: string }) {
  const words = name.split(/[\s@.]+/).filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return <span className={useStyles().circle} aria-hidden data-letters={letters.join('').toUpperCase()} />;
}
