import type { Translator } from '../../../shared/strings/index.ts';
import { createWords } from '../own-words.ts';
import { en } from './en/index.ts';

/** The words for a key of the catalogue of accounts. */
export type AccountTranslate = Translator<typeof en>;

/** The words of account pages. */
export const useAccountWords: () => AccountTranslate = createWords(en, {
  en: () => en,
  es: () => import('./es/index.ts').then((catalogue) => catalogue.es),
  fr: () => import('./fr/index.ts').then((catalogue) => catalogue.fr),
});
