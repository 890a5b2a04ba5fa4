import { describe, expect, it } from 'vitest';
import { en as accountsEn } from '../../../portal/strings/accounts/en/index.ts';
import { es as accountsEs } from '../../../portal/strings/accounts/es/index.ts';
import { fr as accountsFr } from '../../../portal/strings/accounts/fr/index.ts';
import { en as composeEn } from '../../../portal/strings/compose/en.ts';
import { es as composeEs } from '../../../portal/strings/compose/es.ts';
import { fr as composeFr } from '../../../portal/strings/compose/fr.ts';
import { en } from '../../../portal/strings/en.ts';
import { es } from '../../../portal/strings/es.ts';
import { fr } from '../../../portal/strings/fr.ts';
import { en as lifeEn } from '../../../portal/strings/life/en.ts';
import { es as lifeEs } from '../../../portal/strings/life/es.ts';
import { fr as lifeFr } from '../../../portal/strings/life/fr.ts';
import { en as readingEn } from '../../../portal/strings/reading/en.ts';
import { es as readingEs } from '../../../portal/strings/reading/es.ts';
import { fr as readingFr } from '../../../portal/strings/reading/fr.ts';
import * as mailEn from '../../../shared/mail/strings/en.ts';
import * as mailEs from '../../../shared/mail/strings/es.ts';
import * as mailFr from '../../../shared/mail/strings/fr.ts';

type Words = string | { readonly [key: string]: Words } | readonly Words[];

/** Every text of a catalogue by its path. */
function textsOf(words: Words, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  return Object.entries(words).flatMap(([key, value]) => textsOf(value as Words, `${path}.${key}`));
}

/** The places of a text, in alphabetical order. */
const placesOf = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
/** What stands for a number of its own word, such as "one person", needs no place for it. */
const isOne = (path: string) => /_one$/.test(path);

const catalogues = {
  portal: { en, es, fr },
  accounts: { en: accountsEn, es: accountsEs, fr: accountsFr },
  life: { en: lifeEn, es: lifeEs, fr: lifeFr },
  reading: { en: readingEn, es: readingEs, fr: readingFr },
  compose: { en: composeEn, es: composeEs, fr: composeFr },
  mail: { en: { ...mailEn }, es: { ...mailEs }, fr: { ...mailFr } },
} as unknown as Record<string, { en: Words; es: Words; fr: Words }>;

describe.each(Object.entries(catalogues))('the catalogue of %s', (_name, languages) => {
  const english = new Map(textsOf(languages.en));

  it.each(['es', 'fr'] as const)(
    'says in %s all that it says in English, with the same places',
    (language) => {
      const texts = textsOf(languages[language]);
      expect(texts.map(([path]) => path).toSorted()).toEqual([...english.keys()].toSorted());
      for (const [path, text] of texts) {
        expect(text.trim(), path).not.toBe('');
        if (!isOne(path)) expect(placesOf(text), path).toEqual(placesOf(english.get(path) ?? ''));
      }
    },
  );

  it.each(['es', 'fr'] as const)(
    'is translated to %s, but for words that both languages have',
    (language) => {
      const same = textsOf(languages[language]).filter(
        ([path, text]) =>
          text === english.get(path) && /\p{L}{4,}.*\s.*\p{L}{4,}/u.test(text.replace(/\{\{\w+\}\}/g, '')),
      );
      expect(same).toEqual([]);
    },
  );
});
