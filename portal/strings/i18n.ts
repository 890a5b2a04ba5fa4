import { useSyncExternalStore } from 'react';
import { createTranslator, type Translated, type Translator } from '../../shared/strings/index.ts';
import { en } from './en.ts';

/** The words for a key of the portal's catalogue. React escapes them, so they hold no HTML. */
export type Translate = Translator<typeof en>;

/** The languages of the portal (BCP 47). */
export type Language = 'en' | 'es' | 'fr';

/** Where this browser keeps the language that somebody chose on it. */
export const CHOICE_KEY = 'language';

/** English is part of the first script; the others come when somebody speaks them. */
const catalogues: Record<Language, () => Promise<Translated<typeof en>> | Translated<typeof en>> = {
  en: () => en,
  es: () => import('./es.ts').then((catalogue) => catalogue.es),
  fr: () => import('./fr.ts').then((catalogue) => catalogue.fr),
};

let wanted: Language = 'en';
let translation = translationOf('en', en);
const listeners = new Set<() => void>();
const others: ((language: Language) => Promise<void>)[] = [];

function translationOf(language: Language, catalogue: Translated<typeof en>) {
  // A catalogue in another language has the same keys: its type says so.
  const t: Translate = createTranslator(language, catalogue as typeof en);
  return { t, language };
}

/** The page's words and their language (BCP 47). */
export function useTranslation() {
  return useSyncExternalStore(listen, () => translation);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language to begin with: what was chosen in this browser, else the browser's own, else English. */
export function pickLanguage(): Language {
  let choice: string | null = null;
  try {
    choice = localStorage.getItem(CHOICE_KEY);
  } catch {
    // A browser may refuse to keep anything.
  }
  for (const wish of [choice, ...navigator.languages]) {
    const known = /^(en|es|fr)\b/.exec(wish ?? '')?.[0];
    if (known !== undefined) return known as Language;
  }
  return 'en';
}

/** Has the whole page speak a language, once its words are there. Rejects, and changes nothing, where they do not come. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  const catalogue = await catalogues[language]();
  await Promise.all(others.map((other) => other(language)));
  // Somebody may have chosen another in the meantime.
  if (wanted !== language) return;
  translation = translationOf(language, catalogue);
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

/** Has a catalogue of some pages follow the page's language, from now on; resolves once it does. */
export function follow(other: (language: Language) => Promise<void>): Promise<void> {
  others.push(other);
  return other(wanted);
}
