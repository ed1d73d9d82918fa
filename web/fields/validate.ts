/** What the browser can say about a form before the server does: the declaration's own rules, run as the person goes. */
import type { FieldError } from '../../kernel/errors.ts';
import type { Field, FieldKind, Fields } from '../../kernel/field.ts';
import { asRows, isEmpty, toWire, wireRow, type Values } from './values.ts';

const numeric: ReadonlySet<FieldKind> = new Set(['integer', 'decimal', 'money']);

/** Problems of one field of a row, those of its lines with their paths (`phones.0.number`). `row` is as sent. */
export function problemsOf(path: string, field: Field, value: unknown, row: Values): FieldError[] {
  if (field.kind === 'list') {
    return asRows(value).flatMap((line, index) => {
      const sent = wireRow(field.of ?? {}, line);
      return Object.entries(field.of ?? {}).flatMap(([name, sub]) => problemsOf(`${path}.${index}.${name}`, sub, line[name], sent));
    });
  }
  const wire = toWire(field, value);
  if (wire === null || wire === undefined || isEmpty(wire)) return field.required && field.kind !== 'flag' ? [{ path, code: 'required' }] : [];
  if (typeof wire === 'string' && field.max && wire.length > field.max) return [{ path, code: 'tooLong', params: { max: field.max } }];
  // What an editor could not read stays as typed; see DateEditor and NumberEditor.
  if (field.kind === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(String(wire))) return [{ path, code: 'date' }];
  if (field.kind === 'datetime' && !/^\d{4}-\d{2}-\d{2}T/.test(String(wire))) return [{ path, code: 'datetime' }];
  if (numeric.has(field.kind) && !/^-?\d+(\.\d+)?$/.test(String(wire))) return [{ path, code: 'number' }];
  const problem = field.check?.(wire, row);
  return problem ? [{ path, ...problem }] : [];
}

export const problemsOfRow = (fields: Fields, values: Values): FieldError[] => {
  const sent = wireRow(fields, values);
  return Object.entries(fields).flatMap(([name, field]) => problemsOf(name, field, values[name], sent));
};

/** The value in the spelling that will be stored: spaces around a text go, a telephone becomes E.164. */
export function normalized(field: Field, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = field.kind === 'text' || field.kind === 'longText' ? value.trim() : value;
  if (!text) return null;
  return field.normalize ? field.normalize(text) : text;
}
