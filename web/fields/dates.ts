/** Dates and times as people type them. A date is `YYYY-MM-DD`; a moment is ISO 8601, typed and shown in the person's own zone. */
import type { Formats } from '../format.ts';

// Whole words only: "среда" and "ср" are a Wednesday, "срочно" is not.
const MONTHS = [
  /^(янв|январ[ья]|jan|january)$/, /^(фев|феврал[ья]|feb|february)$/, /^(мар|марта?|march|mar)$/, /^(апр|апрел[ья]|apr|april)$/, /^(ма[йя]|may)$/,
  /^(июн|июн[ья]|june?)$/, /^(июл|июл[ья]|july?)$/, /^(авг|августа?|aug|august)$/, /^(сен|сентябр[ья]|sept?|september)$/, /^(окт|октябр[ья]|oct|october)$/,
  /^(ноя|нояб|ноябр[ья]|nov|november)$/, /^(дек|декабр[ья]|dec|december)$/,
];
const WEEKDAYS = [
  /^(вс|воскресенье|sun|sunday)$/, /^(пн|понедельник|mon|monday)$/, /^(вт|вторник|tue|tuesday)$/, /^(ср|среда|среду|wed|wednesday)$/,
  /^(чт|четверг|thu|thursday)$/, /^(пт|пятница|пятницу|fri|friday)$/, /^(сб|суббота|субботу|sat|saturday)$/,
];

const pad = (n: number, length = 2): string => String(n).padStart(length, '0');
const isoDate = (year: number, month: number, day: number): string => `${pad(year, 4)}-${pad(month)}-${pad(day)}`;

/** The calendar day and the time that a clock in the zone shows at a moment. */
export function inZone(moment: Date, zone: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  }).formatToParts(moment);
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((p) => p.type === type)?.value ?? '';
  return { date: `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`, time: `${of('hour')}:${of('minute')}` };
}

export const today = (zone: string, now = new Date()): string => inZone(now, zone).date;

