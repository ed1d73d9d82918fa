import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../test/vectors/requisites.json' with { type: 'json' };
import * as requisites from './requisites.ts';

const { checkAccount, checkBik, checkCorrespondentAccount, checkEuVat, checkIban, checkInn, checkKpp, checkOgrn, checkOgrnip, checkOkpo } =
  requisites;

describe.each([
  ['INN', checkInn, vectors.inn],
  ['KPP', checkKpp, vectors.kpp],
  ['OGRN', checkOgrn, vectors.ogrn],
  ['OGRNIP', checkOgrnip, vectors.ogrnip],
  ['OKPO', checkOkpo, vectors.okpo],
  ['IBAN', checkIban, vectors.iban],
  ['EU VAT', checkEuVat, vectors.eu_vat],
])('%s', (_name, check, { valid, invalid }) => {
  test.each(valid)('%s is right', (number) => expect(check(number)).toBeNull());
  test.each(invalid)('%j is not', (number) => expect(check(number)?.level).toBe('error'));
});

describe.each([
  ['account', checkAccount, vectors.account],
  ['correspondent account', checkCorrespondentAccount, vectors.corr],
] as const)('%s', (_name, check, { valid, invalid }) => {
  test.each(valid)('%s in %s is right', (account, bik) => expect(check(account ?? '', bik ?? '')).toBeNull());
  test.each(invalid)('%s in %s is not', (account, bik) => expect(check(account ?? '', bik ?? '')?.level).toBe('error'));
});

test.each(vectors.treasury_single_account.vectors)('treasury %s in %s', (account, bik) => {
  expect(checkCorrespondentAccount(String(account), String(bik))).toBeNull();
  expect(requisites.checkTreasurySingleAccount(String(account), String(bik))).toBeNull();
});

test.each(vectors.inn.accept_but_warn)('INN %s is only warned of', (inn) =>
  expect(checkInn(inn)).toEqual({ level: 'warning', code: 'zeros' }),
);

test('zeros pass no other check', () => {
  expect(checkOgrn('0'.repeat(13))?.code).toBe('zeros');
  expect(checkOgrnip('0'.repeat(15))?.code).toBe('zeros');
  expect(checkOkpo('00000000')?.code).toBe('zeros');
  expect(checkKpp('000000000')?.code).toBe('zeros');
  expect(checkBik('000000000')?.code).toBe('zeros');
  expect(checkAccount('0'.repeat(20), '044525225')?.code).toBe('zeros');
});

test('the code tells what is wrong', () => {
  expect(checkInn('77O7083893')?.code).toBe('characters');
  expect(checkInn('770708389')?.code).toBe('length');
  expect(checkInn('7707083894')?.code).toBe('checksum');
  expect(checkAccount('50702810900000002851', '044030827')?.code).toBe('prefix');
  expect(checkAccount('40702810900000002851', '04403082')?.code).toBe('bik');
  expect(checkAccount('03224643810000000100', '')).toBeNull();
  expect(requisites.checkTreasuryAccount('13224643810000000100')?.code).toBe('prefix');
  expect(requisites.checkTreasurySingleAccount('30101810400000000225', '044525225')?.code).toBe('prefix');
  expect(checkIban('DE8937040044053201300')?.code).toBe('length');
  expect(checkIban('XX')?.code).toBe('length');
  expect(checkEuVat('US12345')?.code).toBe('country');
  expect(checkEuVat('NL123456789B01')).toBeNull();
  expect(checkOkpo('0'.repeat(13) + '5')?.level).toBe('warning');
});

test('one digit mistyped in an account or IBAN is always seen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 19 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const account = '40702810900000002851';
      const typo = account.slice(0, at) + ((Number(account[at]) + by) % 10) + account.slice(at + 1);
      return checkAccount(typo, '044030827')?.code === 'checksum';
    }),
  );
});

test('rubbish never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, other) => {
      for (const check of [checkInn, checkKpp, checkOgrn, checkOgrnip, checkOkpo, checkIban, checkEuVat, checkBik]) check(text);
      checkAccount(text, other);
      checkCorrespondentAccount(text, other);
    }),
  );
});

test('what is pasted is compacted', () => {
  expect(requisites.compactRequisite(' 7707 083-893\u00a0')).toBe('7707083893');
  expect(requisites.compactRequisite('de89 3704 0044 0532 0130 00')).toBe('DE89370400440532013000');
});
