import { Field, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ProfileAnswer } from '../../../shared/api/index.ts';
import { settings } from '../../parts/accounts.ts';
import { Button } from '../../parts/Button.tsx';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { Sure } from '../../parts/Sure.tsx';
import { useSession } from '../../parts/session.ts';
import { useDates } from '../../parts/use-dates.ts';
import { deviceRefusal, knowsPasskeys, makePasskey } from '../../parts/webauthn.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import type { PanelProps } from './panel-props.ts';
import { type Change, useChange } from './use-change.ts';

const MAX_NAME = 60;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: '32px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { fontSize: '28px', color: tokens.colorNeutralForeground2 },
  words: { display: 'grid', rowGap: tokens.spacingVerticalXXS },
  quiet: { color: tokens.colorNeutralForeground2 },
  ways: { gridColumn: 2, display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxWidth: '28rem' },
  add: { alignSelf: 'start' },
});

/** The account's passkeys: what each is called, when it was used, and another for this device. */
export function Passkeys({ profile, changed }: PanelProps) {
  const w = useAccountWords();
  const styles = useStyles();
  const { ways } = useSession().config;
  const change = useChange();
  const [notice, setNotice] = useState('');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const done = (text: string) => {
    setNotice(text);
    changed();
  };
  const add = async () => {
    setNotice('');
    const called = name.trim();
    if (called === '') {
      setProblem(w('passkeys.nameMissing'));
      form.current?.querySelector('input')?.focus();
      return;
    }
    const added = await change.run(
      'add',
      async () => {
        const { options } = await settings.passkeyOptions();
        await settings.addPasskey(await makePasskey(options), called);
        return true;
      },
      (thrown) => {
        const refusal = deviceRefusal(thrown);
        return refusal === null ? null : w(`passkeys.${refusal}`);
      },
    );
    if (added !== true) return;
    setName('');
    done(w('passkeys.added', { name: called }));
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void add();
  };
  return (
    <>
      <Text>{w('passkeys.what')}</Text>
      {profile.passkeys.length === 0 ? (
        <Text className={styles.quiet}>{w('passkeys.empty')}</Text>
      ) : (
        <ul className={styles.list}>
          {profile.passkeys.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} change={change} onDone={done} />
          ))}
        </ul>
      )}
      <Text role="status">{notice}</Text>
      {change.failure === '' ? null : <FailureNotice text={change.failure} />}
      {!ways.passkeys ? <Text>{w('passkeys.off')}</Text> : null}
      {ways.passkeys && !knowsPasskeys() ? <Text>{w('passkeys.unsupported')}</Text> : null}
      {ways.passkeys && knowsPasskeys() ? (
        <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
          <Field
            label={w('passkeys.name')}
            hint={w('passkeys.nameHint')}
            {...(problem === null ? {} : { validationMessage: problem })}
          >
            <Input
              name="passkey-name"
              autoComplete="off"
              maxLength={MAX_NAME}
              value={name}
              onChange={(_, data) => {
                setName(data.value);
                setProblem(null);
              }}
            />
          </Field>
          <Button
            className={styles.add}
            type="submit"
            appearance="primary"
            busy={change.busy === 'add' ? 'yes' : 'no'}
          >
            {w('passkeys.add')}
          </Button>
        </form>
      ) : null}
      {change.dialog}
    </>
  );
}

function PasskeyItem({
  passkey,
  change,
  onDone,
}: {
  passkey: ProfileAnswer['passkeys'][number];
  change: Change;
  onDone: (notice: string) => void;
}) {
  const w = useAccountWords();
  const styles = useStyles();
  const dates = useDates();
  const { id, name, createdAt, lastUsedAt } = passkey;
  const [typed, setTyped] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const isRenaming = typed !== null;
  useEffect(() => {
    if (isRenaming) form.current?.querySelector('input')?.select();
  }, [isRenaming]);

  const run = async (step: string, action: () => Promise<unknown>, notice: string) => {
    const isDone = await change.run(`${step} ${id}`, async () => {
      await action();
      return true;
    });
    if (isDone !== true) return;
    setTyped(null);
    onDone(notice);
  };
  const rename = (event: FormEvent) => {
    event.preventDefault();
    const called = (typed ?? '').trim();
    if (called === '') return;
    void run('rename', () => settings.renamePasskey(id, called), w('passkeys.renamed', { name: called }));
  };
  return (
    <li className={styles.item}>
      <KeyRegular className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <Text weight="semibold">{name}</Text>
        <Text size={200} className={styles.quiet}>
          {w('passkeys.since', { moment: dates.moment(createdAt) })}
        </Text>
        <Text size={200} className={styles.quiet}>
          {lastUsedAt === null
            ? w('passkeys.neverUsed')
            : w('passkeys.used', { moment: dates.moment(lastUsedAt) })}
        </Text>
      </div>
      {typed === null ? (
        <div className={styles.ways}>
          <Button aria-label={w('passkeys.renameNamed', { name })} onClick={() => setTyped(name)}>
            {w('passkeys.rename')}
          </Button>
          <Sure
            label={w('passkeys.remove')}
            name={w('passkeys.removeNamed', { name })}
            question={w('passkeys.removeSure', { name })}
            yes={w('passkeys.removeYes')}
            busy={change.busy === `remove ${id}` ? 'yes' : 'no'}
            onYes={() => run('remove', () => settings.removePasskey(id), w('passkeys.removed', { name }))}
          />
        </div>
      ) : (
        <form ref={form} className={styles.ways} onSubmit={rename} noValidate>
          <Field
            label={w('passkeys.newName')}
            {...(typed.trim() === '' ? { validationMessage: w('passkeys.nameMissing') } : {})}
          >
            <Input
              autoComplete="off"
              maxLength={MAX_NAME}
              value={typed}
              onChange={(_, data) => setTyped(data.value)}
            />
          </Field>
          <Button type="submit" appearance="primary" busy={change.busy === `rename ${id}` ? 'yes' : 'no'}>
            {w('settings.save')}
          </Button>
          <Button onClick={() => setTyped(null)}>{w('settings.cancel')}</Button>
        </form>
      )}
    </li>
  );
}
