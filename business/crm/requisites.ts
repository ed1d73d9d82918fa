/**
 * Checks of requisites. Each takes the number as it is stored (see `compactRequisite`) and gives null
 * when it is right, or what is wrong. An error is refused on a form; an import lets the user override
 * a checksum, because a row is never lost over it. A warning is for the user's eyes only.
 * Sources stand at each rule; the vectors in test/vectors/requisites.json.
 */
export type RequisiteCode = 'characters' | 'length' | 'prefix' | 'checksum' | 'zeros' | 'bik' | 'country' | 'format';
export type RequisiteProblem = { level: 'warning' | 'error'; code: RequisiteCode };
type Check = RequisiteProblem | null;

const error = (code: RequisiteCode): RequisiteProblem => ({ level: 'error', code });
const warning = (code: RequisiteCode): RequisiteProblem => ({ level: 'warning', code });

/** Takes a requisite as typed or pasted and gives it as stored: no spaces or dashes, capital letters. */
export function compactRequisite(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff\-‐-―]+/g, '')
    .toUpperCase();
}

/** INN: 10 digits of a legal entity or 12 of a person (order of the Tax Service ЕД-7-14/559@, 2020).
 *  All zeros pass the checksum; banks write them where the payer has no INN, so they are a warning. */
export function checkInn(inn: string): Check {
  const problem = digitsProblem(inn, [10, 12], warning('zeros'));
  if (problem) return problem;
  const right =
    inn.length === 10
      ? (weighted(inn, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === digitAt(inn, 9)
      : (weighted(inn, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === digitAt(inn, 10) &&
        (weighted(inn, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === digitAt(inn, 11);
  return right ? null : error('checksum');
}

/** KPP: 9 characters, the fifth and sixth may be capital Latin letters. A sole trader has none. */
export function checkKpp(kpp: string): Check {
  if (kpp.length !== 9) return error('length');
  if (!/^\d{4}[0-9A-Z]{2}\d{3}$/.test(kpp)) return error('characters');
  return /^0+$/.test(kpp) ? error('zeros') : null;
}

/** OGRN: 13 digits, the first is 1 or 5 (order of the Ministry of Finance 165н, 2017). */
export function checkOgrn(ogrn: string): Check {
  const problem = digitsProblem(ogrn, [13]);
  if (problem) return problem;
  if (!/^[15]/.test(ogrn)) return error('prefix');
  return (Number(ogrn.slice(0, 12)) % 11) % 10 === digitAt(ogrn, 12) ? null : error('checksum');
}

/** OGRNIP, of a sole trader: 15 digits, the first is 3 (the same order). */
export function checkOgrnip(ogrnip: string): Check {
  const problem = digitsProblem(ogrnip, [15]);
  if (problem) return problem;
  if (!ogrnip.startsWith('3')) return error('prefix');
  return (Number(ogrnip.slice(0, 14)) % 13) % 10 === digitAt(ogrnip, 14) ? null : error('checksum');
}

/** OKPO: 8 digits of an organisation, 10 of a sole trader, 14 of a separate unit (ПР 50.1.024-2005:
 *  weights 1…10 repeated; on remainder 10 again with 3…10, 1, 2; still 10 is 0). The rule for 14 digits
 *  was not traced to examples, so there a failing checksum is only a warning. */
export function checkOkpo(okpo: string): Check {
  const problem = digitsProblem(okpo, [8, 10, 14]);
  if (problem) return problem;
  const last = okpo.length - 1;
  const remainder = (shift: number) =>
    weighted(
      okpo,
      Array.from({ length: last }, (_, index) => ((index + shift) % 10) + 1),
    ) % 11;
  const first = remainder(0);
  const key = first < 10 ? first : remainder(2) % 10;
  if (key === digitAt(okpo, last)) return null;
  return okpo.length === 14 ? warning('checksum') : error('checksum');
}

/** BIK: 9 digits of the Bank of Russia's directory; there is no checksum. */
export function checkBik(bik: string): Check {
  return digitsProblem(bik, [9]);
}

/** Account in a bank with that BIK (Bank of Russia 08.09.1997 № 515): begins with 3 or 4, the key is
 *  over BIK digits 7–9 and the account; in a cash settlement centre (BIK …000 to …002) also over
 *  `0` and BIK 5–6. A treasury account (03…) is checked as one. */
export function checkAccount(account: string, bik: string): Check {
  if (account.startsWith('03')) return checkTreasuryAccount(account);
  const problem = digitsProblem(account, [20]) ?? bikProblem(bik);
  if (problem) return problem;
  if (!/^[34]/.test(account)) return error('prefix');
  const centre = /00[012]$/.test(bik);
  return keyed(bik.slice(6) + account) || (centre && keyed(centreOf(bik) + account)) ? null : error('checksum');
}

/** Correspondent account of the bank with that BIK: 301…, or the treasury's single account 40102…;
 *  the key is over `0`, BIK digits 5–6 and the account (the same source). */
export function checkCorrespondentAccount(account: string, bik: string): Check {
  const problem = digitsProblem(account, [20]) ?? bikProblem(bik);
  if (problem) return problem;
  if (!/^(301|40102)/.test(account)) return error('prefix');
  return keyed(centreOf(bik) + account) ? null : error('checksum');
}

/** Treasury account (казначейский счёт) 03…: it has no key under № 515, only 20 digits. */
export function checkTreasuryAccount(account: string): Check {
  const problem = digitsProblem(account, [20]);
  if (problem) return problem;
  return account.startsWith('0') ? null : error('prefix');
}

/** Treasury's single account (единый казначейский счёт) 40102…, which stands where a bank's
 *  correspondent account does. */
export function checkTreasurySingleAccount(account: string, bik: string): Check {
  const problem = digitsProblem(account, [20]);
  if (problem) return problem;
  return account.startsWith('40102') ? checkCorrespondentAccount(account, bik) : error('prefix');
}

/** Lengths by country, as the IBAN registry has them; a country not listed is checked without. */
const IBAN_LENGTHS = new Map(
  (
    'AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23' +
    'GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21MC27MD24ME22MK19MR27MT31MU30NL18' +
    'NO15PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20'
  )
    .match(/.{4}/g)
    ?.map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** IBAN (ISO 13616): takes it without spaces, in capitals; the country's length, then mod 97 is 1. */
export function checkIban(iban: string): RequisiteProblem | null {
  if (/[^0-9A-Z]/.test(iban)) return error('characters');
  if (iban.length < 15 || iban.length > 34) return error('length');
  if (!/^[A-Z]{2}\d{2}/.test(iban)) return error('format');
  const length = IBAN_LENGTHS.get(iban.slice(0, 2));
  if (length && iban.length !== length) return error('length');
  let remainder = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(char, 36);
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }
  return remainder === 1 ? null : error('checksum');
}

/** What follows the country code, by the Commission's table of VIES structures. */
const EU_VAT_FORMATS: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^[1-9]\d{8}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^(\d{8}[A-Z]|[A-Z]\d{7}[A-Z0-9])$/,
  FI: /^\d{8}$/,
  FR: /^[0-9A-HJ-NP-Z]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[0-9A-Z+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^[1-9]\d{1,9}$/,
  SE: /^\d{10}01$/,
  SI: /^[1-9]\d{7}$/,
  SK: /^[1-9]\d{9}$/,
  XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};

/** EU VAT number with its country code, without spaces, in capitals. The structure is checked for every
 *  member state (and Northern Ireland), the check digit for Germany only (ISO 7064 mod 11,10): of the
 *  others a well-formed number passes though it may not exist. Only VIES knows which are registered. */
export function checkEuVat(vat: string): RequisiteProblem | null {
  const country = vat.slice(0, 2);
  const format = EU_VAT_FORMATS[country];
  if (!format) return error('country');
  const number = vat.slice(2);
  if (!format.test(number)) return error('format');
  return country !== 'DE' || germanKey(number.slice(0, 8)) === Number(number[8]) ? null : error('checksum');
}

function germanKey(digits: string): number {
  let product = 10;
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
}

const centreOf = (bik: string) => '0' + bik.slice(4, 6);
const bikProblem = (bik: string) => checkBik(bik) && error('bik');
const digitAt = (text: string, index: number) => text.charCodeAt(index) - 48;

function weighted(text: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * digitAt(text, index), 0);
}

/** The sum of the low digits of each digit times 7, 1, 3, 7, 1, 3… ends in 0. */
function keyed(text: string): boolean {
  let sum = 0;
  for (let index = 0; index < text.length; index++) sum += (digitAt(text, index) * ([7, 1, 3][index % 3] ?? 0)) % 10;
  return sum % 10 === 0;
}

function digitsProblem(text: string, lengths: readonly number[], zeros = error('zeros')): Check {
  if (/[^0-9]/.test(text)) return error('characters');
  if (!lengths.includes(text.length)) return error('length');
  return /^0+$/.test(text) ? zeros : null;
}
