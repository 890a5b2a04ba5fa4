import { useEffect, useRef, useState } from 'react';
import type { SignInAnswer } from '../../../shared/api/index.ts';
import { accounts } from '../accounts.ts';
import { useSession } from '../session.ts';
import { askForPasskey, offersPasskeysInFields, stopAsking } from '../webauthn.ts';
import type { Remember } from './RememberBox.tsx';

/** A challenge counts for ten minutes; a page that stands open asks for another one before. */
const RENEW_MS = 9 * 60_000;

type Autofill = {
  /** Whether the address field is there. */
  isOn: boolean;
  remember: Remember;
  onAnswer: (answer: SignInAnswer) => void;
  /** A passkey was chosen, and the service did not take it. */
  onFailure: (thrown: unknown) => void;
};

/**
 * Lets the browser offer passkeys in the address field (conditional mediation, WebAuthn Level 3), silently where
 * it cannot. Answers what offers them again after a button's own question to the device has ended it.
 */
export function usePasskeyAutofill(autofill: Autofill): () => void {
  const { ways } = useSession().config;
  const isWanted = autofill.isOn && ways.passkeys;
  const [round, setRound] = useState(0);
  const latest = useRef(autofill);
  latest.current = autofill;
  const again = () => setRound((rounds) => rounds + 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round is another offer.
  useEffect(() => {
    if (!isWanted) return;
    let isOver = false;
    let isAsking = false;
    const offer = async () => {
      if (!(await offersPasskeysInFields())) return;
      const { options } = await accounts.passkeySignInOptions();
      if (isOver) return;
      isAsking = true;
      const response = await askForPasskey(options, 'in-field').finally(() => {
        isAsking = false;
      });
      try {
        const remember = latest.current.remember === 'yes' ? { remember: true } : {};
        latest.current.onAnswer(await accounts.signInByPasskey({ response, ...remember }));
      } catch (thrown) {
        latest.current.onFailure(thrown);
        again();
      }
    };
    // Nobody asked for the offer: what keeps it from being made is no news.
    offer().catch(() => {});
    const renew = () => {
      // Another tab may have begun a sign-in meanwhile, and only the newest challenge counts.
      if (isAsking && document.visibilityState === 'visible') again();
    };
    const timer = setInterval(renew, RENEW_MS);
    document.addEventListener('visibilitychange', renew);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
      if (isAsking) stopAsking();
    };
  }, [isWanted, round]);
  return again;
}
