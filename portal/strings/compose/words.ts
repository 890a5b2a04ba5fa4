import type { Translator } from '../../../shared/strings/index.ts';
import { createWords } from '../own-words.ts';
import { en } from './en.ts';

/** The words for a key of the catalogue of writing. */
export type ComposeTranslate = Translator<typeof en>;

/** The words of writing a message. */
export const useComposeWords: () => ComposeTranslate = createWords(en, {
  en: () => en,
  es: () => import('./es.ts').then((catalogue) => catalogue.es),
  fr: () => import('./fr.ts').then((catalogue) => catalogue.fr),
});
