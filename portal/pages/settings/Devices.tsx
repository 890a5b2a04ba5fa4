import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components';
import { DesktopRegular } from '@fluentui/react-icons/svg/desktop';
import { PhoneRegular } from '@fluentui/react-icons/svg/phone';
import { useCallback, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import type { SessionsAnswer } from '../../../shared/api/index.ts';
import { settings } from '../../parts/accounts.ts';
import { Button } from '../../parts/Button.tsx';
import { explain, isCancelled, toAppError } from '../../parts/errors.ts';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { useFresh } from '../../parts/Reauthenticate.tsx';
import { Spinner } from '../../parts/Spinner.tsx';
import { useSession } from '../../parts/session.ts';
import { useDates } from '../../parts/use-dates.ts';
import { useLoaded } from '../../parts/use-loaded.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useTranslation } from '../../strings/i18n.ts';

type DeviceSession = SessionsAnswer['sessions'][number];

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: '32px minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'start',
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 30rem)': { gridTemplateColumns: '32px minmax(0, 1fr)' },
  },
  icon: { fontSize: '28px', color: tokens.colorNeutralForeground2 },
  words: { display: 'grid', rowGap: tokens.spacingVerticalXXS },
  quiet: { color: tokens.colorNeutralForeground2 },
  end: { '@media (max-width: 30rem)': { gridColumn: 2, justifySelf: 'start' } },
  here: { justifySelf: 'start' },
  everywhere: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    gap: tokens.spacingVerticalS,
    paddingTop: tokens.spacingVerticalM,
  },
});

/** Where somebody is signed in, and how to end it there or everywhere. */
export function Devices() {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { signedOut, refused } = useSession();
  const [, navigate] = useLocation();
  const { fresh, dialog } = useFresh();
  const loaded = useLoaded(useCallback(() => settings.sessions(), []));
  const [endedIds, setEndedIds] = useState<readonly string[]>([]);
  const [notice, setNotice] = useState('');
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState<string | null>(null);

  const run = async (name: string, action: () => Promise<void>) => {
    if (busy !== null) return;
    setBusy(name);
    setFailure('');
    setNotice('');
    try {
      await action();
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!isCancelled(thrown) && !refused(error)) setFailure(explain(t, error));
    }
    setBusy(null);
  };
  const endOne = ({ id, device }: DeviceSession) =>
    run(id, async () => {
      await fresh(() => settings.endSession(id));
      setEndedIds((before) => [...before, id]);
      setNotice(
        w('settings.deviceEnded', { device: device === 'unknown' ? w('settings.deviceUnknown') : device }),
      );
    });
  const endAll = () =>
    run('all', async () => {
      await settings.signOutEverywhere();
      flushSync(signedOut);
      navigate('/signed-out');
    });

  if (loaded.state === 'loading') return <Spinner label={t('loading')} />;
  if (loaded.state === 'failed')
    return <FailureNotice text={explain(t, loaded.error)} retry={loaded.retry} />;
  const sessions = loaded.value.sessions.filter(({ id }) => !endedIds.includes(id));
  return (
    <>
      <Text>{w('settings.devicesText')}</Text>
      <ul className={styles.list}>
        {sessions.map((session) => (
          <DeviceItem
            key={session.id}
            session={session}
            busy={busy === session.id ? 'yes' : 'no'}
            onEnd={() => void endOne(session)}
          />
        ))}
      </ul>
      {dialog}
      <Text role="status">{notice}</Text>
      {failure === '' ? null : <FailureNotice text={failure} />}
      <div className={styles.everywhere}>
        <Text>{w('settings.everywhereText')}</Text>
        <Button busy={busy === 'all' ? 'yes' : 'no'} onClick={() => void endAll()}>
          {w('settings.everywhere')}
        </Button>
      </div>
    </>
  );
}

function DeviceItem({
  session,
  busy,
  onEnd,
}: {
  session: DeviceSession;
  busy: 'yes' | 'no';
  onEnd: () => void;
}) {
  const w = useAccountWords();
  const styles = useStyles();
  const dates = useDates();
  const { network, lastSeenAt, createdAt, remembered, current } = session;
  const device = session.device === 'unknown' ? w('settings.deviceUnknown') : session.device;
  const isPhone = /iphone|ipad|android/i.test(device);
  return (
    <li className={styles.item}>
      {isPhone ? (
        <PhoneRegular className={styles.icon} aria-hidden />
      ) : (
        <DesktopRegular className={styles.icon} aria-hidden />
      )}
      <div className={styles.words}>
        <Text weight="semibold">{device}</Text>
        {current ? (
          <Badge className={styles.here} appearance="tint" color="brand" size="large">
            {w('settings.deviceThis')}
          </Badge>
        ) : null}
        <Text size={200} className={styles.quiet}>
          {w('settings.deviceNetwork', { network })}
        </Text>
        <Text size={200} className={styles.quiet}>
          {w('settings.deviceUsed', { moment: dates.moment(lastSeenAt) })}
        </Text>
        <Text size={200} className={styles.quiet}>
          {w(remembered ? 'settings.deviceRemembered' : 'settings.deviceSince', {
            moment: dates.moment(createdAt),
          })}
        </Text>
      </div>
      {current ? null : (
        <Button
          className={styles.end}
          busy={busy}
          aria-label={w('settings.deviceEndNamed', { device })}
          onClick={onEnd}
        >
          {w('settings.deviceEnd')}
        </Button>
      )}
    </li>
  );
}
