import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { isUuid, uuidv7 } from './uuid.ts';

const timeOf = (id: string) => parseInt(id.slice(0, 13).replace('-', ''), 16);
const ascending = (ids: string[]) => ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? ''));

test('a version 7 of the right variant', () =>
  expect(uuidv7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));

test('twenty thousand in a row ascend and differ', () => {
  const ids = Array.from({ length: 20_000 }, () => uuidv7());
  expect(ascending(ids)).toBe(true);
  expect(new Set(ids.map((id) => id.slice(19))).size).toBe(ids.length);
});

test('a clock that steps back does not turn the order', () => {
  vi.useFakeTimers();
  try {
    const ids = [5_000, 9_000, 1_000, 1_000, 8_999, 9_001].map((step) => {
      vi.setSystemTime(4_000_000_000_000 + step);
      return uuidv7();
    });
    expect(ascending(ids)).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test('a given time is carried, and times in order give ids in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 44 })), (times) => {
      const ids = times.toSorted((a, b) => a - b).map((time) => ({ time, id: uuidv7(time) }));
      return ids.every(({ time, id }) => timeOf(id) === time && isUuid(id)) && ascending(ids.map(({ id }) => id));
    }),
  );
});

test('many of one given time ascend', () => expect(ascending(Array.from({ length: 9_000 }, () => uuidv7(1_700_000_000_000)))).toBe(true));

test('what is a UUID', () => {
  expect(isUuid('0190A6D4-1111-7ABC-8DEF-001122334455')).toBe(true);
  for (const text of ['', '0190a6d4', '0190a6d411117abc8def001122334455', ' 0190a6d4-1111-7abc-8def-001122334455', "' or 1=1"])
    expect(isUuid(text)).toBe(false);
});
