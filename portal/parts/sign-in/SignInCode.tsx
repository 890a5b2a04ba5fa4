import { Text } from '@fluentui/react-components';
import type { SignInAnswer } from '../../../shared/api/index.ts';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { accounts } from '../accounts.ts';
import { Page } from '../Page.tsx';
import { MailedCode } from './MailedCode.tsx';
import { type Remember, RememberBox } from './RememberBox.tsx';

/** Signing in with the code that was mailed: in place of the password, or because the account was not used for long. */
export function SignInCode({
  why,
  linked,
  remember,
  onRemember,
  onAnswer,
  onBack,
}: {
  why: 'asked' | 'unused';
  /** The address as far as it is known; empty: it is asked for. */
  linked: string;
  remember: Remember;
  onRemember: (remember: Remember) => void;
  onAnswer: (answer: SignInAnswer) => void;
  onBack: () => void;
}) {
  const w = useAccountWords();
  return (
    <Page key="code" title={w('confirm.title')}>
      <Text>
        {linked === ''
          ? w('signIn.codeUnusedAnywhere')
          : w(why === 'asked' ? 'signIn.codeSent' : 'signIn.codeUnused', { address: linked })}
      </Text>
      <MailedCode
        linked={linked}
        prove={async (address, code) =>
          onAnswer(
            await accounts.signInByCode({ address, code, ...(remember === 'yes' ? { remember: true } : {}) }),
          )
        }
        resend={async (address) => {
          await accounts.mailSignInCode(address);
        }}
        resent={(address) => w('signIn.codeResent', { address })}
        nothing={w('signIn.codeNothing')}
        onWrongAddress={onBack}
        after={<RememberBox value={remember} onChange={onRemember} />}
      />
    </Page>
  );
}
