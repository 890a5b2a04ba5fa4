import {
  Button,
  Caption1,
  Field,
  Input,
  makeStyles,
  Spinner,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ConfigAnswer } from '../../../shared/api/index.ts';
import { MIN_PASSPHRASE, normalisePassphrase } from '../../../shared/envelope/index.ts';
import { type ExpiryChoice, endOfDay } from '../../../shared/policy/choose-day.ts';
import { momentInWords, sizeInWords } from '../format.ts';
import { t } from '../strings/i18n.ts';
import type { LiveCheck } from '../use-check.ts';
import type { DraftPreview } from '../use-draft.ts';
import { Audience } from './Audience.tsx';
import { ProblemBar } from './ProblemBar.tsx';

const useStyles = makeStyles({
  compose: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  heading: { margin: 0 },
  input: { minHeight: '44px' },
  hint: { color: tokens.colorNeutralForeground3 },
  waiting: { alignSelf: 'flex-start' },
  // However long the list of findings is, the one button stays in sight.
  foot: {
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    paddingBlock: tokens.spacingVerticalM,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  button: { minHeight: '44px', width: '100%' },
});

type Props = {
  config: ConfigAnswer;
  draft: DraftPreview;
  check: LiveCheck;
  /** The chosen day, `YYYY-MM-DD`. */
  day: string;
  choice: ExpiryChoice;
  setDay: (day: string) => void;
  /** What the message asks for; null: nothing. */
  passphrase: string | null;
  setPassphrase: (passphrase: string | null) => void;
  send: (expiresAt: string) => void;
  /** Stands above the button. */
  children: ReactNode;
};

/** The pane before sending: what was found, who gets it, what is protected, until when, and one button. */
export function Compose(props: Props) {
  const { config, draft, check, day, choice, setDay, passphrase, setPassphrase, send, children } = props;
  const styles = useStyles();
  const expiresAt = endOfDay(day, choice);
  const untilHint = expiresAt === null ? {} : { hint: t('untilHint', { moment: momentInWords(expiresAt) }) };
  const untilProblem =
    expiresAt === null ? { validationMessage: t('untilBad', { from: choice.from, to: choice.to }) } : {};
  const running = check.status === 'running' ? check : null;
  return (
    <div className={styles.compose}>
      {running?.isFirst === true && running.state.openedBy !== null ? (
        <running.views.OpenedBecause context={running.state.openedBy} />
      ) : null}
      <section className={styles.section} aria-labelledby="found">
        <Subtitle2 as="h2" id="found" className={styles.heading}>
          {t('foundTitle')}
        </Subtitle2>
        {check.status === 'loading' ? (
          <Spinner size="tiny" className={styles.waiting} label={t('checkLoading')} />
        ) : check.status === 'failed' ? (
          <ProblemBar
            intent="warning"
            title={t('checkFailedTitle')}
            text={t('checkFailedText')}
            retry={check.retry}
          />
        ) : (
          <check.views.Findings state={check.state} check={check.check} />
        )}
      </section>
      <Audience
        members={draft.members}
        organisation={config.organisation.name}
        facts={running?.state.recipients ?? []}
      />
      <section className={styles.section} aria-labelledby="what">
        <Subtitle2 as="h2" id="what" className={styles.heading}>
          {t('whatTitle')}
        </Subtitle2>
        <Text>
          {draft.files.count === 0
            ? t('whatText')
            : t('whatFiles', { count: draft.files.count, size: sizeInWords(draft.files.sizeBytes) })}
        </Text>
        <Caption1 className={styles.hint}>{t('subjectHint')}</Caption1>
      </section>
      <section className={styles.section} aria-labelledby="options">
        <Subtitle2 as="h2" id="options" className={styles.heading}>
          {t('optionsTitle')}
        </Subtitle2>
        <Field label={t('untilLabel')} {...untilHint} {...untilProblem}>
          <Input
            type="date"
            className={styles.input}
            value={day}
            min={choice.from}
            max={choice.to}
            onChange={(_event, { value }) => setDay(value)}
          />
        </Field>
        {running === null ? null : (
          <>
            <running.views.ConfidentialOption state={running.state} check={running.check} />
            <running.views.PassphraseOption passphrase={passphrase} setPassphrase={setPassphrase} />
            <running.views.TaglineTip guide={running.state.guide} helpPhone={config.organisation.helpPhone} />
          </>
        )}
      </section>
      <div className={styles.foot}>
        {children}
        <Button
          appearance="primary"
          size="large"
          className={styles.button}
          disabled={expiresAt === null || draft.members.length === 0 || isTooShort(passphrase)}
          onClick={() => expiresAt !== null && send(expiresAt)}
        >
          {t('sendSecure')}
        </Button>
      </div>
    </div>
  );
}

function isTooShort(passphrase: string | null): boolean {
  return passphrase !== null && normalisePassphrase(passphrase).length < MIN_PASSPHRASE;
}
