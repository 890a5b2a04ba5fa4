import { createInstance } from 'i18next';
import type { en } from './en.ts';

type Plural<Key> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key;
/** A key of the catalogue, without its plural ending. */
export type MessageKey = Plural<keyof typeof en>;
export type MessageValues = Readonly<Record<string, string | number>>;

/** A language's words by key: the English catalogue, or one that translates it. */
export type Catalogue = Readonly<Record<keyof typeof en, string>>;

const catalogues = createInstance();

/** Loads a catalogue before anything is drawn. React escapes text itself, so i18next must not. */
export function startTranslation(language: string, catalogue: Catalogue): void {
  void catalogues.init({
    lng: language,
    defaultNS: 'pane',
    resources: { [language]: { pane: catalogue } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

/** The words for a key, with its values filled in. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  return translate(key, values);
}

// i18next's own key types describe one catalogue per program, and the portal has another.
const translate = (key: string, values: MessageValues): string =>
  String(catalogues.t(key as never, values as never));
