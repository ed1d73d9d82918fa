import { expect, test } from 'vitest';
import { list, ref, text } from '../../kernel/field.ts';
import { merge } from './merge.ts';

const fields = { name: text(), note: text(), owner: ref('employee'), phones: list({ number: text() }) };
const original = { name: 'Ромашка', note: null, owner: { id: 'a', label: 'Анна' }, phones: [] };

test('changes to different fields go together', () => {
  const theirs = { ...original, owner: { id: 'b', label: 'Борис' } };
  const merged = merge(fields, original, theirs, { ...original, note: 'звонить после обеда' });
  expect(merged.clashes).toEqual([]);
  expect(merged.theirs).toEqual(['owner']);
  expect(merged.values).toEqual({ ...original, owner: { id: 'b', label: 'Борис' }, note: 'звонить после обеда' });
});

test('both changed one field: a person decides, and nothing is lost meanwhile', () => {
  const merged = merge(fields, original, { ...original, name: 'Ромашка-Юг' }, { ...original, name: 'Ромашка+' });
  expect(merged.clashes).toEqual([{ path: 'name', original: 'Ромашка', theirs: 'Ромашка-Юг', mine: 'Ромашка+' }]);
  expect(merged.values.name).toBe('Ромашка+');
});

test('both wrote the same, or only the label of a reference changed: no conflict', () => {
  const same = { ...original, name: 'Ромашка+' };
  expect(merge(fields, original, { ...same, owner: { id: 'a', label: 'Анна Ковалёва' } }, same)).toMatchObject({ clashes: [], theirs: [] });
});

test('lines of a list are one field', () => {
  const merged = merge(fields, original, { ...original, phones: [{ number: '1' }] }, { ...original, phones: [{ number: '2' }] });
  expect(merged.clashes.map((c) => c.path)).toEqual(['phones']);
});
