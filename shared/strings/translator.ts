/** Words by key: a text, a list of texts, or keys of their own. */
export type Catalogue = { readonly [key: string]: string | readonly Listed[] | Catalogue };
type Listed = string | readonly Listed[];
/** What is filled in for `{{name}}`; `count` also chooses between plurals. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Keys that end in a plural category of Intl.PluralRules are one key, chosen by `count`. */
type Singular<Key extends string> = Key extends `${infer Stem}_${Intl.LDMLPluralRule}` ? Stem : Key;
/** The path to each text or list of a catalogue, such as `read.reply`. */
export type MessageKey<C> = {
  [K in keyof C & string]: C[K] extends string | readonly unknown[]
    ? Singular<K>
    : `${K}.${MessageKey<C[K]>}`;
}[keyof C & string];

type Widened<V> = V extends readonly unknown[] ? { readonly [I in keyof V]: Widened<V[I]> } : string;
type ValueAt<C, Key> = Key extends `${infer Head}.${infer Rest}`
  ? Head extends keyof C
    ? ValueAt<C[Head], Rest>
    : never
  : Key extends keyof C
    ? Widened<C[Key]>
    : string;

/** The shape of a catalogue in another language: the same keys and lists, other words; one key more or less fails to compile. */
export type Translated<C> = {
  readonly [K in keyof C]: C[K] extends string | readonly unknown[] ? Widened<C[K]> : Translated<C[K]>;
};

/** The words for a key with its values filled in, as plain text; a list where the catalogue has one. */
export type Translator<C> = <Key extends MessageKey<C>>(key: Key, values?: MessageValues) => ValueAt<C, Key>;

/** The translator of one catalogue, whose language (BCP 47) decides its plurals. */
export function createTranslator<C extends Catalogue>(language: string, catalogue: C): Translator<C> {
  const plurals = new Intl.PluralRules(language);
  return (key, values = {}) => {
    const one = find(catalogue, key);
    const found =
      one === undefined && typeof values.count === 'number'
        ? (find(catalogue, `${key}_${plurals.select(values.count)}`) ?? find(catalogue, `${key}_other`))
        : one;
    // A key that a catalogue lacks shows as itself, rather than ending the page.
    return fill(found ?? key, values) as ValueAt<C, typeof key>;
  };
}

function find(catalogue: Catalogue, key: string): string | readonly Listed[] | undefined {
  let at: Catalogue[string] | undefined = catalogue;
  for (const step of key.split('.')) {
    if (at === undefined || !isCatalogue(at)) return undefined;
    at = at[step];
  }
  return at === undefined || isCatalogue(at) ? undefined : at;
}

function isCatalogue(value: Catalogue[string]): value is Catalogue {
  return typeof value === 'object' && !Array.isArray(value);
}

function fill(words: Listed, values: MessageValues): Listed {
  if (typeof words !== 'string') return words.map((part) => fill(part, values));
  return words.replace(/\{\{(\w+)\}\}/g, (_place, name: string) => String(values[name] ?? ''));
}
