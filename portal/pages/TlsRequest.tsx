import { Field, Input, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components';
import { type FormEvent, useCallback, useRef, useState } from 'react';
import type { TlsState } from '../../shared/api/index.ts';
import { Button } from '../parts/Button.tsx';
import { explain, toAppError } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { partners } from '../parts/partners.ts';
import { useSession } from '../parts/session.ts';
import { useDates } from '../parts/use-dates.ts';
import { useLoaded } from '../parts/use-loaded.ts';
import { Waiting } from '../parts/Waiting.tsx';
import { useTranslation } from '../strings/i18n.ts';
import { usePartnerWords } from '../strings/partners/words.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  send: { alignSelf: 'start' },
});

/** Asks for enforced TLS with one's own organisation, and says how that stands. */
export function TlsRequest() {
  const { t } = useTranslation();
  const w = usePartnerWords();
  const loaded = useLoaded(useCallback(() => partners.tlsState(), []));
  const [asked, setAsked] = useState<TlsState | null>(null);

  if (loaded.state === 'loading') return <Waiting label={t('loading')} />;
  if (loaded.state === 'failed') {
    const isStaff = loaded.error.code === 'forbidden';
    return (
      <Page title={w('title')}>
        {isStaff ? (
          <Text>{w('staff')}</Text>
        ) : (
          <FailureNotice text={explain(t, loaded.error)} retry={loaded.retry} />
        )}
      </Page>
    );
  }
  return <Standing state={asked ?? loaded.value} onAsked={setAsked} />;
}

function Standing({ state, onAsked }: { state: TlsState; onAsked: (state: TlsState) => void }) {
  const w = usePartnerWords();
  const dates = useDates();
  const { config } = useSession();
  const { domain, isListed, request } = state;
  const filled = { domain, organisation: config.organisation.name };
  const moment = request === null ? '' : dates.moment(request.answeredAt ?? request.at);
  return (
    <Page title={w('title')}>
      {isListed ? <Text>{w('listed', filled)}</Text> : <Text>{w('text', filled)}</Text>}
      {request === null || isListed ? null : (
        <Text role="status">
          {w(request.state === 'open' ? 'asked' : request.state, { moment })}{' '}
          {request.state === 'accepted' ? w('acceptedSoon', filled) : null}
        </Text>
      )}
      {request?.words ? <Text>{w('words', { words: request.words })}</Text> : null}
      {isListed || (request !== null && request.state !== 'declined') ? null : <Form onAsked={onAsked} />}
    </Page>
  );
}

const FIELDS = ['contact', 'provider', 'reason'] as const;
const EMPTY = { contact: '', provider: '', reason: '' };

function Form({ onAsked }: { onAsked: (state: TlsState) => void }) {
  const { t } = useTranslation();
  const w = usePartnerWords();
  const styles = useStyles();
  const { refused } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(EMPTY);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);

  const submit = async () => {
    const empty = FIELDS.filter((field) => values[field].trim() === '');
    setMissing(empty);
    setFailure('');
    if (empty[0] !== undefined) {
      form.current?.querySelector<HTMLElement>(`[name="${empty[0]}"]`)?.focus();
      return;
    }
    setBusy(true);
    try {
      onAsked(await partners.askForTls(values));
    } catch (thrown) {
      const error = toAppError(thrown);
      if (!refused(error)) setFailure(explain(t, error));
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void submit();
  };
  const field = (name: (typeof FIELDS)[number]) => ({
    name,
    value: values[name],
    onChange: (_: unknown, { value }: { value: string }) => {
      setValues((before) => ({ ...before, [name]: value }));
      setMissing((before) => before.filter((one) => one !== name));
    },
  });
  const problem = (name: string) => (missing.includes(name) ? { validationMessage: w('missing') } : {});
  return (
    <form ref={form} className={styles.form} onSubmit={onSubmit} noValidate>
      <Field label={w('contact')} required {...problem('contact')}>
        <Input {...field('contact')} maxLength={200} />
      </Field>
      <Field label={w('provider')} hint={w('providerHint')} required {...problem('provider')}>
        <Input {...field('provider')} maxLength={200} />
      </Field>
      <Field label={w('reason')} required {...problem('reason')}>
        <Textarea {...field('reason')} maxLength={1000} rows={4} resize="vertical" />
      </Field>
      {failure === '' ? null : <FailureNotice text={failure} />}
      <Button type="submit" appearance="primary" className={styles.send} busy={isBusy ? 'yes' : 'no'}>
        {w('ask')}
      </Button>
    </form>
  );
}
