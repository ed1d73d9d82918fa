/** From what a caller sends to what is stored: types, spelling, limits, each field's own check. */
import { isMany } from '../../kernel/catalog.ts';
import type { FieldError } from '../../kernel/errors.ts';
import type { Field, Fields, Problem } from '../../kernel/field.ts';
import { isUuid } from '../../kernel/uuid.ts';
import type { Values } from '../context.ts';

const maxText = 1_000_000;
const dateForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const timeForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;
const numberForm = /^-?\d{1,15}(\.\d{1,6})?$/;

const problem = (code: string, params?: Problem['params']): { problem: Problem } => ({ problem: { code, params } });
type Parsed = { value: unknown } | { problem: Problem } | { errors: FieldError[] };

const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v);

/** True for a day that exists between the years 1 and 9999. */
export function isDate(text: string): boolean {
  const m = dateForm.exec(text);
  if (!m || m[1] === '0000') return false;
  const d = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(d.getTime()) && d.toISOString().startsWith(text);
}

/** True for a time as the database writes it in UTC: `2026-11-23 07:00:00.5+00`. */
export const isStamp = (text: string): boolean => /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/.test(text) && isDate(text.slice(0, 10));

/** True for a number that a version can be. */
export const isVersion = (v: unknown): v is number => typeof v === 'number' && Number.isInteger(v) && v >= 0 && v <= 2_147_483_647;

/** A moment in UTC. Near the ends of the calendar an offset leads out of the years that can be stored. */
function parseMoment(v: unknown): Parsed {
  if (typeof v !== 'string' || !timeForm.test(v) || Number.isNaN(Date.parse(v)) || !isDate(v.slice(0, 10))) return problem('datetime');
  const utc = new Date(v).toISOString();
  return isDate(utc.slice(0, 10)) ? { value: utc } : problem('datetime');
}

function parseText(field: Field, v: unknown): Parsed {
  if (typeof v !== 'string') return problem('type', { expected: 'string' });
  // NUL and halves of surrogate pairs cannot be stored as UTF-8 text.
  if (v.includes('\0') || !v.isWellFormed()) return problem('characters');
  const text = field.kind === 'text' ? v.replace(/\s+/gu, ' ').trim() : v.trimEnd();
  const max = field.max ?? maxText;
  if (text.length > max) return problem('tooLong', { max });
  if (text === '') return { value: null };
  return { value: field.normalize ? field.normalize(text) : text };
}

function parseNumber(field: Field, v: unknown): Parsed {
  if (field.kind === 'integer') {
    if (typeof v !== 'number' || !Number.isInteger(v)) return problem('type', { expected: 'integer' });
    if (v > (field.max ?? 2_147_483_647)) return problem('tooBig', { max: field.max ?? 2_147_483_647 });
    if (v < (field.min ?? -2_147_483_648)) return problem('tooSmall', { min: field.min ?? -2_147_483_648 });
    return { value: v };
  }
  // Exact numbers travel as strings; a JSON number is taken as it was written when it is short enough to be exact.
  const text = typeof v === 'number' ? String(v) : v;
  if (typeof text !== 'string' || !numberForm.test(text)) return problem('number');
  if (field.kind === 'money' && !/^-?\d{1,15}(\.\d{1,2})?$/.test(text)) return problem('number');
  if (field.min !== undefined && Number(text) < field.min) return problem('tooSmall', { min: field.min });
  return { value: text };
}

function parseMany(field: Field, v: unknown): Parsed {
  if (!Array.isArray(v)) return problem('type', { expected: 'array' });
  if (v.length > (field.max ?? 100)) return problem('tooMany', { max: field.max ?? 100 });
  const values: unknown[] = [];
  const errors: FieldError[] = [];
  v.forEach((item: unknown, i) => {
    if (field.kind === 'list') {
      if (!isRecord(item)) return void errors.push({ path: String(i), code: 'type', params: { expected: 'object' } });
      const { values: line, errors: wrong } = parseFields(field.of ?? {}, item, { partial: false });
      errors.push(...wrong.map((e) => ({ ...e, path: `${i}.${e.path}` })));
      return void values.push(line);
    }
    const one = parseOne({ ...field, kind: field.kind === 'refs' ? 'ref' : 'choice' }, item);
    if ('problem' in one) errors.push({ path: String(i), ...one.problem });
    else if ('value' in one && one.value !== null && !values.includes(one.value)) values.push(one.value);
  });
  return errors.length > 0 ? { errors } : { value: values };
}

