import { type ReactNode, useRef, useState } from 'react';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { parseAddress } from '../address.ts';
import { useSession } from '../session.ts';
import { AddressField } from './AddressField.tsx';
import { CodeStep } from './CodeStep.tsx';
import { explainRefusal } from './explain-refusal.ts';

/** The code that was mailed to an address; where the page does not know which, it asks for it as well. */
export function MailedCode({
  linked,
  prove,
  resend,
  resent,
  nothing,
  after,
  onWrongAddress,
}: {
  /** The address as far as it is known; empty: it is asked for. */
  linked: string;
  /** Rejects as the service does. */
  prove: (address: string, code: string) => Promise<void>;
  resend: (address: string) => Promise<void>;
  /** What is said once another code is on its way. */
  resent: (address: string) => string;
  /** What to do where no mail arrives. */
  nothing: string;
  /** What stands below the code. */
  after?: ReactNode;
  onWrongAddress: (typed: string) => void;
}) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const { ways } = useSession().config;
  const [typed, setTyped] = useState(linked);
  const [problem, setProblem] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);

  const withAddress = (action: (address: string) => Promise<void>): Promise<void> | null => {
    const address = parseAddress(typed);
    if (address !== null) return action(address);
    setProblem(t('signIn.addressBad'));
    box.current?.querySelector('input')?.focus();
    return null;
  };
  return (
    <CodeStep
      prove={(code) => withAddress((address) => prove(address, code))}
      resend={() => withAddress(resend)}
      resent={resent(typed)}
      explainFailure={(error) => explainRefusal({ t, w, ways }, error)}
      nothing={nothing}
      after={after}
      onWrongAddress={() => onWrongAddress(typed)}
    >
      {linked === '' ? (
        <div ref={box}>
          <AddressField
            value={typed}
            problem={problem}
            onChange={(address) => {
              setTyped(address);
              setProblem(null);
            }}
          />
        </div>
      ) : null}
    </CodeStep>
  );
}
