import { makeStyles, Spinner, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  main: { flexGrow: 1, display: 'grid', placeItems: 'center', padding: tokens.spacingVerticalXXXL },
});

/** A page that is still being fetched. */
export function Waiting({ label }: { label: string }) {
  return (
    <main id="main" tabIndex={-1} className={useStyles().main} aria-busy="true">
      <Spinner label={label} labelPosition="below" />
    </main>
  );
}
