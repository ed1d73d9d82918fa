import fc from 'fast-check';
import { expect, test } from 'vitest';
import vectors from '../../test/vectors/requisites.json' with { type: 'json' };
import { duplicateKeys, stripLegalForm } from './duplicate-keys.ts';

test.each([
  ['ООО «Ромашка»', 'Ромашка'],
  ['ООО"Ромашка"', 'Ромашка'],
  ['Ромашка, ООО', 'Ромашка'],
  ['Ромашка (ООО)', 'Ромашка'],
  ['О.О.О. Ромашка', 'Ромашка'],
  ['Общество с ограниченной ответственностью «Торговый дом «Ромашка»', 'Торговый дом Ромашка'],
  ['Публичное акционерное общество «Газ»', 'Газ'],
  ['ИП Иванов Иван Иванович', 'Иванов Иван Иванович'],
  ['Индивидуальный предприниматель Иванов И. И.', 'Иванов И. И.'],
  ['ФГУП НИИ «Луч»', 'НИИ Луч'],
  ['Муниципальное унитарное предприятие «Водоканал»', 'Водоканал'],
  ['Крестьянское (фермерское) хозяйство «Заря»', 'Заря'],
  ['Некоммерческое партнёрство «Совет»', 'Совет'],
  ['НКО АО НРД', 'НРД'],
  ['Romashka LLC', 'Romashka'],
  ['Romashka Co., Ltd.', 'Romashka'],
  ['Müller GmbH & Co. KG', 'Müller'],
  ['Acme, Inc.', 'Acme'],
  ['JSC Luch', 'Luch'],
  ['Ferrari S.p.A.', 'Ferrari'],
  ['Maersk A/S', 'Maersk'],
  ['Firma sp. z o.o.', 'Firma'],
  ['SE Ranking', 'SE Ranking'],
  ['ООО', 'ООО'],
  ['ПК Ромашка', 'ПК Ромашка'],
  ['Ромашка', 'Ромашка'],
  ['', ''],
  ['«»', '«»'],
  ['Аокит', 'Аокит'],
])('%s → %s', (name, bare) => expect(stripLegalForm(name)).toBe(bare));

test.each(vectors.legal_forms)('$short and $full are one form', ({ short, full }) => {
  expect(stripLegalForm(`${short} «Ёлка»`)).toBe('Ёлка');
  expect(stripLegalForm(`${full} «Ёлка»`)).toBe('Ёлка');
});

test('one company in two spellings shares every key', () => {
  const keys = duplicateKeys({
    name: 'ООО «Ёлочка-Юг»',
    inn: '7707083893',
    phones: ['8 (495) 775-17-37', '4957751737'],
    emails: [' Info@X.ru '],
  });
  expect(keys).toEqual(['inn:7707083893', 'phone:+74957751737', 'email:info@x.ru', 'name:елочка юг']);
  expect(
    duplicateKeys({
      name: 'ЕЛОЧКА ЮГ, Общество с ограниченной ответственностью',
      inn: '7707 083 893',
      phones: ['+7 495 775 17 37'],
      emails: ['INFO@x.ru'],
    }),
  ).toEqual(keys);
});

test('what says nothing gives no key', () => {
  expect(duplicateKeys({})).toEqual([]);
  expect(duplicateKeys({ name: '«»', inn: '0000000000', phones: ['12345'], emails: ['нет'] })).toEqual([]);
});

test('any name passes', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => stripLegalForm(name).length <= name.length));
  expect(stripLegalForm(', '.repeat(500_000) + 'x').length).toBe(1);
});
