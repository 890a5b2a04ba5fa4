import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from '../../strings/i18n.ts';
import { Button } from '../Button.tsx';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
  },
});

/** The way on for whoever has no account yet. */
export function FirstTime({ onRegister }: { onRegister: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.card}>
      <Text weight="semibold">{t('signIn.firstTime')}</Text>
      <Text>{t('signIn.firstTimeText')}</Text>
      <Button onClick={onRegister}>{t('signIn.register')}</Button>
    </div>
  );
}
