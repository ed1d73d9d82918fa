import fc from 'fast-check';
import { expect, test } from 'vitest';
import vectors from '../test/vectors/search_ru.json' with { type: 'json' };
import { formatPhone, normalizePhone } from './phone.ts';

test.each(vectors.phone)('%s', (text, phone) => expect(normalizePhone(text ?? '')).toBe(phone));

test.each([
  ['тел. 8 (495) 775-17-37, доб. 12', '+74957751737'],
  ['+7 916 123-45-67 (моб.)', '+79161234567'],
  ['+8 916 123 45 67', '+79161234567'],
  ['+49 (0)30 1234567', '+49301234567'],
  ['0049 30 1234567', '+49301234567'],
  ['8-10-375-29-1234567', '+375291234567'],
  ['375291234567', '+375291234567'],
  ['7 701 123 45 67', '+77011234567'],
  ['+1 (202) 555-0123', '+12025550123'],
  ['7707083893', '+77707083893'],
  ['', null],
  ['телефона нет', null],
  ['+7 495 775', null],
  ['8 000 123-45-67', null],
  ['1-800-FLOWERS', null],
  ['775-17-37', null],
  ['+12345678901234567', null],
  ['8 916 1234567, 8 495 7751737', null],
  ['1'.repeat(1e6), null],
])('%s → %s', (text, phone) => expect(normalizePhone(text)).toBe(phone));

test.each([
  ['+74957751737', '+7 495 775-17-37'],
  ['+375291234567', '+375 29 123-45-67'],
  ['+49301234567', '+49 30 123-45-67'],
  ['+12025550123', '+1 202 555-01-23'],
  ['доб. 12', 'доб. 12'],
  ['', ''],
])('%s reads %s', (phone, text) => expect(formatPhone(phone)).toBe(text));

test('a formatted phone is the same phone', () => {
  const national = fc.tuple(fc.constantFrom(3, 4, 6, 7, 8, 9), fc.integer({ min: 0, max: 999_999_999 }));
  fc.assert(
    fc.property(national, ([first, rest]) => {
      const phone = `+7${first}${String(rest).padStart(9, '0')}`;
      return normalizePhone(formatPhone(phone)) === phone;
    }),
  );
});
