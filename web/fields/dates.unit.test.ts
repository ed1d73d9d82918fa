import { describe, expect, test } from 'vitest';
import { momentOf, parseDate, parseLead, parseDateTime, parseTime } from './dates.ts';
import { parseDecimal, parseInteger } from './numbers.ts';

const monday = '2026-11-23';
const zone = 'Asia/Yekaterinburg';

test('a clock on the wall of its zone', () => {
  expect(momentOf('2026-11-23', '14:30', zone)).toBe('2026-11-23T09:30:00.000Z');
  expect(momentOf('2026-07-01', '00:30', 'Europe/Berlin')).toBe('2026-06-30T22:30:00.000Z');
});

describe('a date typed in any usual way', () => {
  test.each([
    ['23.11.2026', '2026-11-23'], ['3.4', '2026-04-03'], ['08.03.26', '2026-03-08'], ['23112026', '2026-11-23'], ['2026-11-23', '2026-11-23'],
    ['8 марта 2026 г.', '2026-03-08'], ['1 мая', '2026-05-01'], ['Nov 23, 2026', '2026-11-23'], ['23 Nov', '2026-11-23'],
    ['23/11/2026', '2026-11-23'], ['11/23/2026', '2026-11-23'], ['7', '2026-11-07'],
    ['завтра', '2026-11-24'], ['вчера', '2026-11-22'], ['+3', '2026-11-26'], ['пн', '2026-11-30'], ['friday', '2026-11-27'],
  ])('%s', (typed, date) => expect(parseDate(typed, monday)).toBe(date));

  test.each(['31.04.2026', '29.02.2026', '32.01', 'скоро', '', '1.2.3.4'])('%j is none', (typed) => expect(parseDate(typed, monday)).toBeNull());
});

test.each([['10', '10:00'], ['9:30', '09:30'], ['930', '09:30'], ['14-00', '14:00'], ['2 pm', '14:00'], ['12am', '00:00'], ['25', null], ['10:75', null]])(
  'time %s', (typed, time) => expect(parseTime(typed)).toBe(time));

test.each([
  ['завтра 10', '2026-11-24', '10:00'], ['23.11.2026 14:30', '2026-11-23', '14:30'], ['23.11.2026, 14:30', '2026-11-23', '14:30'], ['14:30', '2026-11-23', '14:30'],
  ['завтра в 9:15', '2026-11-24', '09:15'], ['Nov 25 2 pm', '2026-11-25', '14:00'], ['tomorrow', '2026-11-24', '09:00'], ['8 марта 2026', '2026-03-08', '09:00'], ['23.11 10', '2026-11-23', '10:00'],
])('moment %s', (typed, date, time) => {
  expect(parseDateTime(typed, zone, new Date('2026-11-23T12:00:00Z'))).toBe(momentOf(date, time, zone));
});

test('numbers of both languages', () => {
  expect(parseDecimal('1 234 567,50', 'ru')).toBe('1234567.50');
  expect(parseDecimal('1\u00a0234,5 ₽', 'ru')).toBe('1234.5');
  expect(parseDecimal('1,234,567.50', 'en')).toBe('1234567.50');
  expect(parseDecimal('−12', 'ru')).toBe('-12');
  expect(parseDecimal('12б', 'ru')).toBeNull();
  expect(parseInteger('1 200', 'ru')).toBe(1200);
  expect(parseInteger('1,5', 'ru')).toBeNull();
});

test.each([
  ['завтра 10 обсудить цены', '2026-11-24', '10:00', 'обсудить цены'],
  ['завтра в 9:30 — созвон', '2026-11-24', '09:30', 'созвон'],
  ['15:00 перезвонить', '2026-11-23', '15:00', 'перезвонить'],
  ['пт отправить договор', '2026-11-27', null, 'отправить договор'],
  ['8 марта 2027 поздравить', '2027-03-08', null, 'поздравить'],
])('what begins with a day: %s', (typed, date, time, rest) => {
  expect(parseLead(typed, zone, new Date('2026-11-23T12:00:00Z'))).toEqual({ date, time, rest });
});

test.each(['7 насосов', 'срочно перезвонить', 'договорились о цене', '10 штук завтра'])('what does not: %s', (typed) => {
  expect(parseLead(typed, zone, new Date('2026-11-23T12:00:00Z'))).toBeNull();
});
