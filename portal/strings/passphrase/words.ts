import type { Translator } from '../../../shared/strings/index.ts';
import { createWords } from '../own-words.ts';
import { en } from './en.ts';

/** The words for a key of the catalogue of passphrases. */
export type PassphraseTranslate = Translator<typeof en>;

/** The words of asking for a passphrase, and of setting one. */
export const usePassphraseWords: () => PassphraseTranslate = createWords(en, {
  en: () => en,
  es: () => import('./es.ts').then((catalogue) => catalogue.es),
  fr: () => import('./fr.ts').then((catalogue) => catalogue.fr),
});
