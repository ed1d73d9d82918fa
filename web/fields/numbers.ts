/** Numbers as people of either language write them. Exact amounts stay texts: a float would round them. */
import type { Locale } from '../../kernel/i18n.ts';

/** Takes `1 234,50`, `1,234.50` or `1234.5` and gives `1234.50` as sent, or null when it is no number. */
export function parseDecimal(text: string, locale: Locale): string | null {
  let plain = text.replace(/[\s\u00a0\u202f₽]/g, '').replace(/^[−–]/, '-');
  if (locale === 'en' && /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain)) plain = plain.replace(/,/g, '');
  plain = plain.replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? plain.replace(/^(-?)\./, '$10.').replace(/\.$/, '') : null;
}

export function parseInteger(text: string, locale: Locale): number | null {
  const plain = parseDecimal(text, locale);
  if (plain === null || !/^-?\d+(\.0*)?$/.test(plain)) return null;
  const number = Number(plain);
  return Number.isSafeInteger(number) ? number : null;
}
