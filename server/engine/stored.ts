/** Rows as the engine reads and writes them: values by field name, references as ids, kept in columns or in `data`. */
import { isDeepStrictEqual } from 'node:util';
import { isMany } from '../../kernel/catalog.ts';
import { type Entity } from '../../kernel/declarations.ts';
import { headerFields } from '../../kernel/document.ts';
import { NotFound } from '../../kernel/errors.ts';
import type { Fields } from '../../kernel/field.ts';
import { buildSearchText } from '../../kernel/search-text.ts';
import type { Actor } from '../../kernel/access.ts';
import type { Context, Values } from '../context.ts';
import type { DbRow, Tx } from '../db/transaction.ts';
import { accessSql } from './access.ts';
import { params, type Params } from './params.ts';
import { isSearchable } from './search.ts';
import { columnOf, isInData, snake, tableOf } from './storage.ts';

/** A row locked for writing, with what the caller may do to it. */
export interface Locked {
  readonly id: string;
  readonly version: number;
  readonly values: Values;
  readonly stage: string | null;
  readonly deletedAt: string | null;
  readonly deletedBy: string | null;
  readonly mayRead: boolean;
  readonly mayUpdate: boolean;
  readonly mayDelete: boolean;
}

/** Every field the engine keeps for a row, computed ones included. */
export function keptFields(entity: Entity): Fields {
  if (entity.kind === 'catalog') return entity.fields;
  const known = joined.get(entity);
  if (known) return known;
  const fields = { ...headerFields, ...entity.fields };
  joined.set(entity, fields);
  return fields;
}
/** Joined once for each type: rows are written by the thousand. */
const joined = new WeakMap<Entity, Fields>();

function decode(entity: Entity, row: DbRow): Values {
  const data = (row.data ?? {}) as Values; // as: a jsonb object column
  const values: Values = {};
  for (const [name, field] of Object.entries(keptFields(entity))) {
    values[name] = (isInData(entity, name) ? data[name] : row[snake(name)]) ?? (isMany(field) ? [] : null);
  }
  return values;
}

/** Locks a row that the caller may read (`trash`: any row); throws NotFound when there is none, or they may not know. */
export async function lock(ctx: Context, tx: Tx, actor: Actor, entity: Entity, id: string, how: { trash?: boolean } = {}): Promise<Locked> {
  const p = params(actor.orgId);
  const ofType = entity.kind === 'document' ? ` and t.type = ${p(entity.name)}` : '';
  const readable = accessSql(ctx, entity, 'read', actor, p);
  const sql = `select t.*, coalesce(${readable}, false) as may_read, coalesce(${accessSql(ctx, entity, 'update', actor, p)}, false) as may_update,
    coalesce(${accessSql(ctx, entity, 'delete', actor, p)}, false) as may_delete from ${tableOf(entity)} t where t.org_id = $1 and t.id = ${p(id)}${ofType} for no key update of t`;
  const [row] = await tx.query(sql, p.values);
  if (!row || (row.may_read !== true && !how.trash)) throw new NotFound(`${entity.name} ${id}`);
  return {
    id,
    version: Number(row.version),
    values: decode(entity, row),
    stage: (row.stage as string | undefined) ?? null,
    deletedAt: (row.deleted_at as string | null) ?? null,
    deletedBy: (row.deleted_by as string | null) ?? null,
    mayRead: row.may_read === true,
    mayUpdate: row.may_update === true,
    mayDelete: row.may_delete === true,
  };
}

/** Words and numbers by which search finds the row. */
function searchText(entity: Entity, values: Values, more: { number?: string | null } = {}): string {
  if (entity.kind === 'catalog') {
    const found = entity.search?.(values as never); // as: a row of this very catalog, by its own fields
    return found ? buildSearchText(found.words, found.numbers ?? []) : '';
  }
  const own = Object.entries(entity.fields).flatMap(([name, f]) => ((f.kind === 'text' || f.kind === 'longText') && typeof values[name] === 'string' ? [values[name].slice(0, 500)] : []));
  const body = typeof values.body === 'string' ? values.body.slice(0, 1000) : null;
  return buildSearchText([values.title as string | null, body, ...own], [more.number ?? (values.number as string | null)]);
}

