import { Spinner } from '@fluentui/react-components';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { endOfDay } from '../../shared/policy/choose-day.ts';
import { writeRecipients } from '../outlook/recipients.ts';
import { explain } from './explain.ts';
import { Compose } from './parts/Compose.tsx';
import { ProblemBar } from './parts/ProblemBar.tsx';
import type { Release } from './parts/Sent.tsx';
import { type Phase, Working } from './parts/Working.tsx';
import { type Outcome, resumeSend, type SendWatch, sendSecure } from './send.ts';
import type { Service } from './service.ts';
import type { SealedMessage } from './settle-mark.ts';
import { t } from './strings/i18n.ts';
import { useCheck } from './use-check.ts';
import { useDraft } from './use-draft.ts';
import { useExpiry } from './use-expiry.ts';

const Sent = lazy(() => import('./sealing.ts').then((late) => ({ default: late.Sent })));

type View =
  | { name: 'opening' }
  | { name: 'compose'; outcome: Extract<Outcome, { kind: 'cancelled' | 'not_sent' }> | null }
  | { name: 'working'; phase: Phase }
  | { name: 'sent'; message: SealedMessage; release: Release }
  | {
      name: 'stopped';
      outcome: Extract<Outcome, { kind: 'not_known' | 'not_announced' | 'people_changed' | 'ended' }>;
    };

/** One draft from opening the pane to its notice leaving: settles an earlier attempt, composes, sends. */
export function Draft({ service }: { service: Service }) {
  const [view, setView] = useState<View>({ name: 'opening' });
  const { config } = service;
  const draft = useDraft(config.insideDomainHashes);
  const choice = useExpiry(
    service,
    draft.members.map(({ address }) => address),
  );
  const [chosen, setDay] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const day = chosen ?? choice.preset;
  const check = useCheck(service, view.name === 'compose');
  const abort = useRef(new AbortController());

  const attempt = useCallback((run: (watch: SendWatch) => Promise<Outcome | null>) => {
    abort.current = new AbortController();
    const work = (phase: Phase) => setView({ name: 'working', phase });
    void run({
      signal: abort.current.signal,
      onUpload: (sentBytes, totalBytes) => work({ name: 'uploading', sentBytes, totalBytes }),
      onCommit: () => work({ name: 'committing' }),
      onAnnounce: () => work({ name: 'announcing' }),
      onReady: (message) => setView({ name: 'sent', message, release: 'releasing' }),
    }).then((outcome) => setView(viewAfter(outcome)));
  }, []);
  const resume = useCallback(() => {
    setView({ name: 'opening' });
    attempt((watch) => resumeSend(service, watch));
  }, [attempt, service]);
  useEffect(resume, [resume]);
  const send = (expiresAt: string) => {
    setView({ name: 'working', phase: { name: 'reading' } });
    const reasons = check.status === 'running' ? check.state.decision.reasons.map(({ code }) => code) : [];
    const overridden = check.status === 'running' ? check.check.overridden() : Promise.resolve([]);
    attempt(async (watch) =>
      sendSecure(service, { expiresAt, overridden: await overridden, reasons, passphrase }, watch),
    );
  };
  const putBack = (message: SealedMessage) => {
    setView({ name: 'opening' });
    // Where Outlook refuses, resuming finds the same difference and asks again.
    void writeRecipients(message.people).then(resume, resume);
  };

  const { helpPhone } = config.organisation;
  if (view.name === 'opening') return <Spinner label={t('loading')} />;
  if (view.name === 'working') return <Working phase={view.phase} cancel={() => abort.current.abort()} />;
  if (view.name === 'sent') {
    return (
      <Suspense>
        <Sent service={service} message={view.message} release={view.release} />
      </Suspense>
    );
  }
  if (view.name === 'stopped') {
    return <Stopped outcome={view.outcome} helpPhone={helpPhone} resume={resume} putBack={putBack} />;
  }
  const again = () => {
    const expiresAt = endOfDay(day, choice);
    if (expiresAt !== null) send(expiresAt);
  };
  return (
    <Compose
      config={config}
      draft={draft}
      check={check}
      day={day}
      choice={choice}
      setDay={setDay}
      passphrase={passphrase}
      setPassphrase={setPassphrase}
      send={send}
    >
      {view.outcome === null ? null : view.outcome.kind === 'cancelled' ? (
        <ProblemBar
          intent="info"
          title={t('cancelledTitle')}
          text={`${t('notSentTitle')}. ${t('notSentText')}`}
        />
      ) : (
        <ProblemBar
          title={t('notSentTitle')}
          text={`${t('notSentText')} ${explain(view.outcome.error, helpPhone)}`}
          retry={again}
        />
      )}
    </Compose>
  );
}

function viewAfter(outcome: Outcome | null): View {
  if (outcome === null) return { name: 'compose', outcome: null };
  if (outcome.kind === 'cancelled' || outcome.kind === 'not_sent') return { name: 'compose', outcome };
  if (outcome.kind === 'released' || outcome.kind === 'press_send') {
    return { name: 'sent', message: outcome.message, release: outcome.kind };
  }
  return { name: 'stopped', outcome };
}

type StoppedProps = {
  outcome: Extract<View, { name: 'stopped' }>['outcome'];
  helpPhone: string;
  resume: () => void;
  putBack: (message: SealedMessage) => void;
};

/** A draft that carries a mark and cannot go on by itself: what is safe, and the one next step. */
function Stopped({ outcome, helpPhone, resume, putBack }: StoppedProps) {
  if (outcome.kind === 'ended') return <ProblemBar title={t('endedTitle')} text={t('endedText')} />;
  if (outcome.kind === 'people_changed') {
    const { to, cc, bcc } = outcome.message.people;
    return (
      <ProblemBar
        intent="warning"
        title={t('peopleChangedTitle')}
        text={t('peopleChangedText')}
        retry={() => putBack(outcome.message)}
        retryLabel={t('putBack')}
      >
        <ul>
          {[...to, ...cc, ...bcc].map(({ address }) => (
            <li key={address}>{address}</li>
          ))}
        </ul>
      </ProblemBar>
    );
  }
  const isKnown = outcome.kind === 'not_announced';
  return (
    <ProblemBar
      title={t(isKnown ? 'notAnnouncedTitle' : 'notKnownTitle')}
      text={`${t(isKnown ? 'notAnnouncedText' : 'notKnownText')} ${explain(outcome.error, helpPhone)}`}
      retry={resume}
    />
  );
}
