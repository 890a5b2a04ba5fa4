import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from '../strings/i18n.ts';
import { Button } from './Button.tsx';

const useStyles = makeStyles({
  box: {
    width: '100%',
    boxSizing: 'border-box',
    display: 'grid',
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** A button whose press is asked about once more, in place; `name` tells it from others like it. */
export function Sure({
  label,
  name,
  question,
  yes,
  busy,
  onYes,
}: {
  label: string;
  name?: string;
  question: string;
  yes: string;
  busy: 'yes' | 'no';
  onYes: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const questionId = useId();
  const [isAsking, setAsking] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (isAsking) box.current?.querySelector('button')?.focus();
    else if (wasAsking.current) button.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  if (!isAsking) {
    return (
      <Button
        ref={button}
        {...(name === undefined ? {} : { 'aria-label': name })}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
    );
  }
  const decide = async () => {
    await onYes();
    setAsking(false);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a question in place, not a group of fields
    <div ref={box} className={styles.box} role="group" aria-labelledby={questionId}>
      <Text id={questionId}>{question}</Text>
      <div className={styles.ways}>
        <Button appearance="primary" busy={busy} onClick={() => void decide()}>
          {yes}
        </Button>
        <Button onClick={() => setAsking(false)}>{t('read.cancel')}</Button>
      </div>
    </div>
  );
}
