/**
 * Requisites that pass every check and belong to nobody: tax offices numbered 97, telephone ranges that are not given out,
 * banks that do not exist.
 */
import type { Random } from './random.ts';

const weighted = (digits: string, weights: readonly number[]): number => weights.reduce((sum, w, i) => sum + w * Number(digits[i]), 0);
const key = (digits: string, weights: readonly number[]): number => (weighted(digits, weights) % 11) % 10;

/** No tax office has this number in any region. */
const noOffice = '97';

/** INN of a legal entity from its first nine digits, of a person from the first ten. */
export function innOf(digits: string): string {
  if (digits.length === 9) return digits + key(digits, [2, 4, 10, 3, 5, 9, 4, 6, 8]);
  const eleven = digits + key(digits, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
  return eleven + key(eleven, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
}

export const legalInn = (r: Random, region: string): string => innOf(region + noOffice + r.digits(5));
export const personInn = (r: Random, region: string): string => innOf(region + noOffice + r.digits(6));
export const kppOf = (region: string): string => `${region}${noOffice}01001`;

/** The year of registration and the region stand in the number. */
export function ogrn(r: Random, region: string, year: number): string {
  const twelve = `1${String(year).slice(2)}${region}${noOffice}${r.digits(5)}`;
  return twelve + ((Number(twelve) % 11) % 10);
}

export function ogrnip(r: Random, region: string, year: number): string {
  const fourteen = `3${String(year).slice(2)}${region}${noOffice}${r.digits(7)}`;
  return fourteen + ((Number(fourteen) % 13) % 10);
}

export function okpo(r: Random): string {
  const seven = String(r.int(1, 9)) + r.digits(6);
  const first = weighted(seven, [1, 2, 3, 4, 5, 6, 7]) % 11;
  return seven + (first < 10 ? first : (weighted(seven, [3, 4, 5, 6, 7, 8, 9]) % 11) % 10);
}

export interface Bank {
  readonly bic: string;
  readonly bankName: string;
  readonly correspondentAccount: string;
}

/** The ninth digit of an account makes the weighted sum of low digits end in 0; 7 · 3 = 21 does it whatever the weight. */
function withKey(prefix: string, account: string, at: number): string {
  const sum = (text: string): number => [...text].reduce((total, digit, i) => total + ((Number(digit) * ([7, 1, 3][i % 3] ?? 0)) % 10), 0);
  for (let digit = 0; digit < 10; digit++) {
    const tried = account.slice(0, at) + digit + account.slice(at + 1);
    if (sum(prefix + tried) % 10 === 0) return tried;
  }
  throw new Error('An account without a key');
}

const bank = (bankName: string, bic: string): Bank => ({ bankName, bic, correspondentAccount: withKey(`0${bic.slice(4, 6)}`, `30101810000000000${bic.slice(6)}`, 8) });

export const banks: readonly Bank[] = [
  bank('АО «Окский торговый банк»', '044525871'),
  bank('ПАО Банк «Три реки»', '044525872'),
  bank('АО КБ «Московский промышленник»', '044525873'),
  bank('ПАО «Невский деловой банк»', '044030874'),
  bank('АО «Поволжский расчётный банк»', '042202875'),
  bank('ООО КБ «Камский кредит»', '049205876'),
  bank('АО «Уральский оборот»', '046577877'),
  bank('ПАО «Сибирь-Финанс»', '045004878'),
  bank('АО «Донской купеческий банк»', '046015879'),
  bank('АО «Дальневосточный портовый банк»', '040507880'),
];

/** 40702 for a legal entity, 40802 for a sole trader. */
export const account = (r: Random, at: Bank, kind: 'legal' | 'sole-trader'): string =>
  withKey(at.bic.slice(6), `${kind === 'legal' ? '40702' : '40802'}8100${r.digits(11)}`, 8);

/** City numbers do not begin with 0. */
export const landline = (r: Random, areaCode: string): string => `+7${areaCode}0${r.digits(9 - areaCode.length)}`;
/** Codes of mobile networks that are not given out. */
export const mobile = (r: Random): string => `+7${r.pick(['907', '935', '943', '973', '975'])}${r.digits(7)}`;
