import { lazy, Suspense } from 'react';
import type { AppError } from '../../shared/errors.ts';
import { explain } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { useSession } from '../parts/session.ts';
import { Waiting } from '../parts/Waiting.tsx';
import { useTranslation } from '../strings/i18n.ts';
import { NotForYou } from './NotForYou.tsx';

const Ended = lazy(() => import('./Ended.tsx').then((page) => ({ default: page.Ended })));

const PassphrasePage = lazy(() =>
  import('../parts/passphrase/PassphrasePage.tsx').then((page) => ({ default: page.PassphrasePage })),
);

/** Why a message is not shown: gone, not for this reader, not genuine, or not reachable just now. */
export function OpeningFailed({
  messageId,
  error,
  retry,
}: {
  messageId: string;
  error: AppError;
  retry: () => void;
}) {
  const { t } = useTranslation();
  const { organisation } = useSession().config;
  switch (error.code) {
    case 'not_for_you':
    case 'not_found':
      return <NotForYou />;
    case 'expired':
      return (
        <Suspense fallback={<Waiting label={t('loading')} />}>
          <Ended messageId={messageId} error={error} />
        </Suspense>
      );
    case 'passphrase_needed':
    case 'passphrase_wrong':
    case 'passphrase_stopped':
      return (
        <Suspense fallback={<Waiting label={t('loading')} />}>
          <PassphrasePage messageId={messageId} error={error} retry={retry} />
        </Suspense>
      );
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
