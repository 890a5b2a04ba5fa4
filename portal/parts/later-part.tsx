import { Text } from '@fluentui/react-components';
import { type ComponentType, lazy } from 'react';
import { useTranslation } from '../strings/i18n.ts';

/**
 * A part of a page that loads when it is needed. Where its code does not come, words stand in its place and the
 * rest of the page stays.
 */
export function laterPart<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy<ComponentType<Props>>(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: Missing }),
    ),
  );
}

function Missing() {
  const { t } = useTranslation();
  return <Text role="alert">{t('errors.unavailable')}</Text>;
}
