import { Link, Text } from '@fluentui/react-components';
import { Link as RouteLink } from 'wouter';
import { Page } from '../parts/Page.tsx';
import { useTranslation } from '../strings/i18n.ts';

/** An address that this site does not have. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('failed.notFoundTitle')}>
      <Text>{t('failed.notFound')}</Text>
      <RouteLink href="/" asChild>
        <Link>{t('failed.home')}</Link>
      </RouteLink>
    </Page>
  );
}
