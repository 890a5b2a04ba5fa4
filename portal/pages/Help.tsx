import { Link, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { Page } from '../parts/Page.tsx';
import { useSession } from '../parts/session.ts';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  steps: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalL },
  step: { display: 'grid', gridTemplateColumns: '32px 1fr', columnGap: tokens.spacingHorizontalM },
  number: {
    width: '32px',
    height: '32px',
    display: 'grid',
    placeItems: 'center',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
  },
  block: { display: 'block' },
  title: { margin: `${tokens.spacingVerticalM} 0 0` },
  list: { margin: 0, paddingLeft: '1.2em', display: 'grid', rowGap: tokens.spacingVerticalS },
  answers: { margin: 0, display: 'grid', rowGap: tokens.spacingVerticalM },
  answer: { margin: 0 },
});

/** How secure mail works, how to tell that it is genuine, and whom to call. */
export function Help() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { name, helpPhone, helpAddress } = useSession().config.organisation;
  const filled = { organisation: name, origin: location.origin };
  return (
    <Page title={t('help.title')}>
      <ol className={styles.steps}>
        {t('help.steps', filled).map(([title, text], index) => (
          <li key={title} className={styles.step}>
            <span className={styles.number} aria-hidden>
              {index + 1}
            </span>
            <div>
              <Text weight="semibold" className={styles.block}>
                {title}
              </Text>
              <Text>{text}</Text>
            </div>
          </li>
        ))}
      </ol>
      <Subtitle2 as="h2" className={styles.title}>
        {t('help.genuineTitle')}
      </Subtitle2>
      <ul className={styles.list}>
        {t('help.genuine', filled).map((line) => (
          <li key={line}>
            <Text>{line}</Text>
          </li>
        ))}
      </ul>
      <Subtitle2 as="h2" className={styles.title}>
        {t('help.questionsTitle')}
      </Subtitle2>
      <dl className={styles.answers}>
        {t('help.questions', filled).map(([question, answer]) => (
          <div key={question}>
            <dt>
              <Text weight="semibold">{question}</Text>
            </dt>
            <dd className={styles.answer}>
              <Text>{answer}</Text>
            </dd>
          </div>
        ))}
      </dl>
      <Subtitle2 as="h2" className={styles.title}>
        {t('help.callTitle')}
      </Subtitle2>
      <Text>
        {t('help.call', { organisation: name, phone: helpPhone })}{' '}
        <Link inline href={`mailto:${helpAddress}`}>
          {helpAddress}
        </Link>
        .
      </Text>
    </Page>
  );
}
