import { Field, makeStyles, Select } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Person } from '../../../shared/api/index.ts';
import { useComposeWords } from '../../strings/compose/words.ts';
import { life } from '../life.ts';
import { useSession } from '../session.ts';

const useStyles = makeStyles({
  // An address may be wider than a small phone.
  field: { gridTemplateColumns: 'minmax(0, 1fr)' },
  choice: { minWidth: 0, maxWidth: '100%' },
});

/** Whom the message is from: its writer, or a mailbox that policy lets them write for. Nothing where there is none. */
export function FromChoice({
  mailbox,
  disabled,
  onChange,
}: {
  /** null: the writer's own. */
  mailbox: Person | null;
  disabled: 'yes' | 'no';
  onChange: (mailbox: Person | null) => void;
}) {
  const w = useComposeWords();
  const styles = useStyles();
  const { me } = useSession();
  const [allowed, setAllowed] = useState<readonly Person[]>([]);
  useEffect(() => {
    // Without an answer one writes as oneself, or as the draft has it; the service decides in the end.
    life.mailboxes().then(
      (answer) => setAllowed(answer.mailboxes),
      () => undefined,
    );
  }, []);
  const isListed = allowed.some(({ address }) => address === mailbox?.address);
  const mailboxes = mailbox === null || isListed ? allowed : [...allowed, mailbox];
  if (me === null || mailboxes.length === 0) return null;
  return (
    <Field className={styles.field} label={w('from')} {...(mailbox === null ? {} : { hint: w('onBehalf') })}>
      <Select
        className={styles.choice}
        select={{ className: styles.choice }}
        value={mailbox?.address ?? ''}
        disabled={disabled === 'yes'}
        onChange={(_, { value }) => onChange(mailboxes.find(({ address }) => address === value) ?? null)}
      >
        <option value="">{inWords(me)}</option>
        {mailboxes.map((one) => (
          <option key={one.address} value={one.address}>
            {inWords(one)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function inWords({ address, name }: Person): string {
  return name === '' ? address : `${name} (${address})`;
}
