/** Search as you type: part of a word, any keyboard layout and alphabet, numbers in any spelling, only what the caller may see. */
import type { Actor } from '../../kernel/access.ts';
import type { Catalog } from '../../kernel/catalog.ts';
import { allFields, type Entity } from '../../kernel/declarations.ts';
import { invalid } from '../../kernel/errors.ts';
import { queryVariants, type QueryVariant } from '../../kernel/search-text.ts';
import type { Context } from '../context.ts';
import { read, type Tx } from '../db/transaction.ts';
import { accessSql } from './access.ts';
import { allTypes } from './all-types.ts';
import { likePattern } from './filter.ts';
import { params, type Params } from './params.ts';
import { targetOf } from './row-json.ts';
import { columnOf, labelSql, tableOf, valueSql } from './storage.ts';

const mostTerms = 10;

/** True when the entity's table has the column `search`. */
export const isSearchable = (entity: Entity): boolean => entity.kind === 'document' || entity.search !== undefined;

/** What to try, best first: a number is looked for by its digits before its parts are looked for as words. */
export function variantsOf(q: string): QueryVariant[] {
  const variants = queryVariants(q);
  return [...variants.filter((v) => v.kind === 'digits'), ...variants.filter((v) => v.kind !== 'digits')];
}

/** SQL that is true for rows that hold every word of an already folded text. */
export function searchSql(entity: Entity, text: string, p: Params): string {
  const terms = text.split(' ').filter(Boolean);
  if (terms.length > mostTerms) throw invalid('q', 'tooManyTerms');
  if (terms.length === 0) return 'false';
  if (!isSearchable(entity)) return terms.map((term) => `${labelSql(entity, 't')} ilike ${p(likePattern(term))}`).join(' and ');
  // One or two letters have no trigram: they are looked for at the beginning of words, where an index helps.
  return terms.map((term) => `t.search like ${p(term.length < 3 ? likePattern(` ${term}`) : likePattern(term))}`).join(' and ');
}

/** Text that tells rows of one name apart. */
function hintSql(ctx: Context, entity: Entity): string {
  if (entity.kind === 'document') {
    const { table, label } = targetOf(ctx, { kind: 'ref', required: false, target: 'counterparty' });
    return `(select ${label} from ${table} r where r.org_id = $1 and r.id = t.counterparty)`;
  }
  const parts = (entity.hint ?? []).map((path) => hintPart(ctx, entity, path));
  return parts.length === 0 ? 'null' : `nullif(concat_ws(' · ', ${parts.join(', ')}), '')`;
}

function hintPart(ctx: Context, entity: Catalog, path: string): string {
  const [name, inner] = path.split('.');
  const field = allFields(entity)[name ?? ''];
  const target = inner ? field?.of?.[inner] : field;
  if (!name || !field || !target) throw new Error(`hint '${path}' of ${entity.name} names no field`);
  if (target.kind !== 'ref') return valueSql(entity, name, field);
  const { table, label } = targetOf(ctx, target);
  if (!inner) return `(select ${label} from ${table} r where r.org_id = $1 and r.id = t.${columnOf(name)})`;
  return `(select string_agg(${label}, ', ') from link l join ${table} r on r.org_id = $1 and r.id = l.target where l.org_id = $1 and l.source = t.id and l.field = '${path}')`;
}

export interface Found {
  readonly entity: string;
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  readonly date?: string;
  readonly group?: string | null;
}

/** Up to `limit` rows of each kind: those whose name begins with the query first. */
async function searchOne(ctx: Context, tx: Tx, actor: Actor, entity: Entity, text: string, limit: number): Promise<Found[]> {
  const isDocument = entity.kind === 'document';
  const p = params(actor.orgId);
  const readable = accessSql(ctx, entity, 'read', actor, p);
  const columns = [
    't.id', `${labelSql(entity, 't')} as label`, `${hintSql(ctx, entity)} as hint`,
    isDocument ? `t.type as entity, t.date` : `'${entity.name}' as entity`,
    ...(entity.kind === 'catalog' && entity.fields.group ? ['t."group"'] : []),
  ].join(', ');
  const from = `select ${columns} from ${tableOf(entity)} t where t.org_id = $1 and t.deleted_at is null and ${readable}`;
  const order = isDocument ? 't.date desc, t.id desc' : `t.${columnOf(entity.label)}, t.id`;
  const contains = searchSql(entity, text, p);
  const starts = `t.search like ${p(` ${likePattern(text).slice(1)}`)}`;
  const first = tx.query<Found & Record<string, unknown>>(`${from} and ${contains} and ${starts} order by ${order} limit ${limit}`, p.values, { unnamed: true });
  const others = tx.query<Found & Record<string, unknown>>(`${from} and ${contains} order by ${order} limit ${limit}`, p.values.slice(0, -1), { unnamed: true });
  const seen = new Map<string, Found>();
  for (const row of [...(await first), ...(await others)]) if (!seen.has(row.id)) seen.set(row.id, row);
  return [...seen.values()].slice(0, limit);
}

/** The search box: every searchable catalog and all documents. The variant that found something is told. */
export async function search(ctx: Context, actor: Actor, q: string, limit: number): Promise<{ rows: Found[]; variant: QueryVariant | null }> {
  const main = ['counterparty', 'contact', 'employee'].flatMap((name) => ctx.declarations.catalogs.get(name) ?? []);
  const entities: Entity[] = [...main.filter(isSearchable), allTypes(ctx)];
  for (const variant of variantsOf(q)) {
    const found = await read(ctx.pool, actor, (tx) => Promise.all(entities.map((e) => searchOne(ctx, tx, actor, e, variant.text, limit))));
    if (found.some((rows) => rows.length > 0)) return { rows: share(found, limit), variant };
  }
  return { rows: [], variant: null };
}

/** Divides `limit` places fairly: a kind that fills less than its share leaves the rest to the others. */
function share(found: readonly Found[][], limit: number): Found[] {
  const taken = found.map(() => 0);
  for (let left = limit; left > 0; ) {
    const before = left;
    found.forEach((rows, i) => {
      if (left > 0 && taken[i]! < rows.length) {
        taken[i]!++; // !: one counter per list
        left--;
      }
    });
    if (left === before) break;
  }
  return found.flatMap((rows, i) => rows.slice(0, taken[i]));
}
