/**
 * Values of a form. They are kept as the server sends them, references as `{id, label}`, so that a form can show
 * what it holds; on the way back they become ids. Two values are the same when they would be sent as the same.
 */
import type { Field, Fields } from '../../kernel/field.ts';

export interface Reference {
  readonly id: string;
  readonly label: string;
}
export interface FileReference extends Reference {
  readonly size?: number;
  readonly type?: string;
}
export type Values = Readonly<Record<string, unknown>>;

export const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';

export const asReference = (value: unknown): Reference | null => (isReference(value) ? value : null);

export const asRows = (value: unknown): readonly Values[] =>
  Array.isArray(value) ? value.filter((row): row is Values => typeof row === 'object' && row !== null) : [];

export const asText = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

/** What a field holds when nobody has filled it in. */
export function emptyValue(field: Field): unknown {
  if (field.kind === 'list' || field.kind === 'refs' || field.kind === 'choices') return [];
  return field.kind === 'flag' ? false : null;
}

/** Values of a new row: what the declaration starts with, and over it what the caller presets. */
export function initialValues(fields: Fields, preset: Values = {}): Values {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    values[name] = preset[name] ?? field.initial ?? (field.required && field.kind === 'choice' ? (field.options?.[0] ?? null) : emptyValue(field));
  }
  return values;
}

/** A line of a list about to be filled in. */
export const newLine = (field: Field): Values => initialValues(field.of ?? {});

/** The value as the server takes it: references as ids, empty texts as null, lines with their fields only. */
export function toWire(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'ref':
    case 'file':
      return isReference(value) ? value.id : typeof value === 'string' && value ? value : null;
    case 'refs':
      return Array.isArray(value) ? value.map((one) => (isReference(one) ? one.id : one)) : [];
    case 'choices':
      return Array.isArray(value) ? value : [];
    case 'list':
      return asRows(value).map((line) => wireRow(field.of ?? {}, line));
    case 'flag':
      return value === null || value === undefined ? null : value === true;
    default:
      return value === undefined || value === '' ? null : value;
  }
}

/** All the values of a row as the server takes them. */
export const wireRow = (fields: Fields, values: Values): Values =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, toWire(field, values[name])]));

export function sameValue(field: Field, one: unknown, other: unknown): boolean {
  const [a, b] = [comparable(field, one), comparable(field, other)];
  return JSON.stringify(a) === JSON.stringify(b);
}

/** An instant may come back written with another offset, and an unset flag means the same as an unticked one. */
function comparable(field: Field, value: unknown): unknown {
  const wire = toWire(field, value);
  if (field.kind === 'datetime' && typeof wire === 'string') return Date.parse(wire);
  if (field.kind === 'flag') return wire === true;
  if ((field.kind === 'money' || field.kind === 'decimal') && wire !== null) return Number(wire);
  if (field.kind === 'list') {
    const lines = asRows(value);
    return lines.map((line) => Object.entries(field.of ?? {}).map(([name, sub]) => comparable(sub, line[name])));
  }
  return wire;
}

/** Names of the fields whose values differ. */
export const changedFields = (fields: Fields, before: Values, after: Values): string[] =>
  Object.entries(fields).flatMap(([name, field]) => (sameValue(field, before[name], after[name]) ? [] : [name]));

/** True for a value that a view may leave out. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Lines left untouched by a person are not sent: an empty row of telephones is not a telephone. */
export function withoutBlankLines(field: Field, value: unknown): unknown {
  if (field.kind !== 'list') return value;
  const blank = newLine(field);
  return asRows(value).filter((line) => changedFields(field.of ?? {}, blank, line).length > 0);
}

/** An uploaded file as the server names it; null when there is none. */
export function asFile(value: unknown): Required<FileReference> | null {
  if (!isReference(value)) return null;
  const file: FileReference = value;
  return { id: file.id, label: file.label, size: Number(file.size ?? 0), type: file.type ?? '' };
}
