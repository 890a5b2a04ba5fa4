import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { useLocation } from 'wouter';
import { useTranslation } from '../strings/i18n.ts';
import { Button } from './Button.tsx';
import { Page } from './Page.tsx';

const useStyles = makeStyles({
  icon: { fontSize: '56px', color: tokens.colorStatusSuccessForeground1 },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Says that the reply has left and where its copy is. */
export function ReplySent({ messageId }: { messageId: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [, navigate] = useLocation();
  return (
    <Page
      key="sent"
      title={t('reply.sentTitle')}
      above={<CheckmarkCircleFilled className={styles.icon} aria-hidden />}
    >
      <Text role="status">{t('reply.sentText')}</Text>
      <div className={styles.ways}>
        <Button appearance="primary" onClick={() => navigate('/sent')}>
          {t('reply.toSent')}
        </Button>
        <Button onClick={() => navigate(`/m/${messageId}`)}>{t('reply.discard')}</Button>
      </div>
    </Page>
  );
}
