import { Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { accounts } from '../accounts.ts';
import { linkedAddress, linkedNext, wayInPath } from '../address.ts';
import { Page } from '../Page.tsx';
import { useSession } from '../session.ts';
import { MailedCode } from './MailedCode.tsx';
import { keepNext } from './next-page.ts';

/** Ends a registration with the code that was mailed, in the browser that began it. */
export function ConfirmCode() {
  const w = useAccountWords();
  const { signedIn } = useSession();
  const [, navigate] = useLocation();
  const [next] = useState(() => linkedNext(location.search));
  const [linked] = useState(() => linkedAddress(location.hash));

  const prove = async (address: string, code: string) => {
    const answer = await accounts.confirm(address, code);
    keepNext(null);
    if (answer.state === 'signed_in') signedIn(answer.me);
    navigate(answer.state === 'signed_in' ? (next ?? '/inbox') : '/sign-in', { replace: true });
  };
  return (
    <Page key="code" title={w('confirm.title')}>
      {linked === '' ? null : <Text>{w('confirm.sent', { address: linked })}</Text>}
      <MailedCode
        linked={linked}
        prove={prove}
        resend={async (address) => {
          await accounts.resendCode(address);
        }}
        resent={(address) => w('confirm.resent', { address })}
        nothing={w('confirm.nothing')}
        onWrongAddress={(typed) => navigate(wayInPath('/register', next, typed))}
      />
    </Page>
  );
}
