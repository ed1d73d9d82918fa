/**
 * Text as it is stored for search, and a query as it is tried against that text.
 *
 * The same functions run on both sides, so a word is folded alike wherever it comes from.
 * PostgreSQL's own Russian stemmer misses Иванов/Иванова and splits №123/45-А and phones
 * (measured in test/vectors/search_ru.json); a folded text under a trigram index does not.
 */

/** Soft hyphens, zero-width spaces and marks that come along with pasted text. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;

/** Takes any text and gives its words as search compares them: NFC, lower case, ё as е, й kept,
 *  words joined by single spaces. Apostrophes inside a word vanish (д’Артаньян → дартаньян), other
 *  punctuation becomes a space, except `/ - . ,` between two digits: №123/45-А → `123/45 а`. */
export function foldText(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(DASHES, '-')
    .replace(/['’ʼ`](?<=\p{L}.)(?=\p{L})/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}](?<!\d[/.,-](?=\d))/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

/** Takes any text and gives its decimal digits, in order: `+7 (495) 775` → `7495775`. */
export function digitsOf(text: string): string {
  return text.replace(/[^0-9]+/g, '');
}

/** Takes a query and gives its distinct folded words, in the order typed. No words: an empty list. */
export function searchTerms(query: string): string[] {
  return [...new Set(foldText(query).split(' ').filter(Boolean))];
}

/** Takes a record's texts, and apart from them its numbers and phones, and gives the text kept in the
 *  `search` column: a space before every word, so that `% ива%` finds beginnings and `%ива%` any part.
 *  First the folded words, then their transliteration keys, then numbers as bare digits; each once. */
export function buildSearchText(
  parts: readonly (string | null | undefined)[],
  numbers: readonly (string | null | undefined)[] = [],
): string {
  const given = numbers.filter((number) => number != null);
  // A number with letters in it (№123/45-А, a KPP) is looked for as written, too.
  const spelled = given.filter((number) => /[\p{L}/]/u.test(number));
  const words = searchTerms([...parts.filter(Boolean), ...spelled].join(' \n'));
  const digits = [...given, ...words.filter((word) => /\d[/.,-]/.test(word))].map(digitsOf);
  const all = new Set([...words, ...keyOf(words.join(' ')).split(' '), ...digits]);
  all.delete('');
  return all.size ? ' ' + [...all].join(' ') : '';
}

export type QueryVariant = { kind: 'typed' | 'layout' | 'translit' | 'digits'; text: string };

const LONGEST_QUERY = 200;

/** Takes what the user typed and gives the distinct texts to look for, best first; every word of a
 *  variant must be found in the `search` column. Letters are also tried in the other keyboard layout
 *  and transliterated; a query that is mostly digits is tried as bare digits, without the leading
 *  8 or +7 of a phone. Only the first 200 characters count. An empty query gives no variants. */
export function queryVariants(query: string): QueryVariant[] {
  const typed = query.slice(0, LONGEST_QUERY).trim();
  const variants: QueryVariant[] = [];
  const add = (kind: QueryVariant['kind'], text: string) => {
    if (text && variants.every((variant) => variant.text !== text)) variants.push({ kind, text });
  };
  add('typed', searchTerms(typed).join(' '));

  const digits = digitsOf(typed);
  const letters = typed.replace(/\P{L}+/gu, '');
  if (digits.length >= 3 && digits.length > letters.length) add('digits', withoutTrunk(typed, digits));
  if (digits && !letters) return variants;

  const { toRu, toEn } = switchLayout(typed);
  if (toRu !== typed) add('layout', searchTerms(toRu).join(' '));
  if (toEn !== typed) add('layout', searchTerms(toEn).join(' '));
  add('translit', searchTerms(typed).map(unfinishedKey).filter(Boolean).join(' '));
  return variants;
}

/** Drops what differs between spellings of one Russian phone. A leading 8 goes even from a phone not
 *  finished yet: a number that really begins with 8 still contains the rest. */
function withoutTrunk(typed: string, digits: string): string {
  if (digits.length < 5 || digits.length > 11) return digits;
  if (digits.startsWith('8')) return digits.slice(1);
  const plusSeven = /^7\d{10}$/.test(digits) || /^\D*\+\D*7/.test(typed);
  return plusSeven ? digits.slice(1) : digits;
}

/** The key of a word still being typed: a final i may yet become ya, yo or ye, whose i is dropped. */
function unfinishedKey(word: string): string {
  const key = keyOf(word);
  return key.length > 3 ? key.replace(/i$/, '') : key;
}

const EN_KEYS = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?';
const RU_KEYS = 'ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,';
const toRuKey = new Map([...EN_KEYS].map((key, index) => [key, RU_KEYS[index] ?? key]));
const toEnKey = new Map([...RU_KEYS].map((key, index) => [key, EN_KEYS[index] ?? key]));

/** Takes text typed in the wrong keyboard layout and gives it as each layout (ЙЦУКЕН and US QWERTY)
 *  would have it, case kept: `ghbdtn` → toRu `привет`, `руддщ` → toEn `hello`. Text already in the
 *  wanted alphabet is kept; in text that mixes both only letters move. */
export function switchLayout(text: string): { toRu: string; toEn: string } {
  const hasRussian = /[а-яё]/i.test(text);
  const hasLatin = /[a-z]/i.test(text);
  return { toRu: pressed(text, toRuKey, hasRussian), toEn: pressed(text, toEnKey, hasLatin) };
}

function pressed(text: string, keys: Map<string, string>, lettersOnly: boolean): string {
  return Array.from(text, (char) => (lettersOnly && !/\p{L}/u.test(char) ? char : (keys.get(char) ?? char))).join('');
}

const CYRILLIC = 'абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў';
const LATIN = 'a,b,v,g,d,e,zh,z,i,i,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,i,,e,iu,ia,i,i,e,g,u'.split(',');
const latinOf = new Map([...CYRILLIC].map((letter, index) => [letter, LATIN[index] ?? '']));

/** Takes text in Cyrillic or Latin and gives a lossy Latin key that the usual transliterations share:
 *  Фёдор Достоевский, Fyodor Dostoyevsky and Fedor Dostoevskii all give `fedor dostoevski`.
 *  One scheme would not do: passports (ICAO 9303), Wikipedia and people themselves differ, so the key
 *  drops what they disagree on: y, j and i; ya, yo, ye, yu; kh and h; ts and c; shch, sch and sh. */
export function translitKey(text: string): string {
  return keyOf(foldText(text));
}

function keyOf(folded: string): string {
  let latin = '';
  for (const letter of folded) latin += latinOf.get(letter) ?? letter;
  return withoutAccents(latin)
    .replace(/[yj]/g, 'i')
    .replace(/i+/g, 'i')
    .replace(/io/g, 'e')
    .replace(/i(?=[aeu])/g, '')
    .replace(/s(hc|c)?h/g, 's')
    .replace(/kh/g, 'h')
    .replace(/ts/g, 'c')
    .replace(/x/g, 'ks')
    .replace(/w/g, 'v')
    .replace(/ph/g, 'f');
}

function withoutAccents(text: string): string {
  return /[\u0080-\uffff]/.test(text) ? text.normalize('NFD').replace(/\p{M}+/gu, '') : text;
}
