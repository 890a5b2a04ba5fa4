import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Button } from '../../parts/Button.tsx';
import { FailureNotice } from '../../parts/FailureNotice.tsx';
import { useAccountWords } from '../../strings/accounts/words.ts';
import type { Saving } from './use-saving.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  saved: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  icon: { fontSize: '20px', color: tokens.colorStatusSuccessForeground1 },
});

/** The button that saves a form, and what came of it. */
export function SaveBar({ saving }: { saving: Saving }) {
  const w = useAccountWords();
  const styles = useStyles();
  return (
    <>
      {saving.failure === '' ? null : <FailureNotice text={`${w('settings.notSaved')} ${saving.failure}`} />}
      <div className={styles.bar}>
        <Button type="submit" appearance="primary" busy={saving.state === 'busy' ? 'yes' : 'no'}>
          {w(saving.state === 'busy' ? 'settings.saving' : 'settings.save')}
        </Button>
        <Text role="status" className={styles.saved}>
          {saving.state === 'saved' ? (
            <>
              <CheckmarkCircleFilled className={styles.icon} aria-hidden />
              {w('settings.saved')}
            </>
          ) : null}
        </Text>
      </div>
    </>
  );
}
