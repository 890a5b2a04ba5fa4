import { Field, makeStyles, Select } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { type ExpiryChoice as Choice, pickExpiry } from '../../../shared/policy/expiry.ts';
import { useComposeWords } from '../../strings/compose/words.ts';
import { life } from '../life.ts';
import { useSession } from '../session.ts';
import { useDates } from '../use-dates.ts';

const DAY_MS = 24 * 3_600_000;
/** What people think in; the policy's own numbers stand among them. */
const USUAL_DAYS = [1, 3, 7, 14, 21, 30, 60, 90, 180, 365];

const useStyles = makeStyles({
  // Its longest choice is wider than a small phone.
  field: { gridTemplateColumns: 'minmax(0, 1fr)' },
  choice: { minWidth: 0, maxWidth: '100%' },
});

/** Until when the message can be read, within the policy's limits. */
export function ExpiryChoice({
  days,
  addresses,
  disabled,
  onChange,
}: {
  days: number;
  /** Whom the message goes to: policy may have other days for some. */
  addresses: readonly string[];
  disabled: 'yes' | 'no';
  onChange: (days: number) => void;
}) {
  const w = useComposeWords();
  const styles = useStyles();
  const dates = useDates();
  const { config } = useSession();
  const [byPolicy, setByPolicy] = useState<readonly Choice[]>([]);
  const [isChosen, setChosen] = useState(false);
  useEffect(() => {
    // Without an answer the days of everybody are offered; the service decides in the end.
    life.expiryChoices().then(
      (answer) => setByPolicy(answer.choices),
      () => undefined,
    );
  }, []);
  const { minDays, defaultDays, maxDays } = pickExpiry(byPolicy, addresses) ?? config.expiry;
  // What nobody chose follows the policy, and what it does not allow is not sent.
  const isOpen = !isChosen && days === config.expiry.defaultDays;
  const fitting = isOpen || days < minDays || days > maxDays ? defaultDays : days;
  useEffect(() => {
    if (fitting !== days) onChange(fitting);
  }, [fitting, days, onChange]);
  const choices = [...new Set([minDays, ...USUAL_DAYS, defaultDays, maxDays, days])]
    .filter((one) => one >= Math.max(1, minDays) && one <= maxDays)
    .sort((a, b) => a - b);
  return (
    <Field className={styles.field} label={w('expiry')}>
      <Select
        className={styles.choice}
        select={{ className: styles.choice }}
        value={String(days)}
        disabled={disabled === 'yes'}
        onChange={(_, data) => {
          setChosen(true);
          onChange(Number(data.value));
        }}
      >
        {choices.map((one) => (
          <option key={one} value={one}>
            {w('days', { count: one, day: dates.day(new Date(Date.now() + one * DAY_MS).toISOString()) })}
          </option>
        ))}
      </Select>
    </Field>
  );
}
