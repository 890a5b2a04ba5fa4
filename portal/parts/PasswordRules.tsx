import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import {
  brokenRules,
  type PasswordLimits,
  type PasswordOwner,
  type PasswordRule,
} from '../../shared/policy/password-rules.ts';
import { useAccountWords } from '../strings/accounts/words.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalXS },
  rule: { display: 'flex', gap: tokens.spacingHorizontalS, color: tokens.colorNeutralForeground2 },
  met: { color: tokens.colorStatusSuccessForeground1 },
  icon: { flexShrink: 0, fontSize: '20px' },
  aloud: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** Whom a password is for, as far as the page knows; without, only lengths and characters are looked at. */
const NOBODY: PasswordOwner = { address: '', names: [], organisation: '' };

/** The first rule that a password breaks, of those that need no list; null where none. */
export function passwordProblem(
  limits: PasswordLimits,
  password: string,
  owner: PasswordOwner = NOBODY,
): PasswordRule | null {
  return brokenRules(limits, password, owner)[0] ?? null;
}

/** The rules for a new password, each marked as it is met while typing; what it must not be shows once it is. */
export function PasswordRules({
  id,
  limits,
  password,
  again,
  owner = NOBODY,
}: {
  id: string;
  limits: PasswordLimits;
  password: string;
  /** The same password, typed a second time; left out where it is asked for once. */
  again?: string;
  owner?: PasswordOwner;
}) {
  const w = useAccountWords();
  const styles = useStyles();
  const broken = brokenRules(limits, password, owner);
  const isLong = !broken.includes('short');
  const wish = (rule: PasswordRule, text: string) => ({ text, isMet: !broken.includes(rule) });
  const refusal = (rule: PasswordRule, text: string) =>
    isLong && broken.includes(rule) ? [{ text, isMet: false }] : [];
  const rules = [
    wish('short', w('register.ruleMin', { count: limits.minLength })),
    ...refusal('long', w('register.ruleMax', { count: limits.maxLength })),
    ...limits.kinds.map((kind) => wish(kind, w(`recovery.rule.${kind}`))),
    ...refusal('varied', w('recovery.rule.varied')),
    ...refusal('personal', w('recovery.rule.personal')),
    ...(again === undefined
      ? []
      : [{ text: w('register.ruleSame'), isMet: password !== '' && password === again }]),
  ];
  return (
    <ul id={id} className={styles.list} aria-label={w('register.rules')}>
      {rules.map(({ text, isMet }) => (
        <li key={text} className={mergeClasses(styles.rule, isMet && styles.met)}>
          {isMet ? (
            <CheckmarkCircleFilled className={styles.icon} aria-hidden />
          ) : (
            <CircleRegular className={styles.icon} aria-hidden />
          )}
          <Text size={200}>
            {text}{' '}
            <span className={styles.aloud}>({w(isMet ? 'register.ruleMet' : 'register.ruleOpen')})</span>
          </Text>
        </li>
      ))}
    </ul>
  );
}
