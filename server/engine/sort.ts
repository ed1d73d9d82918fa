/** Sorting and paging by key: a page starts after the last row of the one before it, however deep it lies. */
import { isMany } from '../../kernel/catalog.ts';
import { allFields, type Entity } from '../../kernel/declarations.ts';
import { Invalid, invalid } from '../../kernel/errors.ts';
import type { Field } from '../../kernel/field.ts';
import { isUuid } from '../../kernel/uuid.ts';
import type { Context } from '../context.ts';
import type { Params } from './params.ts';
import { targetOf } from './row-json.ts';
import { sqlType, valueSql } from './storage.ts';
import { isDate, isStamp } from './value.ts';

export interface SortKey {
  readonly name: string;
  readonly sql: string;
  readonly type: string;
  readonly descending: boolean;
  readonly nullable: boolean;
}

const mostKeys = 5;

/** Reads `-date,name`. The id is always the last key, so that the order is total. References sort by their label. */
export function parseSort(ctx: Context, entity: Entity, text: string): SortKey[] {
  const fields = allFields(entity);
  const names = text.split(',').filter(Boolean);
  if (names.length > mostKeys) throw invalid('sort', 'tooMany', { max: mostKeys });
  const keys = names.map((signed): SortKey => {
    const descending = signed.startsWith('-');
    const name = descending ? signed.slice(1) : signed;
    if (name === 'id') return idKey(descending);
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field || isMany(field)) throw invalid('sort', 'sortField');
    return { name, descending, ...keySql(ctx, entity, name, field) };
  });
  if (keys.at(-1)?.name !== 'id') keys.push(idKey(keys.at(-1)?.descending ?? false));
  return keys;
}

const idKey = (descending: boolean): SortKey => ({ name: 'id', sql: 't.id', type: 'uuid', descending, nullable: false });

function keySql(ctx: Context, entity: Entity, name: string, field: Field): Pick<SortKey, 'sql' | 'type' | 'nullable'> {
  if (field.kind === 'ref' || field.kind === 'file') {
    const { table, label } = targetOf(ctx, field);
    return { sql: `(select ${label} from ${table} r where r.org_id = $1 and r.id = ${valueSql(entity, name, field)})`, type: 'text', nullable: true };
  }
  const always = field.required || name === 'createdAt' || name === 'updatedAt' || name === 'version' || name === 'type' || name === 'stage';
  return { sql: valueSql(entity, name, field), type: sqlType[field.kind], nullable: !always };
}

/** PostgreSQL's own order of empty values (last when ascending, first when descending), so that an index serves both ways. */
export const orderSql = (keys: readonly SortKey[]): string => keys.map((k) => `${k.sql}${k.descending ? ' desc' : ''}`).join(', ');

/** SQL that is true for rows behind the one whose key values are given as text (null when empty). */
export function afterSql(keys: readonly SortKey[], values: readonly (string | null)[], p: Params): string {
  const same = keys.every((k) => k.descending === keys[0]!.descending && !k.nullable); // !: the id is always there
  const value = (i: number): string => `${p(values[i])}::text::${keys[i]!.type}`; // !: one value per key, checked when the cursor was read
  if (same) return `(${keys.map((k) => k.sql).join(', ')}) ${keys[0]!.descending ? '<' : '>'} (${keys.map((_, i) => value(i)).join(', ')})`;
  return behind(keys, values, value, 0);
}

function behind(keys: readonly SortKey[], values: readonly (string | null)[], value: (i: number) => string, i: number): string {
  const key = keys[i];
  if (!key) return 'false';
  const rest = behind(keys, values, value, i + 1);
  if (values[i] === null) return key.descending ? `(${key.sql} is not null or ${rest})` : `(${key.sql} is null and ${rest})`;
  const beyond = `${key.sql} ${key.descending ? '<' : '>'} ${value(i)}`;
  const orEmpty = key.nullable && !key.descending ? ` or ${key.sql} is null` : '';
  return `(${beyond}${orEmpty} or (${key.sql} = ${value(i)} and ${rest}))`;
}

interface Cursor {
  readonly sort: string;
  readonly variant: number;
  readonly values: (string | null)[];
}

export const writeCursor = (c: Cursor): string => Buffer.from(JSON.stringify([c.sort, c.variant, ...c.values])).toString('base64url');

/** Reads a cursor that a caller sent; a made-up one is an error, never a broken statement. */
export function readCursor(text: string, sort: string, keys: readonly SortKey[]): Cursor {
  const bad = (): Invalid => invalid('after', 'cursor');
  if (text.length > 10_000) throw bad();
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw bad();
  }
  if (!Array.isArray(parts) || parts.length !== keys.length + 2 || parts[0] !== sort || !Number.isInteger(parts[1]) || parts[1] < 0 || parts[1] > 10) throw bad();
  const values = parts.slice(2).map((v: unknown, i): string | null => {
    const key = keys[i]!; // !: the lengths were compared
    if (v === null && key.nullable) return null;
    if (typeof v !== 'string' || !fits(key.type, v)) throw bad();
    return v;
  });
  return { sort, variant: Number(parts[1]), values };
}

function fits(type: string, text: string): boolean {
  if (text.includes('\0') || !text.isWellFormed()) return false;
  switch (type) {
    case 'uuid':
      return isUuid(text);
    case 'numeric':
      return /^-?\d{1,30}(\.\d{1,30})?$/.test(text);
    case 'date':
      return isDate(text);
    case 'timestamptz':
      return isStamp(text);
    case 'boolean':
      return text === 'true' || text === 'false';
    default:
      return true;
  }
}

