import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import type { StatusAnswer } from '../../../shared/api/index.ts';
import { type LifeTranslate, useLifeWords } from '../../strings/life/words.ts';
import { Button } from '../Button.tsx';
import { life } from '../life.ts';
import { nameOf } from '../people.ts';
import { Sure } from '../Sure.tsx';
import { type Dates, useDates } from '../use-dates.ts';
import { sayResent, whyNotResent } from './resent.ts';
import type { Acting } from './use-act.ts';

type Reader = StatusAnswer['readers'][number];

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { fontSize: '24px', color: tokens.colorNeutralForeground3 },
  opened: { color: tokens.colorStatusSuccessForeground1 },
  facts: { listStyleType: 'none', margin: 0, padding: 0, color: tokens.colorNeutralForeground2 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  ways: { gridColumn: 2, display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** One reader: what has happened, each with its time, and what can be done for this one alone. */
export function ReaderLine({
  messageId,
  reader,
  isReadable,
  acting,
  look,
}: {
  messageId: string;
  reader: Reader;
  isReadable: boolean;
  acting: Acting;
  look: () => Promise<void>;
}) {
  const w = useLifeWords();
  const styles = useStyles();
  const dates = useDates();
  const name = nameOf(reader);
  const { address } = reader;
  const end = () =>
    acting.act(`end ${address}`, async () => {
      await life.revoke(messageId, [address]);
      await look();
      return w('ended', { name });
    });
  const allow = () =>
    acting.act(`allow ${address}`, async () => {
      await life.allowPassphraseTries(messageId, address);
      await look();
      return w('allowed', { name });
    });
  const resend = () =>
    acting.act(
      `resend ${address}`,
      async () => {
        const { readers } = await life.resend(messageId, crypto.randomUUID(), [address]);
        return sayResent(w, readers);
      },
      whyNotResent(w),
    );
  return (
    <li className={styles.row}>
      {reader.openedAt === undefined && reader.deliveredAt === undefined ? (
        <CircleRegular className={styles.icon} aria-hidden />
      ) : (
        <CheckmarkCircleFilled className={mergeClasses(styles.icon, styles.opened)} aria-hidden />
      )}
      <div>
        <Text weight="semibold">
          <bdi>{name}</bdi>
        </Text>
        <ul className={styles.facts}>
          {factsOf(w, dates, reader).map((fact) => (
            <li key={fact}>
              <Text size={200}>{fact}</Text>
            </li>
          ))}
        </ul>
        {reader.noticeFailedAt === undefined || reader.openedAt !== undefined ? null : (
          <Text size={200} className={styles.failed}>
            {w('noticeFailed')}
          </Text>
        )}
      </div>
      {isReadable && reader.passphraseStopped ? (
        <div className={styles.ways}>
          <Text size={200} className={styles.failed}>
            {w('stopped')}
          </Text>
          <Button
            aria-label={w('allowNamed', { name })}
            busy={acting.busy === `allow ${address}` ? 'yes' : 'no'}
            onClick={() => void allow()}
          >
            {w('allow')}
          </Button>
        </div>
      ) : null}
      {isReadable && reader.endedAt === undefined ? (
        <div className={styles.ways}>
          {reader.openedAt === undefined && reader.deliveredAt === undefined ? (
            <Button
              aria-label={w('resendNamed', { name })}
              busy={acting.busy === `resend ${address}` ? 'yes' : 'no'}
              onClick={() => void resend()}
            >
              {w('resend')}
            </Button>
          ) : null}
          <Sure
            label={w('end')}
            name={w('endNamed', { name })}
            question={w('endSure', { name })}
            yes={w('endYes')}
            busy={acting.busy === `end ${address}` ? 'yes' : 'no'}
            onYes={end}
          />
        </div>
      ) : null}
    </li>
  );
}

/** What has happened with a reader, in the order in which it happens. */
function factsOf(w: LifeTranslate, dates: Dates, reader: Reader): string[] {
  const at = (
    key: 'notified' | 'delivered' | 'opened' | 'downloaded' | 'replied' | 'readerEnded',
    iso?: string,
  ) => (iso === undefined ? [] : [w(key, { moment: dates.moment(iso) })]);
  return [
    // Whoever has it in their mailbox is told of it nowhere else, and need not come here.
    ...(reader.deliveredAt === undefined
      ? [
          ...(reader.notifiedAt === undefined ? [w('notNotified')] : at('notified', reader.notifiedAt)),
          w(reader.registeredAt === undefined ? 'notRegistered' : 'registered'),
          ...(reader.openedAt === undefined ? [w('notOpened')] : at('opened', reader.openedAt)),
        ]
      : [...at('delivered', reader.deliveredAt), ...at('opened', reader.openedAt)]),
    ...at('downloaded', reader.downloadedAt),
    ...at('replied', reader.repliedAt),
    ...at('readerEnded', reader.endedAt),
  ];
}
