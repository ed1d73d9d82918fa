/** Filters of lists: JSON conditions become SQL with parameters. Every mistake names its place. */
import { isMany } from '../../kernel/catalog.ts';
import { allFields, type Entity } from '../../kernel/declarations.ts';
import { Invalid, invalid, type FieldError } from '../../kernel/errors.ts';
import type { Field } from '../../kernel/field.ts';
import { queryVariants } from '../../kernel/search-text.ts';
import type { Context } from '../context.ts';
import type { Params } from './params.ts';
import { targetOf } from './row-json.ts';
import { columnOf, isInData, sqlType, valueSql } from './storage.ts';
import { isDate, parseScalar } from './value.ts';

const mostConditions = 100;
const deepest = 5;
const mostValues = 1000;

interface Reading {
  readonly ctx: Context;
  readonly entity: Entity;
  readonly p: Params;
  readonly timeZone: string;
  count: number;
}

const wrong = (path: string, code: string, params?: FieldError['params']): Invalid => new Invalid([{ path, code, params }]);
const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v);

/** SQL of a filter for row `t`; `true` when it is empty. Plain days are days of `timeZone`. Throws Invalid. */
export function filterSql(ctx: Context, entity: Entity, filter: unknown, p: Params, timeZone: string): string {
  return group({ ctx, entity, p, timeZone, count: 0 }, filter, 'filter', 0);
}

function group(r: Reading, filter: unknown, path: string, depth: number): string {
  if (!isRecord(filter)) throw wrong(path, 'type', { expected: 'object' });
  if (depth > deepest) throw wrong(path, 'tooDeep');
  const terms: string[] = [];
  for (const [key, condition] of Object.entries(filter)) {
    const at = `${path}.${key}`.slice(0, 300);
    if (++r.count > mostConditions) throw wrong(path, 'tooMany', { max: mostConditions });
    if (key === 'and' || key === 'or') {
      if (!Array.isArray(condition)) throw wrong(at, 'type', { expected: 'array' });
      const parts = condition.map((c, i) => group(r, c, `${at}.${i}`, depth + 1));
      terms.push(parts.length === 0 ? 'true' : `(${parts.join(key === 'and' ? ' and ' : ' or ')})`);
    } else if (key === 'not') {
      terms.push(`(${group(r, condition, at, depth + 1)}) is not true`);
    } else {
      terms.push(fieldCondition(r, key, condition, at));
    }
  }
  return terms.length === 0 ? 'true' : terms.join(' and ');
}

function fieldCondition(r: Reading, name: string, condition: unknown, at: string): string {
  const operators: Record<string, unknown> = isRecord(condition) && !('id' in condition) ? condition : condition === null ? { empty: true } : { eq: condition };
  const known = findField(r, name, at);
  const terms = Object.entries(operators).map(([operator, value]) => known(operator, value, `${at}.${operator}`));
  return terms.length === 0 ? 'true' : `(${terms.join(' and ')})`;
}

type Compile = (operator: string, value: unknown, at: string) => string;

function findField(r: Reading, name: string, at: string): Compile {
  if (name === 'id') return (operator, value, path) => scalar(r, { kind: 'ref', required: true }, 't.id', operator, value, path);
  const fields = allFields(r.entity);
  const [first, second, ...rest] = name.split('.');
  const field = first !== undefined && Object.hasOwn(fields, first) ? fields[first] : undefined;
  if (!field || rest.length > 0) throw wrong(at, 'filterField');
  if (second === undefined) {
    if (field.kind === 'list') return (operator, value, path) => listItself(r, name, field, operator, value, path);
    if (isMany(field)) return (operator, value, path) => several(r, name, field, operator, value, path);
    return (operator, value, path) => scalar(r, field, valueSql(r.entity, name, field), operator, value, path);
  }
  const inner = field.of && Object.hasOwn(field.of, second) ? field.of[second] : undefined;
  if (!inner) throw wrong(at, 'filterField');
  return (operator, value, path) => inList(r, first!, field, second, inner, operator, value, path); // !: the field was found by it
}

/** A plain day stands for its beginning where the caller is: `{"due": {"lt": "2026-12-01"}}`. */
function dayAsTime(r: Reading, field: Field, value: unknown): string | null {
  return field.kind === 'datetime' && typeof value === 'string' && isDate(value) ? `(${r.p(value)}::date::timestamp at time zone ${r.p(r.timeZone)})` : null;
}

function one(r: Reading, field: Field, value: unknown, at: string): string {
  const day = dayAsTime(r, field, value);
  if (day) return day;
  const parsed = parseScalar(field, value);
  if ('problem' in parsed) throw new Invalid([{ path: at, ...parsed.problem }]);
  if (parsed.value === null) throw wrong(at, 'required');
  return `${r.p(parsed.value)}::${sqlType[field.kind]}`;
}

function many(r: Reading, field: Field, value: unknown, at: string): string {
  if (!Array.isArray(value)) throw wrong(at, 'type', { expected: 'array' });
  if (value.length > mostValues) throw wrong(at, 'tooMany', { max: mostValues });
  const values = value.map((v, i) => {
    const parsed = parseScalar(field, v);
    if ('problem' in parsed) throw new Invalid([{ path: `${at}.${i}`, ...parsed.problem }]);
    return parsed.value;
  });
  return `${r.p(values)}::${sqlType[field.kind]}[]`;
}