function parseOne(field: Field, v: unknown): Parsed {
  if (v === null || v === undefined) return { value: isMany(field) ? [] : null };
  switch (field.kind) {
    case 'text':
    case 'longText':
      return parseText(field, v);
    case 'integer':
    case 'decimal':
    case 'money':
      return parseNumber(field, v);
    case 'date':
      return typeof v === 'string' && isDate(v) ? { value: v } : problem('date');
    case 'datetime':
      return parseMoment(v);
    case 'flag':
      return typeof v === 'boolean' ? { value: v } : problem('type', { expected: 'boolean' });
    case 'choice':
      return typeof v === 'string' && field.options?.includes(v) ? { value: v } : problem('option', { options: (field.options ?? []).join(', ') });
    case 'colour':
      return typeof v === 'string' && /^#[0-9a-fA-F]{6}$/.test(v) ? { value: v.toLowerCase() } : problem('colour');
    case 'ref':
    case 'file': {
      // What came out as {id, label} may go back in as it is.
      const id = isRecord(v) ? v.id : v;
      return typeof id === 'string' && isUuid(id) ? { value: id.toLowerCase() } : problem('type', { expected: 'id (UUID)' });
    }
    case 'choices':
    case 'refs':
    case 'list':
      return parseMany(field, v);
  }
}

/**
 * Reads the fields of a body. `partial`: absent fields are left out (an update); otherwise they get their initial
 * or empty value and required ones are errors. Unknown fields are errors. Field checks run on the whole row afterwards.
 */
export function parseFields(fields: Fields, body: Record<string, unknown>, o: { partial: boolean; known?: readonly string[]; computed?: Fields }): { values: Values; errors: FieldError[] } {
  const values: Values = {};
  const errors: FieldError[] = [];
  for (const name of Object.keys(body)) {
    if (Object.hasOwn(fields, name) || o.known?.includes(name)) continue;
    errors.push({ path: name.slice(0, 200), code: o.computed && Object.hasOwn(o.computed, name) ? 'computed' : 'unknownField' });
  }
  for (const [name, field] of Object.entries(fields)) {
    const given = Object.hasOwn(body, name) ? body[name] : undefined;
    if (given === undefined && o.partial) continue;
    const parsed = given === undefined && field.initial !== undefined ? { value: field.initial as unknown } : parseOne(field, given);
    if ('problem' in parsed) errors.push({ path: name, ...parsed.problem });
    else if ('errors' in parsed) errors.push(...parsed.errors.map((e) => ({ ...e, path: `${name}.${e.path}` })));
    else if (parsed.value === null && field.required) errors.push({ path: name, code: 'required' });
    else values[name] = parsed.value;
  }
  if (!o.partial) errors.push(...checkFields(fields, values, Object.keys(fields)));
  return { values, errors };
}

/** Runs the declared checks of the fields in `names` against a whole row. Lists check their own lines when parsed. */
export function checkFields(fields: Fields, row: Values, names: readonly string[]): FieldError[] {
  const errors: FieldError[] = [];
  for (const name of names) {
    const value = row[name];
    const found = value !== null && value !== undefined ? fields[name]?.check?.(value, row) : null;
    if (found) errors.push({ path: name, ...found });
  }
  return errors;
}

/** A single condition's value, by the field's kind (several-valued fields compare one of their values). */
export function parseScalar(field: Field, v: unknown): { value: unknown } | { problem: Problem } {
  const single: Field = field.kind === 'refs' ? { ...field, kind: 'ref' } : field.kind === 'choices' ? { ...field, kind: 'choice' } : field;
  const plain = single.kind === 'list' ? { ...single, kind: 'text' as const } : single;
  const parsed = parseOne({ ...plain, max: maxText, normalize: undefined }, v);
  return 'errors' in parsed ? { problem: { code: 'type', params: { expected: 'value' } } } : parsed;
}
