import {
  Button,
  Caption1,
  Field,
  Input,
  makeStyles,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ConfigAnswer } from '../../../shared/api/index.ts';
import { type ExpiryChoice, endOfDay } from '../expiry.ts';
import { momentInWords, sizeInWords } from '../format.ts';
import { t } from '../strings/i18n.ts';
import type { DraftPreview } from '../use-draft.ts';
import { Audience } from './Audience.tsx';

const useStyles = makeStyles({
  compose: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  heading: { margin: 0 },
  input: { minHeight: '44px' },
  hint: { color: tokens.colorNeutralForeground3 },
  button: { minHeight: '44px', width: '100%' },
});

type Props = {
  config: ConfigAnswer;
  draft: DraftPreview;
  /** The chosen day, `YYYY-MM-DD`. */
  day: string;
  choice: ExpiryChoice;
  setDay: (day: string) => void;
  send: (expiresAt: string) => void;
  /** Stands above the button. */
  children: ReactNode;
};

/** The pane before sending: who gets it, what is protected, until when, and one button. */
export function Compose({ config, draft, day, choice, setDay, send, children }: Props) {
  const styles = useStyles();
  const expiresAt = endOfDay(day, choice);
  const untilHint = expiresAt === null ? {} : { hint: t('untilHint', { moment: momentInWords(expiresAt) }) };
  const untilProblem =
    expiresAt === null ? { validationMessage: t('untilBad', { from: choice.from, to: choice.to }) } : {};
  return (
    <div className={styles.compose}>
      <Audience members={draft.members} organisation={config.organisation.name} />
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
      {children}
      <Button
        appearance="primary"
        size="large"
        className={styles.button}
        disabled={expiresAt === null || draft.members.length === 0}
        onClick={() => expiresAt !== null && send(expiresAt)}
      >
        {t('sendSecure')}
      </Button>
    </div>
  );
}