/** The moment when a clock in the zone shows this, as ISO with Z. */
export function momentOf(date: string, time: string, zone: string): string {
  const wall = Date.parse(`${date}T${time}:00Z`);
  let guess = wall;
  // Twice: the first guess may fall on the other side of a change of the clocks.
  for (let turn = 0; turn < 2; turn++) {
    const seen = inZone(new Date(guess), zone);
    guess += wall - Date.parse(`${seen.date}T${seen.time}:00Z`);
  }
  return new Date(guess).toISOString();
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A real day of the calendar, or null: the 31st of April is nobody's date. */
function real(year: number, month: number, day: number): string | null {
  const full = year < 100 ? 2000 + year : year;
  const made = new Date(Date.UTC(full, month - 1, day));
  return full >= 1900 && full <= 2199 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? isoDate(full, month, day) : null;
}

const monthOf = (word: string): number => MONTHS.findIndex((m) => m.test(word)) + 1;

/** Takes `23.11.2026`, `23.11`, `23 ноября`, `Nov 23, 2026`, `23/11/2026`, `2026-11-23`, `завтра`, `+3`, `пн`; null when it is no date. */
export function parseDate(text: string, now: string): string | null {
  const s = text.trim().toLowerCase().replace(/\s+г(\.|ода)?$/, '').replace(/[,\s]+/g, ' ');
  const year = Number(now.slice(0, 4));
  if (/^(сегодня|today|сег)$/.test(s)) return now;
  if (/^(завтра|tomorrow|зав)$/.test(s)) return addDays(now, 1);
  if (/^(вчера|yesterday)$/.test(s)) return addDays(now, -1);
  if (/^послезавтра$/.test(s)) return addDays(now, 2);
  const shift = /^([+-]\d{1,3})( ?(д|дн|дней|d|days))?$/.exec(s);
  if (shift) return addDays(now, Number(shift[1]));
  const weekday = /^[а-яa-z]+$/.test(s) ? WEEKDAYS.findIndex((w) => w.test(s)) : -1;
  if (weekday >= 0) return addDays(now, ((weekday - new Date(`${now}T00:00:00Z`).getUTCDay() + 6) % 7) + 1);

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(s);
  if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dotted = /^(\d{1,2})([.\- ])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?$/.exec(s);
  if (dotted) return real(Number(dotted[4] ?? year), Number(dotted[3]), Number(dotted[1]));
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/.exec(s);
  // Day first, as we show it; the American order when the first cannot be a day of that month.
  if (slashed) {
    const [one, two, years] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3] ?? year)];
    return real(years, two, one) ?? real(years, one, two);
  }
  const worded = /^(\d{1,2})[ .-]?([а-яa-z]+)\.?(?: (\d{4}))?$/.exec(s);
  if (worded && monthOf(worded[2]!)) return real(Number(worded[3] ?? year), monthOf(worded[2]!), Number(worded[1])); // !: the group is not optional
  const american = /^([а-яa-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(s);
  if (american && monthOf(american[1]!)) return real(Number(american[3] ?? year), monthOf(american[1]!), Number(american[2])); // !: likewise
  const compact = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(s);
  if (compact) return real(Number(compact[3]), Number(compact[2]), Number(compact[1]));
  const day = /^\d{1,2}$/.exec(s);
  return day ? real(year, Number(now.slice(5, 7)), Number(s)) : null;
}

/** Takes `10`, `9:30`, `930`, `14-00`, `2 pm`; null when it is no time. */
export function parseTime(text: string): string | null {
  const match = /^(?:в |at )?(\d{1,2})(?:[:.-]?(\d{2}))?(?: ?(am|pm))?$/.exec(text.trim().toLowerCase());
  if (!match) return null;
  let hour = Number(match[1]);
  if (match[3] === 'pm' && hour < 12) hour += 12;
  if (match[3] === 'am' && hour === 12) hour = 0;
  const minute = Number(match[2] ?? 0);
  return hour < 24 && minute < 60 ? `${pad(hour)}:${pad(minute)}` : null;
}

/** Takes `завтра 10`, `23.11.2026 14:30`, `14:30`, `Nov 23 2 pm`; gives the moment, or null. A date alone means nine in the morning. */
export function parseDateTime(text: string, zone: string, now = new Date()): string | null {
  const s = text.trim().toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ');
  const current = today(zone, now);
  if (/^\d{1,2}:\d{2}( ?(am|pm))?$/.test(s)) {
    const time = parseTime(s);
    return time && momentOf(current, time, zone);
  }
  // First as a date alone: the year of "8 марта 2026" is not a time.
  const date = parseDate(s, current);
  if (date) return momentOf(date, '09:00', zone);
  const words = s.split(' ');
  for (const taken of [2, 1]) {
    if (words.length <= taken) continue;
    const time = parseTime(words.slice(-taken).join(' '));
    const rest = words.slice(0, -taken).join(' ');
    const day = time && parseDate(rest.replace(/ (в|at)$/, ''), current);
    if (time && day) return momentOf(day, time, zone);
  }
  return null;
}

export interface Lead {
  readonly date: string;
  /** Said, or null when only the day was. */
  readonly time: string | null;
  readonly rest: string;
}

/** Takes `завтра 10 обсудить цены` apart: when, and what. Null when the text does not begin with a day or a time that is clearly one. */
export function parseLead(text: string, zone: string, now = new Date()): Lead | null {
  const words = text.trim().split(/\s+/);
  for (let taken = Math.min(4, words.length - 1); taken > 0; taken--) {
    const lead = words.slice(0, taken).join(' ').replace(/[,:—-]$/, '');
    // A bare number is rather a quantity: "7 насосов".
    if (/^\d+$/.test(lead)) continue;
    const day = parseDate(lead, today(zone, now));
    const moment = day ? null : parseDateTime(lead, zone, now);
    const rest = words.slice(taken).join(' ').replace(/^[—-]\s*/, '');
    if (day) return { date: day, time: null, rest };
    if (moment) return { ...inZone(new Date(moment), zone), rest };
  }
  return null;
}

/** A moment as the editor shows it, so that it can be read back: `23.11.2026 14:05`. */
export const editMoment = (moment: string, formats: Formats): string => `${formats.date(moment)} ${formats.time(moment)}`;

/** `Ноябрь 2026`, `November 2026`: a heading above the days of a month. */
export function monthTitle(date: string, locale: string): string {
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(new Date(`${date.slice(0, 7)}-01T00:00:00Z`));
  return `${name.charAt(0).toLocaleUpperCase(locale)}${name.slice(1)} ${date.slice(0, 4)}`;
}
