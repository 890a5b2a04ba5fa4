import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type Ref, useState } from 'react';
import { Link as RouteLink } from 'wouter';
import { useAccountWords } from '../../strings/accounts/words.ts';
import { useTranslation } from '../../strings/i18n.ts';
import { accounts } from '../accounts.ts';
import { parseAddress, wayInPath } from '../address.ts';
import { Button } from '../Button.tsx';
import { toAppError } from '../errors.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { useSession } from '../session.ts';
import { explainRefusal } from './explain-refusal.ts';
import { PasswordField } from './PasswordField.tsx';
import { type Remember, RememberBox } from './RememberBox.tsx';

const useStyles = makeStyles({
  lost: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  forgot: { minHeight: '44px', display: 'inline-flex', alignItems: 'center' },
});

/** Signing in by password, and what helps whoever has forgotten it. Stands inside the page's form. */
export function PasswordWay({
  address,
  next,
  password,
  onPassword,
  remember,
  onRemember,
  problem,
  failure,
  busy,
  appearance,
  inputRef,
}: {
  address: string;
  next: string | null;
  password: string;
  onPassword: (password: string) => void;
  remember: Remember;
  onRemember: (remember: Remember) => void;
  problem: string | null;
  failure: string;
  busy: 'yes' | 'no';
  appearance: 'primary' | 'secondary';
  inputRef: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation();
  const w = useAccountWords();
  const styles = useStyles();
  const { ways } = useSession().config;
  const [hintNotice, setHintNotice] = useState('');
  const [hintFailure, setHintFailure] = useState('');
  const parsed = parseAddress(address) ?? '';

  const mailHint = async () => {
    setHintNotice('');
    setHintFailure('');
    try {
      await accounts.mailHint(parsed);
      setHintNotice(w('signIn.hintMailed', { address: parsed }));
    } catch (thrown) {
      setHintFailure(explainRefusal({ t, w, ways }, toAppError(thrown)));
    }
  };
  return (
    <>
      <PasswordField value={password} onChange={onPassword} problem={problem} inputRef={inputRef} />
      <RememberBox value={remember} onChange={onRemember} />
      {failure === '' ? null : <FailureNotice text={failure} />}
      <Button type="submit" appearance={appearance} busy={busy}>
        {t(busy === 'yes' ? 'signIn.submitting' : 'signIn.submit')}
      </Button>
      <div className={styles.lost}>
        <RouteLink href={wayInPath('/forgot', next, parsed)} asChild>
          <Link className={styles.forgot}>{w('signIn.forgot')}</Link>
        </RouteLink>
        {ways.hint ? (
          <Link as="button" type="button" className={styles.forgot} onClick={() => void mailHint()}>
            {w('signIn.mailHint')}
          </Link>
        ) : null}
        {ways.hint ? <Text role="status">{hintNotice}</Text> : null}
      </div>
      {hintFailure === '' ? null : <FailureNotice text={hintFailure} />}
    </>
  );
}
