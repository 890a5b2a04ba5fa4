import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  box: { display: 'flex', alignItems: 'center', justifyContent: 'center', gap: tokens.spacingHorizontalS },
  below: { flexDirection: 'column' },
  ring: {
    flexShrink: 0,
    width: '32px',
    height: '32px',
    border: `${tokens.strokeWidthThicker} solid ${tokens.colorBrandStroke2Contrast}`,
    borderTopColor: tokens.colorBrandStroke1,
    borderRadius: tokens.borderRadiusCircular,
    animationName: { to: { transform: 'rotate(1turn)' } },
    animationDuration: '1.5s',
    animationIterationCount: 'infinite',
    animationTimingFunction: tokens.curveEasyEase,
  },
});

/** Something is under way: a turning ring with its words beside or below it. */
export function Spinner({ label, words = 'beside' }: { label: string; words?: 'beside' | 'below' }) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.box, words === 'below' && styles.below)}>
      <span className={styles.ring} aria-hidden />
      <Text>{label}</Text>
    </div>
  );
}
