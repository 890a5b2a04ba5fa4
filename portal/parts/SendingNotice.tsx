import { Field, Link, ProgressBar } from '@fluentui/react-components';
import { useTranslation } from '../strings/i18n.ts';
import { explain } from './errors.ts';
import { FailureNotice } from './FailureNotice.tsx';
import type { Sending } from './use-sending.ts';
import { useSizes } from './use-sizes.ts';

/** How the sending goes: a bar with bytes, or what happened and that nothing is lost. */
export function SendingNotice({ sending }: { sending: Sending }) {
  const { t } = useTranslation();
  const formatSize = useSizes();
  switch (sending.state) {
    case 'writing':
      return null;
    case 'storing': {
      const { sentBytes, totalBytes } = sending;
      return (
        <Field
          label={t('reply.sending')}
          validationState="none"
          validationMessage={t('reply.sendingBytes', {
            sent: formatSize(sentBytes),
            total: formatSize(totalBytes),
          })}
        >
          <ProgressBar thickness="large" value={sentBytes} max={totalBytes} />
        </Field>
      );
    }
    case 'committing':
      return (
        <Field label={t('reply.sending')} validationState="none" validationMessage={t('reply.finishing')}>
          <ProgressBar thickness="large" />
        </Field>
      );
    case 'cancelled':
      return <FailureNotice intent="warning" text={t('reply.cancelled')} />;
    case 'unsure':
      return <FailureNotice intent="warning" text={t('reply.unsure')} />;
    case 'failed':
      return sending.error.code === 'not_signed_in' ? (
        <FailureNotice text={t('reply.signedOut')}>
          <Link href="/sign-in" target="_blank" rel="noopener">
            {t('reply.signInElsewhere')}
          </Link>
        </FailureNotice>
      ) : (
        <FailureNotice text={`${t('reply.failed')} ${explain(t, sending.error)}`} />
      );
  }
}
