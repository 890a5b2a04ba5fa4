import { Checkbox, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useSession } from '../session.ts';

const useStyles = makeStyles({
  box: { display: 'grid' },
  warning: { paddingInlineStart: '32px', color: tokens.colorNeutralForeground2 },
});

export type Remember = 'no' | 'yes';

/** Staying signed in on this device, with what that means on a shared one; nothing where the policy does not have it. */
export function RememberBox({ value, onChange }: { value: Remember; onChange: (value: Remember) => void }) {
  const w = useAccountWords();
  const styles = useStyles();
  const warningId = useId();
  const { rememberDays } = useSession().config.ways;
  if (rememberDays === null) return null;
  return (
    <div className={styles.box}>
      <Checkbox
        label={w('signIn.remember', { count: rememberDays })}
        aria-describedby={warningId}
        checked={value === 'yes'}
        onChange={(_, data) => onChange(data.checked === true ? 'yes' : 'no')}
      />
      <Text id={warningId} size={200} className={styles.warning}>
        {w('signIn.rememberWarning')}
      </Text>
    </div>
  );
}
