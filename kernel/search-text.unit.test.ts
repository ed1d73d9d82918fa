import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../test/vectors/search_ru.json' with { type: 'json' };
import { buildSearchText, digitsOf, foldText, queryVariants, searchTerms, switchLayout, translitKey } from './search-text.ts';

/** What the server does with a variant: every word of it is somewhere in the column. */
const finds = (stored: string, query: string) =>
  queryVariants(query)
    .filter(({ text }) => text.split(' ').every((word) => stored.includes(word)))
    .map(({ kind }) => kind);

describe('folding', () => {
  test.each([...vectors.yo, vectors.decomposed_yo, vectors.decomposed_short_i])('$in', ({ in: text, fold }) => {
    expect(foldText(text)).toBe(fold);
    expect(foldText(text.normalize('NFD'))).toBe(fold);
  });
  test.each([
    ['ООО «Ромашка-Плюс»', 'ооо ромашка плюс'],
    ['№123/45-А', '123/45 а'],
    ["д’Артаньян, О'Нил", 'дартаньян онил'],
    ['+7 (495) 775–17–37', '7 495 775-17-37'],
    ['01.02.2026', '01.02.2026'],
    ['конец.Начало 5.', 'конец начало 5'],
    ['до\u00adго\u200bвор\u00a0№\u00005', 'договор 5'],
    [' \t\n', ''],
  ])('%j', (text, folded) => expect(foldText(text)).toBe(folded));
  test('is the same the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)));
  });
  test('a million characters take no time', () => {
    for (const text of ['-'.repeat(1e6), "а'".repeat(5e5), '1.'.repeat(5e5), ' '.repeat(1e6)]) {
      const start = performance.now();
      foldText(text);
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });
});

describe('keyboard layout', () => {
  test.each(vectors.layout)('$in', ({ in: text, toRu, toEn }) => expect(switchLayout(text)).toEqual({ toRu, toEn }));
  test('whatever is typed on one layout comes back from the other', () => {
    const keys = fc.string({ unit: fc.constantFrom(...'`qwertyuiop[]asdfghjkl;\'zxcvbnm,./ 0123QWERTY{}:"<>?!-') });
    fc.assert(fc.property(keys, (text) => switchLayout(switchLayout(text).toRu).toEn === text));
  });
  test('punctuation inside Russian text stays', () => expect(switchLayout('ООО, Ромашка').toRu).toBe('ООО, Ромашка'));
});

describe('transliteration', () => {
  test.each([...vectors.translit.icao_9303, ...vectors.translit.wikipedia])('%s ~ %s', (cyrillic, latin) =>
    expect(translitKey(latin ?? '')).toBe(translitKey(cyrillic ?? '')),
  );
  test.each([
    ['Юлия', 'Julia', 'Yulia', 'Iuliia'],
    ['Дмитрий', 'Dmitry', 'Dmitriy', 'Dmitrii'],
    ['Андрей', 'Andrey', 'Andrei', 'Andrej'],
    ['Алексей', 'Alexey', 'Aleksei'],
    ['Михаил', 'Mikhail', 'Mihail'],
    ['Соловьёв', 'Solovyov', 'Solovev', 'Soloviev'],
    ['Щукин', 'Shchukin', 'Schukin'],
    ['Цой', 'Tsoy', 'Coi'],
    ['Евгений', 'Evgeny', 'Yevgeniy'],
    ['Илья', 'Ilya', 'Ilia'],
    ['Шмидт', 'Schmidt', 'Shmidt'],
  ])('%s', (...spellings) => expect(new Set(spellings.map(translitKey)).size).toBe(1));
});

describe('stored text and queries', () => {
  const stored = buildSearchText(
    ['ООО «Ёлочка»', 'Фёдор Достоевский', null, 'договор №123/45-А', 'Ёлочка'],
    ['7707083893', '8 (495) 775-17-37', undefined, ''],
  );
  test('words, then keys, then bare digits, each once', () =>
    expect(stored).toBe(
      ' ооо елочка федор достоевский договор 123/45 а ooo elochka fedor dostoevski dogovor a 7707083893 84957751737 12345',
    ));
  test.each([
    'елоч',
    'Ёлочка',
    'tkjxrf',
    '`kjxrf',
    'Dostoyevsky',
    'dostoy',
    'Fyodor',
    'atlj',
    '123/45',
    '12345',
    '№123/45-А',
    '123-45',
    '123 45',
    '7707',
    '7707 083 893',
    'ИНН 7707083893',
    '+7 495 775-17-37',
    '84957751737',
    '8 495 775',
    '+7 (495) 7',
    '775-17-37',
    '(495)775',
    '7751737',
    'достоевский фёдор',
    'очк',
  ])('%s is found', (query) => expect(finds(stored, query)).not.toEqual([]));
  test.each(['Пушкин', '7707083894', '8 (495) 775-17-38', 'zzz', '123/46'])('%s is not', (query) =>
    expect(finds(stored, query)).toEqual([]),
  );
  test('a Latin record is found by a Cyrillic query', () =>
    expect(finds(buildSearchText(['Fyodor Dostoyevsky'], []), 'достоевский')).toEqual(['translit']));
  test('a number given as a number is found as written', () =>
    expect(finds(buildSearchText([], ['№123/45-А']), '123/45')).toEqual(['typed', 'digits']));
  test('nothing gives nothing', () => {
    expect(buildSearchText([null, '', '«»'], [undefined])).toBe('');
    expect(queryVariants('  ')).toEqual([]);
    expect(searchTerms('«»')).toEqual([]);
  });
  test('variants in order, distinct', () => {
    expect(queryVariants('ghbdtn')).toEqual([
      { kind: 'typed', text: 'ghbdtn' },
      { kind: 'layout', text: 'привет' },
    ]);
    expect(queryVariants('Пётр')).toEqual([
      { kind: 'typed', text: 'петр' },
      { kind: 'layout', text: 'gnh' },
      { kind: 'translit', text: 'petr' },
    ]);
    expect(queryVariants('8 (495) 775-17-37')).toEqual([
      { kind: 'typed', text: '8 495 775-17-37' },
      { kind: 'digits', text: '4957751737' },
    ]);
  });
  test.each(['84957751737', '+7 495 775-17-37', '8 (495) 775-17-37', '7-495-775-17-37', '4957751737'])(
    'phone %s has one digits form',
    (query) => expect(queryVariants(query).at(-1)?.text).toBe('4957751737'),
  );
  test('every word of a stored text is found as typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (parts) => {
        const text = buildSearchText(parts, []);
        return parts.every((part) => searchTerms(part).every((word) => text.includes(' ' + word)));
      }),
    );
  });
  test('digits', () => expect(digitsOf('+7 (495) 775-17-37')).toBe('74957751737'));
});
