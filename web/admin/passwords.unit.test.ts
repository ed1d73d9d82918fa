import { expect, test } from 'vitest';
import { readablePassword, strengthOf } from './passwords.ts';

test('a made-up password can be read out, and is excellent', () => {
  const made = Array.from({ length: 50 }, readablePassword);
  for (const password of made) {
    expect(password).toMatch(/^([a-z]{4}-){4}[2-9]{2}$/);
    expect(strengthOf(password).level).toBeGreaterThan(1);
  }
  expect(new Set(made).size).toBe(50);
});

test('the strength is told as one types', () => {
  expect(strengthOf('').key).toBe('strength.empty');
  expect(strengthOf('abc')).toMatchObject({ key: 'strength.short', params: { n: 7 } });
  expect(strengthOf('qwerty12345').key).toBe('strength.common');
  expect(strengthOf('aaaabbbbaaaa').key).toBe('strength.plain');
  expect(strengthOf('синий кит').level).toBe(0);
  expect(strengthOf('синийкит77').key).toBe('strength.fair');
  expect(strengthOf('синий кит поёт').key).toBe('strength.good');
  expect(strengthOf('синий кит поёт по утрам').key).toBe('strength.excellent');
});
