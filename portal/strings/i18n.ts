import { createTranslator, type Translator } from '../../shared/strings/index.ts';
import { en } from './en.ts';

/** The words for a key of the portal's catalogue. React escapes them, so they hold no HTML. */
export type Translate = Translator<typeof en>;

const translation: { t: Translate; language: string } = { t: createTranslator('en', en), language: 'en' };

/** The page's words and their language (BCP 47). */
export function useTranslation() {
  return translation;
}
