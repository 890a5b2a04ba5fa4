import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import { useTranslation } from '../strings/i18n.ts';
import { Button } from './Button.tsx';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalM },
  bar: {
    width: '100%',
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorStatusDangerBorder1}`,
    backgroundColor: tokens.colorStatusDangerBackground1,
  },
  warning: {
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
  },
  icon: { flexShrink: 0, fontSize: '20px', color: tokens.colorStatusDangerForeground1 },
  warningIcon: { color: tokens.colorStatusWarningForeground3 },
});

/** What went wrong, read out at once, with the way on where there is one. */
export function FailureNotice({
  text,
  intent = 'error',
  retry,
  children,
}: {
  text: string;
  intent?: 'error' | 'warning';
  retry?: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.box} role="alert">
      <div className={mergeClasses(styles.bar, intent === 'warning' && styles.warning)}>
        {intent === 'error' ? (
          <ErrorCircleFilled className={styles.icon} aria-hidden />
        ) : (
          <WarningFilled className={mergeClasses(styles.icon, styles.warningIcon)} aria-hidden />
        )}
        <Text>{text}</Text>
      </div>
      {retry === undefined ? null : <Button onClick={retry}>{t('retry')}</Button>}
      {children}
    </div>
  );
}
