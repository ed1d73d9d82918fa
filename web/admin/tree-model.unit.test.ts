import { expect, test } from 'vitest';
import type { DataRow } from '../api.ts';
import { isWithin, layOut, numbersFor, sorted, step } from './tree-model.ts';

const can = { update: true, delete: true, restore: false };
const row = (id: string, order: number | null, parent?: string): DataRow => ({ id, version: 1, can, name: id, order, parent: parent ? { id: parent, label: parent } : null });
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const rows = sorted([row('b', 20), row('a', 10), row('a2', 20, 'a'), row('a1', 10, 'a'), row('c', null)], compare);

test('rows are laid out with children below their parents, and folded branches hide theirs', () => {
  expect(layOut(rows, new Set()).map((l) => `${'-'.repeat(l.depth)}${l.row.id}`)).toEqual(['a', '-a1', '-a2', 'b', 'c']);
  expect(layOut(rows, new Set(['a'])).map((l) => l.row.id)).toEqual(['a', 'b', 'c']);
  expect(isWithin(rows, 'a1', 'a')).toBe(true);
  expect(isWithin(rows, 'b', 'a')).toBe(false);
});

test('a row whose parent is not here stands at the top', () => {
  expect(layOut([row('lost', 1, 'elsewhere')], new Set()).map((l) => l.depth)).toEqual([0]);
});

test('a move writes as few numbers as it can', () => {
  const own = [row('a', 10), row('b', 20), row('c', 30)];
  expect([...numbersFor(own, 'x', 'a')]).toEqual([['x', 15]]);
  expect([...numbersFor(own, 'x', null)]).toEqual([['x', 0]]);
  expect([...numbersFor(own, 'x', 'c')]).toEqual([['x', 40]]);
  expect([...numbersFor([], 'x', null)]).toEqual([['x', 10]]);
});

test('without room between two, those behind step back', () => {
  const own = [row('a', 1), row('b', 2), row('c', 30)];
  expect([...numbersFor(own, 'x', 'a')]).toEqual([['x', 11], ['b', 21]]);
  expect([...numbersFor([row('a', 0), row('b', 0)], 'x', 'a')]).toEqual([['x', 10], ['b', 20]]);
});

test('rows without numbers get them at the first move', () => {
  expect([...numbersFor([row('a', null), row('b', null)], 'x', 'a')]).toEqual([['a', 10], ['x', 20], ['b', 30]]);
});

test('steps with the arrows', () => {
  expect(step(rows, 'b', 'up')).toEqual({ parent: null, after: null });
  expect(step(rows, 'a', 'up')).toBeNull();
  expect(step(rows, 'a', 'down')).toEqual({ parent: null, after: 'b' });
  expect(step(rows, 'b', 'in')).toEqual({ parent: 'a', after: 'a2' });
  expect(step(rows, 'a1', 'in')).toBeNull();
  expect(step(rows, 'a2', 'out')).toEqual({ parent: null, after: 'a' });
  expect(step(rows, 'b', 'out')).toBeNull();
});
