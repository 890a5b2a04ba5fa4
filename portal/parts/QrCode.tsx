import { makeStyles } from '@fluentui/react-components';
import { encode } from 'uqr';

/** The quiet zone that readers need (ISO/IEC 18004), in modules. */
const QUIET_MODULES = 4;

const useStyles = makeStyles({
  // Black on white in the dark theme too: many cameras read nothing else.
  code: { display: 'block', width: '200px', maxWidth: '100%', backgroundColor: '#fff' },
});

/** A text as a QR code, drawn as one path; `label` says what it is for. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const styles = useStyles();
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  return (
    <svg className={styles.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={pathOf(data)} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
}
