import { use } from 'react';
import { createTranslator, type Translated, type Translator } from '../../shared/strings/index.ts';
import { follow, type Language, useTranslation } from './i18n.ts';

type Catalogues<C> = Record<Language, () => Promise<Translated<C>> | Translated<C>>;

/**
 * Makes the hook for a catalogue of some pages, which stands apart from the words of reading a message; those have
 * to be there first. A page that needs other words than English waits for them (React's Suspense).
 */
export function createWords<const C extends Parameters<typeof createTranslator>[1]>(
  en: C,
  catalogues: Catalogues<C>,
): () => Translator<C> {
  let w: Translator<C> = createTranslator('en', en);
  let isThere = false;
  // Where the words do not come, English is better than nothing.
  const first = follow(async (language) => {
    // A catalogue in another language has the same keys: its type says so.
    w = createTranslator(language, (await catalogues[language]()) as unknown as C);
  })
    .catch(() => undefined)
    .finally(() => {
      isThere = true;
    });
  // biome-ignore lint/correctness/noComponentHookFactories: each catalogue makes its own once, as its module loads
  return function useWords() {
    // Draws anew when the language changes.
    const { language } = useTranslation();
    if (language !== 'en' && !isThere) use(first);
    return w;
  };
}
