import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import { useCallback } from 'react';
import type { HistoryAnswer } from '../../../shared/api/index.ts';
import { settings } from '../../parts/accounts.ts';
import { explain } from '../../parts/errors.ts';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { Spinner } from '../../parts/Spinner.tsx';
import { useDates } from '../../parts/use-dates.ts';
import { useLoaded } from '../../parts/use-loaded.ts';
import { type AccountTranslate, useAccountWords } from '../../strings/accounts/words.ts';
import { useTranslation } from '../../strings/i18n.ts';

type AccountEvent = HistoryAnswer['events'][number];

/** What somebody else may have done: worth a second look. */
const WORTH_A_LOOK: readonly AccountEvent['kind'][] = [
  'sign_in_failed',
  'answer_wrong',
  'locked',
  'recovery_code_used',
];
const METHODS = [
  'password',
  'code',
  'passkey',
  'microsoft',
  'google',
  'work',
  'registration',
  'reset',
] as const;
const FACTORS = ['totp', 'recovery_code', 'passkey'] as const;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { display: 'grid', rowGap: tokens.spacingVerticalXXS },
  icon: { fontSize: '20px', color: tokens.colorNeutralForeground3 },
  look: { fontSize: '20px', color: tokens.colorStatusWarningForeground3 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** What happened to the account in the last 90 days, newest first. */
export function History() {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const dates = useDates();
  const loaded = useLoaded(useCallback(() => settings.history(), []));
  if (loaded.state === 'loading') return <Spinner label={t('loading')} />;
  if (loaded.state === 'failed')
    return <FailureNotice text={explain(t, loaded.error)} retry={loaded.retry} />;
  const { events } = loaded.value;
  return (
    <>
      <Text>{w(events.length === 0 ? 'settings.historyEmpty' : 'settings.historyText')}</Text>
      <ul className={styles.list}>
        {events.map((event) => (
          <li key={`${event.at} ${event.kind} ${event.how ?? ''}`} className={styles.item}>
            {WORTH_A_LOOK.includes(event.kind) ? (
              <WarningFilled className={styles.look} aria-hidden />
            ) : (
              <CheckmarkCircleRegular className={styles.icon} aria-hidden />
            )}
            <div className={styles.words}>
              <Text weight="semibold">{eventInWords(w, event)}</Text>
              <Text size={200} className={styles.quiet}>
                <time dateTime={event.at}>{dates.moment(event.at)}</time>
              </Text>
              <Text size={200} className={styles.quiet}>
                {w('settings.historyFrom', {
                  device: event.device === 'unknown' ? w('settings.deviceUnknown') : event.device,
                  network: event.network,
                })}
              </Text>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** "Signed in with a password and a code of the app". */
function eventInWords(w: AccountTranslate, { kind, how = '' }: AccountEvent): string {
  const [first = '', second = ''] = how.split(' ');
  const method = METHODS.find((name) => name === first);
  const factor = FACTORS.find((name) => name === second);
  return [
    w(`settings.event.${kind}`),
    ...(method === undefined ? [] : [w(`settings.how.${method}`)]),
    ...(factor === undefined ? [] : [w(`settings.factor.${factor}`)]),
  ].join(' ');
}