function flagOf(value: unknown, at: string): boolean {
  if (typeof value !== 'boolean') throw wrong(at, 'type', { expected: 'boolean' });
  return value;
}

/** `%`, `_` and `\` in what a person typed stand for themselves. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

function containedText(value: unknown, at: string): string {
  if (typeof value !== 'string' || value.length > 500 || value.includes('\0') || !value.isWellFormed()) throw wrong(at, 'type', { expected: 'string' });
  return likePattern(value.normalize('NFC').replace(/ё/g, 'е').replace(/Ё/g, 'Е'));
}

const comparisons: Readonly<Record<string, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };
const comparable = new Set<Field['kind']>(['text', 'integer', 'decimal', 'money', 'date', 'datetime']);

function scalar(r: Reading, field: Field, sql: string, operator: string, value: unknown, at: string): string {
  switch (operator) {
    case 'eq':
      return value === null ? `${sql} is null` : `${sql} = ${one(r, field, value, at)}`;
    case 'ne':
      return value === null ? `${sql} is not null` : `${sql} is distinct from ${one(r, field, value, at)}`;
    case 'in':
      return `${sql} = any(${many(r, field, value, at)})`;
    case 'empty':
      return flagOf(value, at) ? `${sql} is null` : `${sql} is not null`;
    case 'contains':
      if (field.kind !== 'text' && field.kind !== 'longText') break;
      // ё and е are one letter to whoever looks for a word.
      return `translate(${sql}, 'ёЁ', 'еЕ') ilike ${r.p(containedText(value, at))}`;
    case 'under':
      return `${sql} = any(${subtree(r, field, value, at)})`;
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      if (!comparable.has(field.kind)) break;
      return `${sql} ${comparisons[operator]} ${one(r, field, value, at)}`;
  }
  throw wrong(at, 'filterOperator');
}

/** The ids of a tree's row and all below it. A circle, should one ever be stored, ends by `union`. */
function subtree(r: Reading, field: Field, value: unknown, at: string): string {
  const target = r.ctx.declarations.catalogs.get(field.target ?? '');
  if (!target?.tree) throw wrong(at, 'filterOperator');
  const { table } = targetOf(r.ctx, field);
  const up = columnOf(target.tree);
  return `array(with recursive below as (select id from ${table} where org_id = $1 and id = ${one(r, field, value, at)}
    union select c.id from ${table} c join below b on c.${up} = b.id where c.org_id = $1) select id from below)`;
}

function several(r: Reading, name: string, field: Field, operator: string, value: unknown, at: string): string {
  const sql = valueSql(r.entity, name, field);
  const json = isInData(r.entity, name);
  const type = sqlType[field.kind];
  const has = (v: string): string => (json ? `${sql} @> to_jsonb(${v})` : `${sql} @> array[${v}]::${type}[]`);
  switch (operator) {
    case 'eq':
      return has(one(r, field, value, at));
    case 'ne':
      return `not ${has(one(r, field, value, at))}`;
    case 'in': {
      const wanted = many(r, field, value, at);
      return json ? `exists (select from jsonb_array_elements_text(${sql}) e where e = any(${wanted}::text[]))` : `${sql} && ${wanted}`;
    }
    case 'empty': {
      const none = json ? `${sql} = '[]'` : `cardinality(${sql}) = 0`;
      return flagOf(value, at) ? none : `not (${none})`;
    }
  }
  throw wrong(at, 'filterOperator');
}

function listItself(r: Reading, name: string, field: Field, operator: string, value: unknown, at: string): string {
  const sql = valueSql(r.entity, name, field);
  if (operator === 'empty') return flagOf(value, at) ? `${sql} = '[]'` : `${sql} <> '[]'`;
  if (operator === 'contains') {
    // Telephones are stored as bare digits: what was typed with spaces and brackets is compared without them.
    const digits = typeof value === 'string' ? queryVariants(value).find((v) => v.kind === 'digits')?.text : undefined;
    return `exists (select from jsonb_array_elements(${sql}) e, jsonb_each_text(e) v where translate(v.value, 'ёЁ', 'еЕ') ilike ${r.p(containedText(digits ?? value, at))})`;
  }
  throw wrong(at, 'filterOperator');
}

function inList(r: Reading, list: string, field: Field, name: string, inner: Field, operator: string, value: unknown, at: string): string {
  if (inner.kind === 'ref' && (operator === 'eq' || operator === 'in')) {
    const ids = operator === 'eq' ? `array[${one(r, inner, value, at)}]` : many(r, inner, value, at);
    return `t.id in (select l.source from link l where l.org_id = $1 and l.target = any(${ids}) and l.field = '${list}.${name}')`;
  }
  const each = `jsonb_array_elements(${valueSql(r.entity, list, field)}) e`;
  const text: Field = { ...inner, kind: inner.kind === 'choice' ? 'choice' : inner.kind === 'flag' ? 'flag' : 'text', target: undefined };
  return `exists (select from ${each} where ${scalar(r, text, inner.kind === 'flag' ? `(e->>'${name}')::boolean` : `e->>'${name}'`, operator, value, at)})`;
}

/** Reads the text of a `filter` parameter. */
export function parseFilter(text: string | undefined): unknown {
  if (text === undefined || text === '') return {};
  if (text.length > 100_000) throw invalid('filter', 'tooLong', { max: 100_000 });
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('filter', 'json', { reason: 'syntax' });
  }
}
