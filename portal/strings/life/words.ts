import type { Translator } from '../../../shared/strings/index.ts';
import { createWords } from '../own-words.ts';
import { en } from './en.ts';

/** The words for a key of the catalogue of a sent message's life. */
export type LifeTranslate = Translator<typeof en>;

/** The words of what an author sees of a message that was sent, and of one that has ended. */
export const useLifeWords: () => LifeTranslate = createWords(en, {
  en: () => en,
  es: () => import('./es.ts').then((catalogue) => catalogue.es),
  fr: () => import('./fr.ts').then((catalogue) => catalogue.fr),
});
