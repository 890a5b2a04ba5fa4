import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { ShieldCheckmarkRegular } from '@fluentui/react-icons/svg/shield-checkmark';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: tokens.spacingVerticalL,
  },
  icon: { flexShrink: 0, fontSize: '24px' },
});

/** How to tell this page from an imitation. */
export function Genuine({ organisation }: { organisation: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.box}>
      <ShieldCheckmarkRegular className={styles.icon} aria-hidden />
      <Text size={200}>
        <Text size={200} weight="semibold">
          {t('signIn.genuine')}
        </Text>{' '}
        {t('signIn.genuineText', { organisation, origin: location.origin })}
      </Text>
    </div>
  );
}
