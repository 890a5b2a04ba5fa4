import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { useLocation } from 'wouter';
import type { DraftOrigin } from '../../../shared/envelope/index.ts';
import { useComposeWords } from '../../strings/compose/words.ts';
import { usePassphraseWords } from '../../strings/passphrase/words.ts';
import { Button } from '../Button.tsx';
import { Page } from '../Page.tsx';

const useStyles = makeStyles({
  icon: { fontSize: '56px', color: tokens.colorStatusSuccessForeground1 },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Says that the message has left and where its copy is. */
export function MessageSent({
  origin,
  isLocked,
}: {
  origin: DraftOrigin | null;
  /** It asks for a passphrase. */
  isLocked: boolean;
}) {
  const p = usePassphraseWords();
  const w = useComposeWords();
  const styles = useStyles();
  const [, navigate] = useLocation();
  return (
    <Page
      key="sent"
      title={w('sentTitle')}
      above={<CheckmarkCircleFilled className={styles.icon} aria-hidden />}
    >
      <Text role="status">{w('sentText')}</Text>
      {isLocked ? <Text weight="semibold">{p('remember')}</Text> : null}
      <div className={styles.ways}>
        <Button appearance="primary" onClick={() => navigate('/sent')}>
          {w('toSent')}
        </Button>
        <Button onClick={() => navigate(origin === null ? '/inbox' : `/m/${origin.messageId}`)}>
          {w(origin === null ? 'toInbox' : 'backToMessage')}
        </Button>
      </div>
    </Page>
  );
}
