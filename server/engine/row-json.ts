/** The row as callers see it, built as JSON by the database and passed through as text. */
import type { Actor } from '../../kernel/access.ts';
import { isMany } from '../../kernel/catalog.ts';
import { allFields, type Entity } from '../../kernel/declarations.ts';
import type { Field } from '../../kernel/field.ts';
import type { Context } from '../context.ts';
import { accessSql, rulesSql, trashSql } from './access.ts';
import { allTypes } from './all-types.ts';
import type { Params } from './params.ts';
import { isInData, labelSql, tableOf, valueSql } from './storage.ts';

/** The table and label of what a reference points to. */
export function targetOf(ctx: Context, field: Field): { table: string; label: string } {
  if (field.kind === 'file') return { table: 'stored_file', label: labelSql('file', 'r') };
  if (field.target === 'document') return { table: 'document', label: labelSql('document', 'r') };
  const catalog = ctx.declarations.catalogs.get(field.target ?? '');
  if (!catalog) throw new Error(`A reference to the unknown catalog "${field.target}"`);
  return { table: tableOf(catalog), label: labelSql(catalog, 'r') };
}

/** JSON of a referenced row `r`. */
function refObject(ctx: Context, field: Field): string {
  const more = field.kind === 'file' ? `, 'size', r.size, 'type', r.type` : field.target === 'document' ? `, 'type', r.type` : '';
  return `json_build_object('id', r.id, 'label', ${targetOf(ctx, field).label}${more})`;
}

const refSql = (ctx: Context, field: Field, id: string): string => `(select ${refObject(ctx, field)} from ${targetOf(ctx, field).table} r where r.org_id = $1 and r.id = ${id})`;

/** A list whose rows hold references: each becomes `{id, label}`, the other values stay. */
function listSql(ctx: Context, field: Field, value: string): string {
  const refs = Object.entries(field.of ?? {}).filter(([, f]) => f.kind === 'ref' || f.kind === 'file');
  if (refs.length === 0) return value;
  const parts = refs.map(([name, f]) => `'${name}', ${refSql(ctx, f, `(e.value->>'${name}')::uuid`)}`);
  return `case when ${value} = '[]' then ${value} else (select jsonb_agg(e.value || jsonb_build_object(${parts.join(', ')}) order by e.ordinality) from jsonb_array_elements(${value}) with ordinality e) end`;
}

/** SQL of one field's JSON value, of a row `t`; a single reference stands in `joins`, where rows of a page share the work. */
function fieldJson(ctx: Context, entity: Entity, name: string, field: Field, joins: string[]): string {
  const value = valueSql(entity, name, field);
  switch (field.kind) {
    case 'ref':
    case 'file': {
      const alias = `r${joins.length}`;
      joins.push(`left join ${targetOf(ctx, field).table} ${alias} on ${alias}.org_id = $1 and ${alias}.id = ${value}`);
      return `case when ${alias}.id is not null then ${refObject(ctx, field).replace(/\br\./g, `${alias}.`)} end`;
    }
    case 'refs': {
      const { table, label } = targetOf(ctx, field);
      const ids = isInData(entity, name) ? `array(select jsonb_array_elements_text(${value}))::uuid[]` : value;
      return `(select coalesce(json_agg(json_build_object('id', r.id, 'label', ${label}) order by ${label}), '[]') from ${table} r where r.org_id = $1 and r.id = any(${ids}))`;
    }
    case 'list':
      return listSql(ctx, field, value);
    case 'decimal':
    case 'money':
      return isInData(entity, name) ? `t.data->'${name}'` : `${value}::text`;
    default:
      return isInData(entity, name) && !isMany(field) ? `t.data->'${name}'` : value;
  }
}

/** What the caller may do with the row next. */
function canSql(ctx: Context, entity: Entity, actor: Actor, p: Params, kept: boolean): string {
  const certain = (sql: string): string => (sql === 'true' || sql === 'false' ? sql : `coalesce(${sql}, false)`);
  const both = (a: string, b: string): string => (a === 'true' ? b : b === 'false' ? b : `${a} and ${b}`);
  const alive = kept ? 'true' : 't.deleted_at is null';
  const may = [
    ['update', both(alive, certain(accessSql(ctx, entity, 'update', actor, p)))],
    ['delete', both(alive, certain(accessSql(ctx, entity, 'delete', actor, p)))],
    ['restore', kept ? 'false' : both('t.deleted_at is not null', `coalesce(${trashSql(ctx, actor, entity, p)}, false)`)],
  ] as const;
  if (entity.kind === 'catalog' || entity === allTypes(ctx)) {
    // What depends on no row is said once, not built for each.
    if (may.every(([, sql]) => sql === 'true' || sql === 'false')) return `'{${may.map(([verb, sql]) => `"${verb}":${sql}`).join(',')}}'::json`;
    return `json_build_object(${may.map(([verb, sql]) => `'${verb}', ${sql}`).join(', ')})`;
  }
  const cases = Object.entries(entity.stages).map(([from, stage]) => {
    const allowed = stage.next.map((to) => [to, certain(rulesSql(ctx, entity.access.to?.[to] ?? entity.access.update, entity, actor, p))] as const).filter(([, sql]) => sql !== 'false');
    if (allowed.every(([, sql]) => sql === 'true')) return `when '${from}' then '{${allowed.map(([to]) => `"${to}"`).join(',')}}'::text[]`;
    return `when '${from}' then array_remove(array[${allowed.map(([to, sql]) => `case when ${sql} then '${to}' end`).join(', ')}]::text[], null)`;
  });
  const to = `case t.stage ${cases.join(' ')} else '{}'::text[] end`;
  return `json_build_object(${may.map(([verb, sql]) => `'${verb}', ${sql}`).join(', ')}, 'to', ${kept ? to : `case when t.deleted_at is not null then '{}'::text[] else ${to} end`})`;
}

export interface RowShape {
  /** Only these fields (and id, version, can always); all when absent. */
  readonly fields?: readonly string[];
  /** The rows are known not to be in the trash: what would tell of it needs no work. */
  readonly kept?: boolean;
}

export interface RowSql {
  /** The whole row as JSON text. */
  readonly json: string;
  /** What must follow `from … t`. */
  readonly joins: string;
}

/** SQL of a row `t` of the entity's table as callers see it. */
export function rowJson(ctx: Context, entity: Entity, actor: Actor, p: Params, shape: RowShape = {}): RowSql {
  const wanted = shape.fields && new Set(shape.fields);
  const columns = ['t.id as "id"'];
  const joins: string[] = [];
  for (const [name, field] of Object.entries(allFields(entity))) {
    if (wanted && !wanted.has(name) && name !== 'version') continue;
    if (shape.kept && (name === 'deletedAt' || name === 'deletedBy')) {
      columns.push(`null as "${name}"`);
      continue;
    }
    columns.push(`${fieldJson(ctx, entity, name, field, joins)} as "${name}"`);
  }
  if (!wanted || wanted.has('attributes')) columns.push('t.attributes as "attributes"');
  columns.push(`${canSql(ctx, entity, actor, p, shape.kept ?? false)} as "can"`);
  return { json: `(select row_to_json(x)::text from (select ${columns.join(', ')}) x)`, joins: joins.join(' ') };
}
