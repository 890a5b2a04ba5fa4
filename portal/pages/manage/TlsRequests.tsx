import { Field, makeStyles, Subtitle2, Text, Textarea, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { TlsRequests as Answer, TlsAnswer } from '../../../shared/api/index.ts';
import { Button } from '../../parts/Button.tsx';
import { explain, toAppError } from '../../parts/errors.ts';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { Page } from '../../parts/Page.tsx';
import { partners } from '../../parts/partners.ts';
import { nameOf } from '../../parts/people.ts';
import { useSession } from '../../parts/session.ts';
import { useDates } from '../../parts/use-dates.ts';
import { useLoaded } from '../../parts/use-loaded.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { useTranslation } from '../../strings/i18n.ts';
import { usePartnerWords } from '../../strings/partners/words.ts';

type Request = Answer['requests'][number];

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', rowGap: tokens.spacingVerticalXL },
  item: {
    display: 'grid',
    rowGap: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalL,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  line: {
    margin: 0,
    padding: tokens.spacingHorizontalS,
    overflowX: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'pre-wrap',
  },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** What other organisations ask for; an administrator accepts or declines. */
export function TlsRequests() {
  const { t } = useTranslation();
  const w = usePartnerWords();
  const styles = useStyles();
  const [round, setRound] = useState({ count: 0, answered: '' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer loads the list anew
  const loaded = useLoaded(useCallback(() => partners.tlsRequests(), [round.count]));

  if (loaded.state === 'loading') return <Waiting label={t('loading')} />;
  if (loaded.state === 'failed') {
    return (
      <Page title={w('manage.title')}>
        {loaded.error.code === 'not_found' ? (
          <Text>{w('manage.onlyAdmins')}</Text>
        ) : (
          <FailureNotice text={explain(t, loaded.error)} retry={loaded.retry} />
        )}
      </Page>
    );
  }
  const { requests } = loaded.value;
  return (
    <Page title={w('manage.title')} width="wide">
      <Text>{w(requests.length === 0 ? 'manage.none' : 'manage.text')}</Text>
      <Text role="status">
        {round.answered === '' ? '' : w('manage.answered', { domain: round.answered })}
      </Text>
      <ul className={styles.list}>
        {requests.map((request) => (
          <li key={request.domain} className={styles.item}>
            <Item
              request={request}
              onAnswered={() => setRound(({ count }) => ({ count: count + 1, answered: request.domain }))}
            />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function Item({ request, onAnswered }: { request: Request; onAnswered: () => void }) {
  const w = usePartnerWords();
  const styles = useStyles();
  const dates = useDates();
  const { domain, by, contact, provider, reason, at, state, answeredAt, isListed, words } = request;
  const moment = dates.moment(answeredAt ?? at);
  return (
    <>
      <Subtitle2 as="h2">{domain}</Subtitle2>
      <Text>{w('manage.by', { who: `${nameOf(by)} (${by.address})`, moment: dates.moment(at) })}</Text>
      <Text>{w('manage.contact', { contact })}</Text>
      <Text>{w('manage.provider', { provider })}</Text>
      <Text>{w('manage.reason', { reason })}</Text>
      <Text weight="semibold">{w(`manage.${state}`, { moment })}</Text>
      {words ? <Text>{words}</Text> : null}
      {isListed ? (
        <Text>{w('manage.listed')}</Text>
      ) : state === 'accepted' ? (
        <>
          <Text>{w('manage.notListed')}</Text>
          <pre className={styles.line}>{policyLine(request)}</pre>
        </>
      ) : null}
      {state === 'open' ? <AnswerForm domain={domain} onAnswered={onAnswered} /> : null}
    </>
  );
}

function AnswerForm({ domain, onAnswered }: { domain: string; onAnswered: () => void }) {
  const { t } = useTranslation();
  const w = usePartnerWords();
  const styles = useStyles();
  const { refused } = useSession();
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState<TlsAnswer['answer'] | null>(null);
  const [failure, setFailure] = useState('');
  const give = async (answer: TlsAnswer['answer']) => {
    if (busy !== null) return;
    setBusy(answer);
    setFailure('');
    try {
      await partners.answerTlsRequest(domain, { answer, words: words.trim() });
      onAnswered();
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!refused(error)) setFailure(explain(t, error));
      setBusy(null);
    }
  };
  return (
    <>
      <Field label={w('manage.words')}>
        <Textarea value={words} maxLength={1000} onChange={(_, { value }) => setWords(value)} />
      </Field>
      {failure === '' ? null : <FailureNotice text={failure} />}
      <div className={styles.ways}>
        <Button
          appearance="primary"
          aria-label={w('manage.acceptNamed', { domain })}
          busy={busy === 'accepted' ? 'yes' : 'no'}
          onClick={() => void give('accepted')}
        >
          {w('manage.accept')}
        </Button>
        <Button
          aria-label={w('manage.declineNamed', { domain })}
          busy={busy === 'declined' ? 'yes' : 'no'}
          onClick={() => void give('declined')}
        >
          {w('manage.decline')}
        </Button>
      </div>
    </>
  );
}

/** The entry of the policy's list, ready to be put there. */
function policyLine({ domain, contact, reason, answeredAt, at }: Request): string {
  const since = (answeredAt ?? at).slice(0, 10);
  return JSON.stringify({ domain, owner: contact.slice(0, 200), reason: reason.slice(0, 500), since });
}
