import { Link, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { Link as RouteLink } from 'wouter';
import { Page } from '../parts/Page.tsx';
import { useSession } from '../parts/session.ts';
import { useAccountWords } from '../strings/accounts/words.ts';
import { usePartnerWords } from '../strings/partners/words.ts';

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
  const w = useAccountWords();
  const p = usePartnerWords();
  const styles = useStyles();
  const { name, helpPhone, helpAddress } = useSession().config.organisation;
  const filled = { organisation: name, origin: location.origin };
  return (
    <Page title={w('signIn.help.title')}>
      <ol className={styles.steps}>
        {w('signIn.help.steps', filled).map(([title, text], index) => (
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
        {w('signIn.help.genuineTitle')}
      </Subtitle2>
      <ul className={styles.list}>
        {w('signIn.help.genuine', filled).map((line) => (
          <li key={line}>
            <Text>{line}</Text>
          </li>
        ))}
      </ul>
      <Answers title={w('signIn.help.waysTitle')} answers={w('signIn.help.ways', filled)} />
      <Answers title={w('signIn.help.questionsTitle')} answers={w('signIn.help.questions', filled)} />
      <RouteLink href="/tls-request" asChild>
        <Link>{p('helpLink')}</Link>
      </RouteLink>
      <Subtitle2 as="h2" className={styles.title}>
        {w('signIn.help.callTitle')}
      </Subtitle2>
      <Text>
        {w('signIn.help.call', { organisation: name, phone: helpPhone })}{' '}
        <Link inline href={`mailto:${helpAddress}`}>
          {helpAddress}
        </Link>
        .
      </Text>
    </Page>
  );
}

function Answers({ title, answers }: { title: string; answers: readonly (readonly [string, string])[] }) {
  const styles = useStyles();
  return (
    <>
      <Subtitle2 as="h2" className={styles.title}>
        {title}
      </Subtitle2>
      <dl className={styles.answers}>
        {answers.map(([question, answer]) => (
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
    </>
  );
}
