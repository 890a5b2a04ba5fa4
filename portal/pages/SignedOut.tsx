import { Text } from '@fluentui/react-components';
import { useLocation } from 'wouter';
import { Button } from '../parts/Button.tsx';
import { Page } from '../parts/Page.tsx';
import { useTranslation } from '../strings/i18n.ts';

/** Confirms that the reader is out, and shows the way back. */
export function SignedOut() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <Page title={t('signedOut.title')}>
      <Text>{t('signedOut.text')}</Text>
      <Button onClick={() => navigate('/sign-in')}>{t('signedOut.again')}</Button>
    </Page>
  );
}
