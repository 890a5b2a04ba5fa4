import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { useState } from 'react';
import type { SignInAnswer } from '../../../shared/api/index.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { accounts } from '../accounts.ts';
import { Button } from '../Button.tsx';
import { useSession } from '../session.ts';
import { askForPasskey, knowsPasskeys } from '../webauthn.ts';
import { explainPasskey } from './explain-refusal.ts';

/** Signs in with a passkey of this device; nothing where the browser or the policy knows none. */
export function PasskeyButton({
  appearance = 'secondary',
  remember = 'no',
  onAnswer,
  onFailure,
}: {
  appearance?: 'primary' | 'secondary';
  remember?: 'yes' | 'no';
  onAnswer: (answer: SignInAnswer) => void;
  /** Why it did not work, in words; empty when another try begins. */
  onFailure: (text: string) => void;
}) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const { ways } = useSession().config;
  const [isBusy, setBusy] = useState(false);
  if (!ways.passkeys || !knowsPasskeys()) return null;

  const signIn = async () => {
    onFailure('');
    setBusy(true);
    try {
      const { options } = await accounts.passkeySignInOptions();
      const response = await askForPasskey(options);
      onAnswer(
        await accounts.signInByPasskey({ response, ...(remember === 'yes' ? { remember: true } : {}) }),
      );
    } catch (thrown) {
      onFailure(explainPasskey({ t, w, ways }, thrown));
    }
    setBusy(false);
  };
  return (
    <Button
      appearance={appearance}
      icon={<KeyRegular aria-hidden />}
      busy={isBusy ? 'yes' : 'no'}
      onClick={() => void signIn()}
    >
      {w('passkeys.signIn')}
    </Button>
  );
}
