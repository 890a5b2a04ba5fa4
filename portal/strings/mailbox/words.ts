import type { Translator } from '../../../shared/strings/index.ts';
import { createWords } from '../own-words.ts';
import { en } from './en.ts';

/** The words for a key of the catalogue of the mailbox. */
export type MailboxTranslate = Translator<typeof en>;

/** The words of the mailbox. */
export const useMailboxWords: () => MailboxTranslate = createWords(en, {
  en: () => en,
  es: () => import('./es.ts').then((catalogue) => catalogue.es),
  fr: () => import('./fr.ts').then((catalogue) => catalogue.fr),
});
