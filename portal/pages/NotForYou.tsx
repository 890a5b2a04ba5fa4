import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { explain, toAppError } from '../parts/errors.ts';
import { FailureNotice } from '../parts/FailureNotice.tsx';
import { Page } from '../parts/Page.tsx';
import { useSession } from '../parts/session.ts';
import { useTranslation } from '../strings/i18n.ts';

const useStyles = makeStyles({
  switch: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

/** One page for ids that do not exist and for other people's messages, so that nothing can be told from it. */
export function NotForYou() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { me, signedOut } = useSession();
  const [failure, setFailure] = useState('');
  const switchAccount = () => {
    setFailure('');
    // The page stands in the first script, where the client of accounts has no place.
    const leave = import('../parts/accounts.ts').then(({ accounts }) => accounts.signOut());
    leave.then(signedOut, (error: unknown) => setFailure(explain(t, toAppError(error))));
  };
  return (
    <Page key="not-for-you" title={t('failed.notForYouTitle')}>
      <Text>{t('failed.notForYou', { address: me?.address ?? '' })}</Text>
      <div className={styles.switch}>
        <Text>{t('failed.wrongAddress')}</Text>
        <Button onClick={switchAccount}>{t('failed.switch')}</Button>
      </div>
      {failure === '' ? null : <FailureNotice text={failure} />}
    </Page>
  );
}
