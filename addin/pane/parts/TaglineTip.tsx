import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { tipInWords } from '../../../shared/policy/decide.ts';
import { insertTagline, lineOf } from '../../outlook/tagline.ts';
import type { CheckState } from '../check/assess.ts';
import { explain, toAppError } from '../explain.ts';
import { t } from '../strings/i18n.ts';

const useStyles = makeStyles({
  tip: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    paddingTop: tokens.spacingVerticalM,
  },
  line: { color: tokens.colorNeutralForeground3 },
  button: {
    minHeight: '44px',
    paddingInline: 0,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorBrandForegroundLink,
  },
});

type Props = { guide: CheckState['guide']; helpPhone: string };

/** The advice to put the link to the guide into the signature, and a button that does it for this message. */
export function TaglineTip({ guide: wanted, helpPhone }: Props) {
  const styles = useStyles();
  // Once it is there it stays, with its button and what it did, when the text has the line.
  const [guide, setGuide] = useState(wanted);
  if (guide === null && wanted !== null) setGuide(wanted);
  const [done, setDone] = useState<string | null>(null);
  if (guide === null) return null;
  const tagline = { text: guide.tagline, url: guide.link };
  const add = () => {
    insertTagline(tagline).then(
      (where) => setDone(t(where === 'signature' ? 'taglineAdded' : 'taglineAtCursor')),
      (error: unknown) => setDone(explain(toAppError(error), helpPhone)),
    );
  };
  return (
    <div className={styles.tip}>
      <Caption1>{tipInWords('guide_in_signature')}</Caption1>
      <Caption1 className={styles.line}>{t('taglineLine', { line: lineOf(tagline) })}</Caption1>
      <Button appearance="transparent" className={styles.button} onClick={add}>
        {t('taglineAdd')}
      </Button>
      <Caption1 role="status">{done}</Caption1>
    </div>
  );
}
