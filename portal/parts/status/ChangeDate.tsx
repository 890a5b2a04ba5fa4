import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { StatusAnswer } from '../../../shared/api/index.ts';
import { dayOf, endOfDay } from '../../../shared/policy/choose-day.ts';
import { useLifeWords } from '../../strings/life/words.ts';
import { Button } from '../Button.tsx';
import { life } from '../life.ts';
import { useDates } from '../use-dates.ts';
import type { Acting } from './use-act.ts';

const useStyles = makeStyles({
  form: { display: 'grid', rowGap: tokens.spacingVerticalM, maxWidth: '20rem' },
  input: { minHeight: '44px' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Lets an author choose another last day, of those that the policy allows. */
export function ChangeDate({
  status,
  acting,
  look,
  close,
}: {
  status: StatusAnswer;
  acting: Acting;
  look: () => Promise<void>;
  close: () => void;
}) {
  const w = useLifeWords();
  const styles = useStyles();
  const dates = useDates();
  const { from, until } = status.mayEnd;
  const first = Date.parse(from) < Date.now() ? new Date() : new Date(from);
  const choice = {
    from: dayOf(first),
    to: dayOf(new Date(until)),
    preset: dayOf(new Date(status.expiresAt)),
  };
  const [day, setDay] = useState(choice.preset);
  const [isBad, setBad] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const range = { from: dates.day(first.toISOString()), to: dates.day(until) };

  const save = (event: FormEvent) => {
    event.preventDefault();
    const end = endOfDay(day, choice);
    setBad(end === null);
    if (end === null) return;
    // The last day that is allowed may end before midnight.
    const expiresAt = Date.parse(end) < Date.parse(until) ? end : until;
    void acting.act('change', async () => {
      await life.changeExpiry(status.id, expiresAt);
      await look();
      close();
      return w('changed', { moment: dates.moment(expiresAt) });
    });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={save} noValidate>
      <Field
        label={w('changeLabel')}
        hint={w('changeHint', range)}
        {...(isBad ? { validationMessage: w('changeBad', range) } : {})}
      >
        <Input
          type="date"
          className={styles.input}
          value={day}
          min={choice.from}
          max={choice.to}
          onChange={(_event, { value }) => setDay(value)}
        />
      </Field>
      <div className={styles.ways}>
        <Button type="submit" appearance="primary" busy={acting.busy === 'change' ? 'yes' : 'no'}>
          {w('changeSave')}
        </Button>
        <Button onClick={close}>{w('changeCancel')}</Button>
      </div>
    </form>
  );
}
