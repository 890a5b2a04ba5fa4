import { makeStyles, Spinner, Text, Title3, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../shared/errors.ts';
import { whereAmI } from '../outlook/host.ts';
import { Draft } from './Draft.tsx';
import { explain, toAppError } from './explain.ts';
import { ProblemBar } from './parts/ProblemBar.tsx';
import { connect, type Service } from './service.ts';
import { t } from './strings/i18n.ts';

type Start =
  | { state: 'loading' }
  | { state: 'elsewhere' }
  | { state: 'failed'; error: AppError }
  | { state: 'ready'; service: Service };

const useStyles = makeStyles({
  page: {
    padding: tokens.spacingHorizontalL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    maxWidth: '480px',
    overflowWrap: 'anywhere',
  },
});

/** The task pane: finds the draft and the service, then hands both to the draft's own view. */
export function App() {
  const styles = useStyles();
  const [start, setStart] = useState<Start>({ state: 'loading' });
  const load = useCallback(() => {
    setStart({ state: 'loading' });
    begin().then(setStart, (error: unknown) => setStart({ state: 'failed', error: toAppError(error) }));
  }, []);
  useEffect(load, [load]);

  return <main className={styles.page}>{viewOf(start, load)}</main>;
}

async function begin(): Promise<Start> {
  if ((await whereAmI()) === 'elsewhere') return { state: 'elsewhere' };
  return { state: 'ready', service: await connect() };
}

function viewOf(start: Start, load: () => void) {
  if (start.state === 'loading') return <Spinner label={t('loading')} />;
  if (start.state === 'ready') return <Draft service={start.service} />;
  if (start.state === 'failed') {
    return <ProblemBar title={t('startFailedTitle')} text={explain(start.error, null)} retry={load} />;
  }
  return (
    <>
      <Title3 as="h1">{t('elsewhereTitle')}</Title3>
      <Text>{t('elsewhereText')}</Text>
    </>
  );
}
