import { Button, Caption1, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { useState } from 'react';
import type { StatusAnswer } from '../../../shared/api/index.ts';
import { explain, toAppError } from '../explain.ts';
import { momentInWords } from '../format.ts';
import type { Service } from '../service.ts';
import { addressesOf, type SealedMessage } from '../settle-mark.ts';
import { t } from '../strings/i18n.ts';
import { FocusedTitle } from './FocusedTitle.tsx';
import { ProblemBar } from './ProblemBar.tsx';

const useStyles = makeStyles({
  sent: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  mark: { color: tokens.colorPaletteGreenForeground1, fontSize: '28px', flexShrink: 0 },
  step: { color: tokens.colorBrandForeground1, fontSize: '28px', flexShrink: 0 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  reader: { display: 'flex', flexDirection: 'column', padding: `${tokens.spacingVerticalXS} 0` },
  heading: { margin: 0 },
  button: { minHeight: '44px' },
});

/** How the notice stands with Outlook: leaving, gone, or waiting for the user's own Send. */
export type Release = 'releasing' | 'released' | 'press_send';
type Props = { service: Service; message: SealedMessage; release: Release };

/** After the sealing: to how many, until when, who has opened it, and what is left to do. */
export function Sent({ service, message, release }: Props) {
  const styles = useStyles();
  const count = addressesOf(message).length;
  const isSent = release !== 'press_send';
  return (
    <div className={styles.sent}>
      <div className={styles.title}>
        {isSent ? (
          <CheckmarkCircleFilled className={styles.mark} aria-hidden="true" />
        ) : (
          <SendRegular className={styles.step} aria-hidden="true" />
        )}
        <FocusedTitle>{isSent ? t('sentTitle', { count }) : t('pressSendTitle')}</FocusedTitle>
      </div>
      <Text>{isSent ? t('sentCopy') : t('pressSend', { count })}</Text>
      <Text>{t('sentUntil', { moment: momentInWords(message.expiresAt) })}</Text>
      {message.asksPassphrase ? <Text weight="semibold">{t('passphraseTell')}</Text> : null}
      {release === 'releasing' ? <Caption1>{t('releasing')}</Caption1> : null}
      <Status service={service} messageId={message.id} />
    </div>
  );
}

function Status({ service, messageId }: { service: Service; messageId: string }) {
  const styles = useStyles();
  const [readers, setReaders] = useState<StatusAnswer['readers'] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const look = () => {
    setProblem(null);
    service.client.status(messageId).then(
      (status) => setReaders(status.readers),
      (error: unknown) => setProblem(explain(toAppError(error), service.config.organisation.helpPhone)),
    );
  };
  return (
    <>
      {problem === null ? null : <ProblemBar title="" text={problem} />}
      {readers === null ? null : (
        <section aria-labelledby="status">
          <Subtitle2 as="h2" id="status" className={styles.heading}>
            {t('statusTitle')}
          </Subtitle2>
          <ul className={styles.list}>
            {readers.map((reader) => (
              <li key={reader.address} className={styles.reader}>
                <Text>{reader.name || reader.address}</Text>
                <Caption1>
                  {reader.openedAt === undefined
                    ? t('statusNotOpened')
                    : t('statusOpened', { moment: momentInWords(reader.openedAt) })}
                </Caption1>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Button className={styles.button} onClick={look}>
        {readers === null ? t('seeStatus') : t('refresh')}
      </Button>
    </>
  );
}
