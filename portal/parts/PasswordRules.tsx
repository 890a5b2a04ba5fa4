import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalXS },
  rule: { display: 'flex', gap: tokens.spacingHorizontalS, color: tokens.colorNeutralForeground2 },
  met: { color: tokens.colorStatusSuccessForeground1 },
  icon: { flexShrink: 0, fontSize: '20px' },
  aloud: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

export type PasswordLimits = { minLength: number; maxLength: number };

/** Which length rule a password breaks, in characters after NFKC as the service counts them; null where none. */
export function passwordProblem(limits: PasswordLimits, password: string): 'short' | 'long' | null {
  const length = [...password.normalize('NFKC')].length;
  if (length < limits.minLength) return 'short';
  return length > limits.maxLength ? 'long' : null;
}

/** The rules for a new password, each marked as it is met while typing. */
export function PasswordRules({
  id,
  limits,
  password,
  again,
}: {
  id: string;
  limits: PasswordLimits;
  password: string;
  again: string;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const problem = passwordProblem(limits, password);
  const rules = [
    { text: t('register.ruleMin', { count: limits.minLength }), isMet: problem !== 'short' },
    ...(problem === 'long'
      ? [{ text: t('register.ruleMax', { count: limits.maxLength }), isMet: false }]
      : []),
    { text: t('register.ruleSame'), isMet: password !== '' && password === again },
  ];
  return (
    <ul id={id} className={styles.list} aria-label={t('register.rules')}>
      {rules.map(({ text, isMet }) => (
        <li key={text} className={mergeClasses(styles.rule, isMet && styles.met)}>
          {isMet ? (
            <CheckmarkCircleFilled className={styles.icon} aria-hidden />
          ) : (
            <CircleRegular className={styles.icon} aria-hidden />
          )}
          <Text size={200}>
            {text}{' '}
            <span className={styles.aloud}>({t(isMet ? 'register.ruleMet' : 'register.ruleOpen')})</span>
          </Text>
        </li>
      ))}
    </ul>
  );
}
