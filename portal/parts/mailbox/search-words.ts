/* How messages are searched: by words and their beginnings, without accents, whatever the language. */

/** Different words of a text that are kept; letters beyond this repeat themselves or are not letters. */
const MAX_WORDS = 1_500;
/** Longest word that is kept. */
const MAX_WORD_CHARACTERS = 40;

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

/** Small letters without accents, so that "Étude", "etude" and "ÉTUDE" are one word. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => LIGATURES[letter] ?? letter);
}

/** The different words of a text, folded, in their order. */
export function wordsOf(text: string, atMost = MAX_WORDS): string[] {
  const words = new Set<string>();
  for (const [word] of fold(text).matchAll(/[\p{L}\p{N}]+/gu)) {
    words.add(word.slice(0, MAX_WORD_CHARACTERS));
    if (words.size >= atMost) break;
  }
  return [...words];
}

/** Words as they are searched: each begins behind a space. */
export function haystack(words: readonly string[]): string {
  return ` ${words.join(' ')}`;
}

/** Whether each word of a question is the beginning of one in the haystack. */
export function matches(hay: string, question: readonly string[]): boolean {
  return question.every((word) => hay.includes(` ${word}`));
}

/** The languages that months and days may be asked for in. */
const LANGUAGES = ['en', 'es', 'fr'];

/** A date as people may ask for it: numbers, month and day of the week by name. `timeZone`: IANA, absent: the browser's. */
export function wordsOfDate(iso: string, timeZone?: string): string[] {
  const date = new Date(iso);
  const zone = timeZone === undefined ? {} : { timeZone };
  return LANGUAGES.flatMap((language) => wordsOf(dateForm(language, zone).format(date))).concat(
    wordsOf(date.toISOString().slice(0, 10)),
  );
}

const forms = new Map<string, Intl.DateTimeFormat>();

function dateForm(language: string, zone: { timeZone?: string }): Intl.DateTimeFormat {
  const key = `${language} ${zone.timeZone ?? ''}`;
  const form =
    forms.get(key) ??
    new Intl.DateTimeFormat(language, {
      ...zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
  forms.set(key, form);
  return form;
}
