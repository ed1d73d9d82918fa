/** The language of the screen: which texts are shown, and how numbers, dates and names are written and sorted. */
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { format, locales, translator, type Catalogue, type Locale, type Params, type Translate } from '../kernel/i18n.ts';
import { makeFormats, type Formats } from './format.ts';

interface Language {
  readonly locale: Locale;
  readonly t: Translate;
  readonly formats: Formats;
  /** Switches at once, without reload; the choice outlives the session in this browser. */
  readonly setLocale: (locale: Locale) => void;
  readonly timeZone: string;
  readonly setTimeZone: (zone: string) => void;
}

const Context = createContext<Language | null>(null);
const KEY = 'flydoc.language';

const isLocale = (value: unknown): value is Locale => locales.some((l) => l === value);

/** The language chosen in this browser, else the browser's own; Russian when it has neither of ours. */
export function storedLocale(): Locale {
  const stored = localStorage.getItem(KEY);
  if (isLocale(stored)) return stored;
  return navigator.languages.map((l) => l.slice(0, 2)).find(isLocale) ?? 'ru';
}

export function LanguageProvider({ catalogues, children }: { catalogues: readonly Catalogue[]; children: ReactNode }) {
  const [locale, choose] = useState(storedLocale);
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const language = useMemo<Language>(() => {
    document.documentElement.lang = locale;
    return {
      locale,
      t: translator(locale, catalogues),
      formats: makeFormats(locale, timeZone),
      timeZone,
      setTimeZone,
      setLocale: (next) => {
        localStorage.setItem(KEY, next);
        choose(next);
      },
    };
  }, [locale, timeZone, catalogues]);
  return <Context value={language}>{children}</Context>;
}

function useLanguage(): Language {
  const language = useContext(Context);
  if (!language) throw new Error('LanguageProvider is missing');
  return language;
}

/** Texts of one catalogue with checked keys: `const t = useT(shellMessages)`. */
export function useT<K extends string>(catalogue: Catalogue<K>): (key: K, params?: Params) => string;
/** Texts of all declarations, for the functions of kernel/labels.ts: `fieldLabel(t, entity, 'name')`. */
export function useT(): Translate;
export function useT(catalogue?: Catalogue): Translate {
  const { locale, t } = useLanguage();
  return useMemo(() => (catalogue ? (key, params) => format(catalogue[locale][key] ?? key, locale, params) : t), [catalogue, locale, t]);
}

export function useLocale(): { locale: Locale; setLocale: (locale: Locale) => void } {
  const { locale, setLocale } = useLanguage();
  return { locale, setLocale };
}

/** Numbers, dates and names as this language writes and sorts them. */
export const useFormats = (): Formats => useLanguage().formats;

/** The zone by whose clock moments are shown and typed: the person's own setting, the browser's before sign-in. */
export function useTimeZone(): { timeZone: string; setTimeZone: (zone: string) => void } {
  const { timeZone, setTimeZone } = useLanguage();
  return { timeZone, setTimeZone };
}
