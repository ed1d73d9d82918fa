/** Takes a phone in any usual spelling and gives it in E.164 (`+74957751737`), or null when it is not
 *  one whole phone. Numbers without `+` are read as Russian (a leading 8 or 7, or ten digits), save for
 *  the neighbours' codes that cannot be Russian. With `+` or 00, any country: 8 to 15 digits.
 *  Words around it (`тел.`, `моб.`) and an extension after it (`доб. 123`) are left out. */
export function normalizePhone(text: string): string | null {
  if (text.length > 100) return null;
  const spelled = text
    .normalize('NFKC')
    .replace(/^[^\d+(]+/, '')
    .replace(/[\s,;]*(доб|вн|ext|x|#).*$/i, '')
    .replace(/\D+$/, '');
  if (/[^\d\s+().\-‐-―/]/.test(spelled) || /.\+/.test(spelled)) return null;

  const whole = spelled.startsWith('+') ? spelled.replace(/\(0\)/, '') : spelled;
  const digits = whole.replace(/\D+/g, '');
  if (whole.startsWith('+')) return international(digits);
  if (/^00[1-9]/.test(digits)) return international(digits.slice(2));
  if (/^810[1-9]\d{9,}$/.test(digits)) return international(digits.slice(3));
  if (/^[78]\d{10}$/.test(digits)) return russian(digits.slice(1));
  if (/^\d{10}$/.test(digits)) return russian(digits);
  if (/^(375|380|99[24568])\d{9}$/.test(digits)) return '+' + digits;
  return null;
}

/** Russia and Kazakhstan: national numbers begin with 3, 4 or 6 to 9; the rest is not given out. */
function russian(national: string): string | null {
  return /^[346-9]\d{9}$/.test(national) ? '+7' + national : null;
}

function international(digits: string): string | null {
  if (digits.startsWith('7')) return digits.length === 11 ? russian(digits.slice(1)) : null;
  // No country has +89: it is the Russian trunk 8 with a plus before it.
  if (/^89\d{9}$/.test(digits)) return russian(digits.slice(1));
  return /^[1-9]\d{7,14}$/.test(digits) ? '+' + digits : null;
}

const TWO_DIGIT_CODES = /^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** Takes a phone in E.164 and gives it as people read it: `+7 495 775-17-37`, `+375 29 123-45-67`,
 *  `+49 30 123-45-67`. Anything else comes back as it was. */
export function formatPhone(phone: string): string {
  const digits = /^\+([1-9]\d{7,14})$/.exec(phone)?.[1];
  if (!digits) return phone;
  const codeLength = /^[17]/.test(digits) ? 1 : TWO_DIGIT_CODES.test(digits) ? 2 : 3;
  const code = digits.slice(0, codeLength);
  const area = digits.slice(codeLength, -7);
  return ['+' + code, area, digits.slice(-7).replace(/(...)(..)(..)/, '$1-$2-$3')].filter(Boolean).join(' ');
}
