import type { Translator } from '../../../shared/strings/index.ts';
import { createWords } from '../own-words.ts';
import { en } from './en.ts';

/** The words of requests for enforced TLS. */
export const usePartnerWords: () => Translator<typeof en> = createWords(en, {
  en: () => en,
  es: () => import('./es.ts').then((catalogue) => catalogue.es),
  fr: () => import('./fr.ts').then((catalogue) => catalogue.fr),
});
