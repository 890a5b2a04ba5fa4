import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { MailInboxRegular } from '@fluentui/react-icons/svg/mail-inbox';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import type { Folder } from '../../shared/api/index.ts';
import { Button } from '../parts/Button.tsx';
import { explain } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { MailboxItem } from '../parts/MailboxItem.tsx';
import { Page } from '../parts/Page.tsx';
import { Spinner } from '../parts/Spinner.tsx';
import { useSession } from '../parts/session.ts';
import { useMailbox } from '../parts/use-mailbox.ts';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  empty: {
    display: 'grid',
    justifyItems: 'center',
    textAlign: 'center',
    rowGap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    color: tokens.colorNeutralForeground2,
  },
  icon: { fontSize: '48px', color: tokens.colorBrandForeground1 },
  more: { alignSelf: 'center' },
});

/** A folder of the reader's mailbox, newest first; subjects are decrypted here. */
export function Mailbox({ folder }: { folder: Folder }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { organisation } = useSession().config;
  const mailbox = useMailbox(folder);
  const isEmpty = mailbox.state === 'idle' && mailbox.items.length === 0;
  return (
    <Page width="wide" title={t(folder === 'inbox' ? 'mailbox.inbox' : 'mailbox.sent')}>
      {mailbox.items.length === 0 ? null : (
        <ul className={styles.list}>
          {mailbox.items.map((item) => (
            <MailboxItem key={item.row.row} folder={folder} item={item} />
          ))}
        </ul>
      )}
      {isEmpty ? (
        <div className={styles.empty}>
          {folder === 'inbox' ? (
            <MailInboxRegular className={styles.icon} aria-hidden />
          ) : (
            <SendRegular className={styles.icon} aria-hidden />
          )}
          <Text weight="semibold">{t(folder === 'inbox' ? 'mailbox.emptyInbox' : 'mailbox.emptySent')}</Text>
          <Text>
            {folder === 'inbox'
              ? t('mailbox.emptyInboxText', { organisation: organisation.name })
              : t('mailbox.emptySentText')}
          </Text>
        </div>
      ) : null}
      {mailbox.state === 'loading' ? <Spinner label={t('loading')} /> : null}
      {mailbox.error === null ? null : (
        <FailureNotice text={`${t('mailbox.failed')}. ${explain(t, mailbox.error)}`} retry={mailbox.load} />
      )}
      {mailbox.state === 'idle' && mailbox.hasMore ? (
        <Button className={styles.more} onClick={mailbox.load}>
          {t('mailbox.more')}
        </Button>
      ) : null}
    </Page>
  );
}
