import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  box: {
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
    display: 'grid',
    rowGap: tokens.spacingVerticalS,
  },
  list: { margin: 0, paddingLeft: '1.2em', display: 'grid', rowGap: tokens.spacingVerticalXS },
  summary: { minHeight: '44px', display: 'list-item', lineHeight: '44px', cursor: 'pointer' },
  full: { whiteSpace: 'pre-wrap', display: 'block', maxHeight: '20rem', overflowY: 'auto' },
});

/** The terms of use: in plain words, with the full text to unfold. */
export function Terms({ organisation, text }: { organisation: string; text: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const points = t('register.termsPoints', { organisation });
  return (
    <section className={styles.box} aria-label={t('register.terms')}>
      <Text weight="semibold">{t('register.terms')}</Text>
      <ul className={styles.list}>
        {points.map((point) => (
          <li key={point}>
            <Text size={200}>{point}</Text>
          </li>
        ))}
      </ul>
      <details>
        <summary className={styles.summary}>{t('register.termsFull')}</summary>
        <Text
          size={200}
          className={styles.full}
          tabIndex={0}
          role="group"
          aria-label={t('register.termsFull')}
        >
          {text}
        </Text>
      </details>
    </section>
  );
}
