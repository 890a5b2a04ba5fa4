import { makeStyles, tokens } from '@fluentui/react-components';
import { Spinner } from './Spinner.tsx';

const useStyles = makeStyles({
  main: { flexGrow: 1, display: 'grid', placeItems: 'center', padding: tokens.spacingVerticalXXXL },
});

/** A page that is still being fetched. */
export function Waiting({ label }: { label: string }) {
  return (
    <main id="main" tabIndex={-1} className={useStyles().main} aria-busy="true">
      <Spinner label={label} words="below" />
    </main>
  );
}
