import { Text } from '@fluentui/react-components';
import type { AppError } from '../../shared/errors.ts';
import { explain } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { useSession } from '../parts/session.ts';
import { useDates } from '../parts/use-dates.ts';
import { useTranslation } from '../strings/i18n.ts';
import { NotForYou } from './NotForYou.tsx';

/** Why a message is not shown: gone, not for this reader, not genuine, or not reachable just now. */
export function OpeningFailed({ error, retry }: { error: AppError; retry: () => void }) {
  const { t } = useTranslation();
  const dates = useDates();
  const { organisation } = useSession().config;
  switch (error.code) {
    case 'not_for_you':
    case 'not_found':
      return <NotForYou />;
    case 'expired': {
      const { expiresAt, authorName } = error.facts ?? {};
      return (
        <Page key="expired" title={t('failed.expiredTitle')}>
          <Text>
            {typeof expiresAt === 'string'
              ? t('failed.expiredOn', { day: dates.day(expiresAt) })
              : t('failed.expired')}{' '}
            {typeof authorName === 'string' && authorName !== ''
              ? t('failed.askAuthor', { author: authorName })
              : t('failed.askSender')}
          </Text>
        </Page>
      );
    }
    case 'verification_failed':
      return (
        <Page key="verification" title={t('failed.verificationTitle')}>
          <FailureNotice
            text={t('failed.verification', {
              organisation: organisation.name,
              phone: organisation.helpPhone,
            })}
          />
        </Page>
      );
    default:
      return (
        <Page key="failed" title={t('failed.openTitle')}>
          <FailureNotice text={explain(t, error)} retry={retry} />
        </Page>
      );
  }
}
