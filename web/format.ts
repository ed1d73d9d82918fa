/** Numbers, dates and sorting by the rules of a language. Moments are shown in the person's own time zone. */
import type { Locale } from '../kernel/i18n.ts';

const DAY = 86_400_000;

export interface Formats {
  /** 1 234 567,5 */
  number(value: number | string): string;
  /** 1 234 567,50 ₽ */
  money(value: number | string): string;
  /** `2026-11-23` or an ISO moment → 23.11.2026 */
  date(value: string): string;
  /** 23 ноября 2026 г. */
  longDate(value: string): string;
  /** Пн, 23 ноября */
  weekday(value: string): string;
  /** 14:05 */
  time(value: string): string;
  /** 23.11.2026, 14:05 */
  dateTime(value: string): string;
  /** Today, tomorrow, yesterday in words; 23 нояб. within the year; 23.11.2025 otherwise. */
  day(value: string): string;
  /** As `day`, with the time after it. */
  moment(value: string): string;
  /** 5 минут назад */
  ago(value: string): string;
  /** 12,5 МБ */
  bytes(value: number): string;
  compare(a: string, b: string): number;
  list(items: readonly string[]): string;
}

/** A date without time is that day wherever one looks from. */
const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** `YYYY-MM-DD` of a moment in the browser's zone. */
export function isoDay(date: Date = new Date()): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

export function makeFormats(locale: Locale, timeZone?: string): Formats {
  const tag = locale === 'ru' ? 'ru-RU' : 'en-GB';
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 10 });
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: 'RUB', currencyDisplay: 'narrowSymbol', minimumFractionDigits: 2 });
  /** Writes a day as it stands and a moment by the person's clock. */
  const writer = (options: Intl.DateTimeFormatOptions): ((value: string) => string) => {
    const ofDay = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
    const ofMoment = new Intl.DateTimeFormat(tag, { ...options, timeZone });
    return (value) => (isDay(value) ? ofDay : ofMoment).format(new Date(value));
  };
  const date = writer({ day: '2-digit', month: '2-digit', year: 'numeric' });
  const longDate = writer({ day: 'numeric', month: 'long', year: 'numeric' });
  const weekday = writer({ weekday: 'short', day: 'numeric', month: 'long' });
  const shortDate = writer({ day: 'numeric', month: 'short' });
  const time = writer({ hour: '2-digit', minute: '2-digit' });
  const dateTime = writer({ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  const calendarDay = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const byteUnits = locale === 'ru' ? ['Б', 'КБ', 'МБ', 'ГБ'] : ['B', 'kB', 'MB', 'GB'];
  const short = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(tag);
  const collator = new Intl.Collator(tag, { numeric: true });

  const day = (value: string): string => {
    const then = isDay(value) ? value : calendarDay.format(new Date(value));
    const now = calendarDay.format(new Date());
    const distance = (Date.parse(then) - Date.parse(now)) / DAY;
    if (Math.abs(distance) <= 1) return relative.format(distance, 'day');
    return then.slice(0, 4) === now.slice(0, 4) ? shortDate(value) : date(value);
  };

  return {
    number: (value) => number.format(Number(value)),
    money: (value) => money.format(Number(value)),
    date,
    longDate,
    weekday: (value) => weekday(value).replace(/^./u, (letter) => letter.toLocaleUpperCase(tag)),
    time,
    dateTime,
    day,
    moment: (value) => `${day(value)}, ${time(value)}`,
    ago: (value) => {
      const minutes = Math.round((Date.parse(value) - Date.now()) / 60_000);
      if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
      if (Math.abs(minutes) < 24 * 60) return relative.format(Math.round(minutes / 60), 'hour');
      return day(value);
    },
    bytes: (value) => {
      const power = Math.min(Math.floor(Math.log(Math.max(value, 1)) / Math.log(1024)), byteUnits.length - 1);
      return `${short.format(value / 1024 ** power)} ${byteUnits[power]}`;
    },
    compare: collator.compare,
    list: (items) => list.format(items),
  };
}
