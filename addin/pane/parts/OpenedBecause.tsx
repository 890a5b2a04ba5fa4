import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { AlertContext } from '../check/alert-context.ts';
import { t } from '../strings/i18n.ts';
import { FocusedTitle } from './FocusedTitle.tsx';

const MAX_LISTED = 3;

const useStyles = makeStyles({
  because: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalM,
  },
});

/** Where the alert opened the pane: why nothing was sent, and what to do next. */
export function OpenedBecause({ context }: { context: AlertContext }) {
  const { action, reasons } = context;
  return (
    <div className={useStyles().because}>
      <FocusedTitle>{t(action === 'secure' ? 'stoppedTitle' : 'askedTitle')}</FocusedTitle>
      {reasons.length === 0 ? null : <Text>{t('stoppedBecause', { list: listed(reasons) })}</Text>}
      <Text>{t(action === 'secure' ? 'stoppedNext' : 'askedNext')}</Text>
    </div>
  );
}

/** The first of them: all stand below. */
function listed(reasons: readonly string[]): string {
  const left = reasons.length - MAX_LISTED;
  const list = reasons.slice(0, MAX_LISTED).join(', ');
  return left > 0 ? t('listAndMore', { list, count: left }) : list;
}
