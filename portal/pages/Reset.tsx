import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { accounts } from '../parts/accounts.ts';
import { linkedAddress, linkedNext, wayInPath } from '../parts/address.ts';
import { Button } from '../parts/Button.tsx';
import { toAppError } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { ResetForm, type ResetProof } from '../parts/ResetForm.tsx';
import { useSession } from '../parts/session.ts';
import { explainRefusal } from '../parts/sign-in/explain-refusal.ts';
import { MailedCode } from '../parts/sign-in/MailedCode.tsx';
import { useFragment } from '../parts/use-fragment.ts';
import { useAccountWords } from '../strings/accounts/words.ts';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Step = { at: 'proof' } | { at: 'choose'; proof: ResetProof } | { at: 'done'; address: string };

/** A new password: the proof of the address by link or code, then the password, then the way to sign in. */
export function Reset() {
  const link = useFragment('link');
  return <ResetBy key={link} link={link} />;
}

function ResetBy({ link }: { link: string }) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const [, navigate] = useLocation();
  const [next] = useState(() => linkedNext(location.search));
  const [step, setStep] = useState<Step>({ at: 'proof' });
  const choose = (proof: ResetProof) => setStep({ at: 'choose', proof });
  switch (step.at) {
    case 'proof':
      return link === '' ? (
        <ByCode next={next} onProof={choose} />
      ) : (
        <ByLink link={link} next={next} onProof={choose} />
      );
    case 'choose':
      return (
        <ResetForm
          proof={step.proof}
          onDone={() => setStep({ at: 'done', address: step.proof.address })}
          onTooLate={() => navigate(wayInPath('/forgot', next, step.proof.address))}
        />
      );
    case 'done':
      return (
        <Page key="done" title={w('recovery.doneTitle')}>
          <Text role="status">{w('recovery.done')}</Text>
          <Button
            appearance="primary"
            onClick={() => navigate(wayInPath('/sign-in', next, step.address), { replace: true })}
          >
            {t('header.signIn')}
          </Button>
        </Page>
      );
  }
}

type Proving = { next: string | null; onProof: (proof: ResetProof) => void };

/** Arriving from the mail: only the button sends anything, and it may be another browser than the one that asked. */
function ByLink({ link, next, onProof }: Proving & { link: string }) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { config } = useSession();
  const [, navigate] = useLocation();
  const [state, setState] = useState<'asked' | 'busy' | 'used'>('asked');
  const [failure, setFailure] = useState('');

  const start = async () => {
    setFailure('');
    setState('busy');
    try {
      onProof(await accounts.proveReset({ link }));
    } catch (thrown) {
      const error = toAppError(thrown);
      const isUsed = error.code === 'code_wrong' || error.code === 'bad_request';
      setState(isUsed ? 'used' : 'asked');
      if (!isUsed) setFailure(explainRefusal({ t, w, ways: config.ways }, error));
    }
  };
  if (state === 'used') {
    return (
      <Page key="used" title={w('recovery.usedTitle')}>
        <Text>{w('recovery.used')}</Text>
        <Button appearance="primary" onClick={() => navigate(wayInPath('/forgot', next, ''))}>
          {w('recovery.again')}
        </Button>
      </Page>
    );
  }
  return (
    <Page key="link" title={w('recovery.resetTitle')}>
      <Text>{w('recovery.linkText')}</Text>
      {failure === '' ? null : <FailureNotice text={failure} />}
      <Button appearance="primary" busy={state === 'busy' ? 'yes' : 'no'} onClick={() => void start()}>
        {w(state === 'busy' ? 'recovery.linkStarting' : 'recovery.linkStart')}
      </Button>
      <Text size={200} className={styles.quiet}>
        {w('recovery.linkNotYou')}
      </Text>
    </Page>
  );
}

/** In the browser that asked: the six digits of the mail. */
function ByCode({ next, onProof }: Proving) {
  const w = useAccountWords();
  const [, navigate] = useLocation();
  const [linked] = useState(() => linkedAddress(location.hash));
  return (
    <Page key="code" title={w('recovery.sentTitle')}>
      <Text>{linked === '' ? w('recovery.sentAnywhere') : w('recovery.sent', { address: linked })}</Text>
      <MailedCode
        linked={linked}
        prove={async (address, code) => onProof(await accounts.proveReset({ address, code }))}
        resend={async (address) => {
          await accounts.mailReset(address);
        }}
        resent={(address) => w('recovery.resent', { address })}
        nothing={w('recovery.nothing')}
        onWrongAddress={(typed) => navigate(wayInPath('/forgot', next, typed))}
      />
    </Page>
  );
}
