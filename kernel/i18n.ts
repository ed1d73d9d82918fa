/** Two languages, one typed dictionary: wrong keys and missing translations are type errors. */
export const locales = ['ru', 'en'] as const;
export type Locale = (typeof locales)[number];

export type Messages = Readonly<Record<string, string>>;
export type Catalogue<K extends string = string> = Readonly<Record<Locale, Readonly<Record<K, string>>>>;

/**
 * A catalogue of messages: the English one must have exactly the keys of the Russian.
 * `{name}` is replaced by a parameter; `{n|звонок|звонка|звонков}` chooses the plural form of `n`
 * (Russian: one, few, many; English: one, other) and `{n}` prints it.
 */
export const messages = <const R extends Messages>(m: { ru: R; en: { readonly [K in keyof R]: string } }): Catalogue<keyof R & string> =>
  m as Catalogue<keyof R & string>; // as: the keys were compared by the parameter's type

export type Params = Readonly<Record<string, string | number>>;

const plural: Record<Locale, Intl.PluralRules> = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };
const formOf: Record<Locale, readonly string[]> = { ru: ['one', 'few', 'many'], en: ['one', 'other'] };

export function format(template: string, locale: Locale, params: Params = {}): string {
  return template.replace(/\{(\w+)((?:\|[^|{}]*)+)?\}/g, (whole, name: string, forms?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (!forms) return typeof value === 'number' ? value.toLocaleString(locale) : value;
    const choices = forms.slice(1).split('|');
    const index = formOf[locale].indexOf(plural[locale].select(Number(value)));
    return choices[index < 0 ? choices.length - 1 : Math.min(index, choices.length - 1)]!; // !: the index is bounded by the length
  });
}

/** Reads a message; a key that does not exist is shown as itself, so that a mistake is seen and nothing fails. */
export type Translate = (key: string, params?: Params) => string;

export function translator(locale: Locale, catalogues: readonly Catalogue[]): Translate {
  const all: Messages = Object.assign({}, ...catalogues.map((c) => c[locale]));
  return (key, params) => format(all[key] ?? key, locale, params);
}
