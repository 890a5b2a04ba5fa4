import { createTranslator, type Translated, type Translator } from '../strings/index.ts';
import type { account, digest, file, frame, life, notice, tls, unreleased } from './strings/en.ts';

/** The languages that mails are written in (BCP 47). */
export type MailLanguage = 'en' | 'es' | 'fr';

/** One section of the catalogue in each language. */
type Section =
  | typeof account
  | typeof digest
  | typeof file
  | typeof frame
  | typeof life
  | typeof notice
  | typeof tls
  | typeof unreleased;
type InEachLanguage<C extends Section> = { en: C; es: Translated<C>; fr: Translated<C> };

/** The language of mails for a wish (BCP 47, such as `es-MX`); English where it is another or none. */
export function mailLanguage(wish: string | null | undefined): MailLanguage {
  const language = (wish ?? '').toLowerCase().split('-', 1)[0];
  return language === 'es' || language === 'fr' ? language : 'en';
}

/** The words of one section in a language. */
export function wordsIn<C extends Section>(
  language: MailLanguage,
  sections: InEachLanguage<C>,
): Translator<C> {
  // A catalogue in another language has the same keys: its type says so.
  return createTranslator(language, sections[language] as C);
}
