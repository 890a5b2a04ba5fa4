import { makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { MeAnswer } from '../../shared/api/index.ts';
import { CHOICE_KEY, type Language, speak, useTranslation } from '../strings/i18n.ts';
import { settings } from './accounts.ts';
import { Button } from './Button.tsx';
import { explain, toAppError } from './errors.ts';
import { FailureNotice } from './FailureNotice.tsx';

/** Each by its own name, for whoever cannot read the page. */
const NAMES: readonly (readonly [Language, string])[] = [
  ['en', 'English'],
  ['es', 'Español'],
  ['fr', 'Français'],
];

const useStyles = makeStyles({
  // On a line of its own, so that nothing moves when it comes.
  group: { display: 'flex', flexWrap: 'wrap', width: '100%', minHeight: '44px' },
  current: { fontWeight: tokens.fontWeightBold, textDecorationLine: 'underline' },
  other: { fontWeight: tokens.fontWeightRegular },
});

/** Changes the language of the page; the choice stays in this browser, and with the account of whoever is signed in. */
export function LanguageSwitch({ me }: { me: MeAnswer | null }) {
  const { t, language } = useTranslation();
  const styles = useStyles();
  const [failure, setFailure] = useState('');

  const choose = async (chosen: Language) => {
    setFailure('');
    try {
      await speak(chosen);
    } catch (error) {
      setFailure(explain(t, toAppError(error)));
      return;
    }
    keepInBrowser(chosen);
    if (me !== null) await keepWithAccount(chosen);
  };
  return (
    <>
      {failure === '' ? null : <FailureNotice text={failure} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form */}
      <div role="group" aria-label={t('footer.language')} className={styles.group}>
        {NAMES.map(([code, name]) => (
          <Button
            key={code}
            appearance="subtle"
            lang={code}
            aria-pressed={code === language}
            className={code === language ? styles.current : styles.other}
            onClick={() => void choose(code)}
          >
            {name}
          </Button>
        ))}
      </div>
    </>
  );
}

function keepInBrowser(language: Language): void {
  try {
    localStorage.setItem(CHOICE_KEY, language);
  } catch {
    // The choice then lasts as long as the page.
  }
}

/** The account's preference would else bring the old language back; where it cannot be kept the page stays as chosen. */
async function keepWithAccount(language: Language): Promise<void> {
  try {
    const { preferences } = await settings.profile();
    await settings.changePreferences({ ...preferences, language });
  } catch {
    // The settings say so when somebody looks there.
  }
}