/** The columns of a row to write: `[column, value, cast]`. */
export type Column = readonly [string, unknown, string];

export function columnsOf(entity: Entity, names: readonly string[], all: Values): Column[] {
  const fields = keptFields(entity);
  const columns: Column[] = [];
  for (const name of names) {
    const field = fields[name];
    if (!field || isInData(entity, name)) continue;
    const value = all[name];
    if (field.kind === 'list') columns.push([columnOf(name), JSON.stringify(value ?? []), '::jsonb']);
    else columns.push([columnOf(name), value ?? null, field.kind === 'refs' ? '::uuid[]' : field.kind === 'choices' ? '::text[]' : '']);
  }
  if (entity.kind === 'document' && names.some((n) => isInData(entity, n))) {
    const data = Object.fromEntries(Object.keys(entity.fields).flatMap((n) => (all[n] === null || all[n] === undefined || (Array.isArray(all[n]) && all[n].length === 0) ? [] : [[n, all[n]]])));
    columns.push(['data', JSON.stringify(data), '::jsonb']);
  }
  if (isSearchable(entity)) columns.push(['search', searchText(entity, all), '']);
  if (entity.kind === 'catalog' && entity.duplicateKeys) columns.push(['keys', entity.duplicateKeys(all as never), '::text[]']); // as: as in searchText
  return columns;
}

/** The extra columns that only the engine sets. */
export interface Marks {
  readonly stage?: string;
  readonly closed?: boolean;
}

const markColumns = (marks: Marks): Column[] => Object.entries(marks).map(([name, value]) => [name, value, '']);

export function insertRow(tx: Tx, entity: Entity, id: string, all: Values, marks: Marks, attributes: Values): Promise<unknown> {
  const p = params(tx.tenant.orgId);
  const columns: Column[] = [
    ['id', id, ''],
    ...(entity.kind === 'document' ? ([['type', entity.name, '']] as Column[]) : []),
    ...columnsOf(entity, Object.keys(keptFields(entity)), all),
    ...markColumns(marks),
    ['attributes', JSON.stringify(attributes), '::jsonb'],
    ['created_by', tx.tenant.id, ''],
    ['updated_by', tx.tenant.id, ''],
  ];
  return tx.query(`insert into ${tableOf(entity)} (org_id, ${columns.map((c) => c[0]).join(', ')}) values ($1, ${columns.map((c) => p(c[1]) + c[2]).join(', ')})`, p.values);
}

export function updateRow(tx: Tx, entity: Entity, id: string, names: readonly string[], all: Values, marks: Marks = {}): Promise<unknown> {
  const p = params(tx.tenant.orgId);
  const columns = [...columnsOf(entity, names, all), ...markColumns(marks), ['updated_by', tx.tenant.id, ''] as Column];
  return tx.query(
    `update ${tableOf(entity)} set ${columns.map((c) => `${c[0]} = ${p(c[1])}${c[2]}`).join(', ')}, version = version + 1, updated_at = now() where org_id = $1 and id = ${p(id)}`,
    p.values,
  );
}

/** Puts a row into the trash, or takes it out. */
export function markDeleted(tx: Tx, entity: Entity, id: string, deleted: boolean): Promise<unknown> {
  const p: Params = params(tx.tenant.orgId);
  const who = p(tx.tenant.id);
  return tx.query(
    `update ${tableOf(entity)} set deleted_at = ${deleted ? 'now()' : 'null'}, deleted_by = ${deleted ? who : 'null'}, version = version + 1, updated_at = now(), updated_by = ${who} where org_id = $1 and id = ${p(id)}`,
    p.values,
  );
}

/** Equal as stored: the database keeps the keys of JSON objects in an order of its own. */
export const sameValue = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a ?? null, b ?? null);

/** Names of the fields in which two states of a row differ. */
export function changedNames(entity: Entity, before: Values, after: Values): string[] {
  return Object.keys(keptFields(entity)).filter((name) => !sameValue(before[name], after[name]));
}

