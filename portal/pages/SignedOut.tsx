import { Button, Text } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Page } from '../parts/Page.tsx';

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
