/** Lists: one function behind the registry, the dossier, the to-do list, search, reports and export. */
import type { Actor } from '../../kernel/access.ts';
import { allFields, type Entity } from '../../kernel/declarations.ts';
import { invalid } from '../../kernel/errors.ts';
import type { Context } from '../context.ts';
import { readOne, type DbRow } from '../db/transaction.ts';
import { accessSql, trashSql } from './access.ts';
import { allTypes } from './all-types.ts';
import { filterSql, parseFilter } from './filter.ts';
import { params, type Params } from './params.ts';
import { rowJson } from './row-json.ts';
import { searchSql, variantsOf } from './search.ts';
import { afterSql, orderSql, parseSort, readCursor, writeCursor } from './sort.ts';
import { tableOf } from './storage.ts';

export interface ListQuery {
  readonly filter?: string;
  readonly sort?: string;
  readonly limit?: number;
  readonly after?: string;
  readonly q?: string;
  readonly fields?: readonly string[];
  readonly total?: boolean;
  readonly trash?: boolean;
}

/** Counting stops here; above it the planner's estimate is given, marked as inexact. */
const mostCounted = 20_000;

/** Answers one page as JSON text: `{"rows": […], "next": …}`. Throws Invalid for bad parameters. */
export async function list(ctx: Context, actor: Actor, entity: Entity, query: ListQuery): Promise<string> {
  const limit = query.limit ?? 50;
  const sort = query.sort || entity.list.sort || '';
  const keys = parseSort(ctx, entity, sort);
  const cursor = query.after ? readCursor(query.after, sort, keys) : null;
  const variants = query.q ? variantsOf(query.q) : [null];
  checkFieldNames(entity, query.fields);

  // Another keyboard layout or alphabet is tried only when what was typed finds nothing; a cursor remembers which one found.
  for (let v = cursor?.variant ?? 0; v < variants.length; v++) {
    const p = params(actor.orgId);
    const where = whereSql(ctx, actor, entity, query, variants[v]?.text ?? null, p);
    const counted = query.total ? countSql(entity, where, [...p.values]) : null;
    const page = cursor ? `${where} and ${afterSql(keys, cursor.values, p)}` : where;
    const marks = keys.map((k, i) => `(${k.sql})::text as k${i}`).join(', ');
    const { json, joins } = rowJson(ctx, entity, actor, p, { fields: query.fields, kept: !query.trash });
    // The page is found first, by its index; only its rows are then joined with what they refer to.
    const found = `select t.* from ${tableOf(entity)} t where ${page} order by ${orderSql(keys)} limit ${p(limit + 1)}`;
    const text = `select ${json} as json, ${marks} from (${found}) t ${joins} order by ${orderSql(keys)}`;
    // A search is planned for its own words: a plan for "any word" would choose the wrong index for rare or common ones.
    const [rows, total] = await Promise.all([
      readOne<PageRow>(ctx.pool, actor, text, p.values, { unnamed: Boolean(query.q) }),
      counted ? count(ctx, actor, counted) : null,
    ]);
    if (rows.length === 0 && !cursor && v + 1 < variants.length) continue;
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const next = last ? writeCursor({ sort, variant: v, values: keys.map((_, i) => last[`k${i}`] as string | null) }) : null; // as: selected as text above
    return answer(rows.slice(0, limit), next, total, v > 0 && rows.length > 0 ? (variants[v] ?? undefined) : undefined);
  }
  return answer([], null, query.total ? { value: 0, exact: true } : null);
}

type PageRow = DbRow & { json: string };
type Total = { value: number; exact: boolean };

function answer(rows: readonly PageRow[], next: string | null, total: Total | null, variant?: { kind: string; text: string }): string {
  const tail = [total && `"total":${JSON.stringify(total)}`, variant && `"variant":${JSON.stringify({ kind: variant.kind, text: variant.text })}`];
  return `{${[`"rows":[${rows.map((r) => r.json).join(',')}]`, `"next":${JSON.stringify(next)}`, ...tail].filter(Boolean).join(',')}}`;
}

/** Rows of the company that the caller may see and asked for. Shared with counting, reports and export. */
export function whereSql(ctx: Context, actor: Actor, entity: Entity, query: ListQuery, search: string | null, p: Params): string {
  const terms = ['t.org_id = $1'];
  if (entity.kind === 'document' && entity !== allTypes(ctx)) terms.push(`t.type = ${p(entity.name)}`);
  if (query.trash) {
    terms.push('t.deleted_at is not null', trashSql(ctx, actor, entity, p));
  } else {
    terms.push('t.deleted_at is null', accessSql(ctx, entity, 'read', actor, p));
  }
  terms.push(filterSql(ctx, entity, parseFilter(query.filter), p, actor.timeZone));
  if (search !== null) terms.push(searchSql(entity, search, p));
  return terms.filter((t) => t !== 'true').join(' and ');
}

const countSql = (entity: Entity, where: string, values: unknown[]): { inner: string; values: unknown[] } => ({ inner: `from ${tableOf(entity)} t where ${where}`, values });

async function count(ctx: Context, actor: Actor, { inner, values }: { inner: string; values: unknown[] }): Promise<Total> {
  const counted = await readOne<{ n: number }>(ctx.pool, actor, `select count(*) as n from (select ${inner} limit ${mostCounted + 1}) x`, values, { unnamed: true });
  const n = counted[0]?.n ?? 0;
  if (n <= mostCounted) return { value: n, exact: true };
  const plan = await readOne<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(ctx.pool, actor, `explain (format json) select ${inner}`, values, { unnamed: true });
  return { value: Math.max(n, plan[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? n), exact: false };
}

function checkFieldNames(entity: Entity, names: readonly string[] | undefined): void {
  const known = allFields(entity);
  for (const name of names ?? []) if (name !== 'id' && name !== 'attributes' && !Object.hasOwn(known, name)) throw invalid('fields', 'unknownField');
}
