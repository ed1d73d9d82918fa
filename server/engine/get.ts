/** One row, and what is known of it. */
import type { Actor } from '../../kernel/access.ts';
import type { Entity } from '../../kernel/declarations.ts';
import { NotFound, invalid } from '../../kernel/errors.ts';
import type { Context } from '../context.ts';
import type { Values } from '../context.ts';
import { read, readOne } from '../db/transaction.ts';
import { accessSql, trashSql } from './access.ts';
import { labelsOf, withLabels } from './labels.ts';
import { params } from './params.ts';
import { rowJson } from './row-json.ts';
import { tableOf } from './storage.ts';
import { keptFields } from './stored.ts';

/** SQL of "the caller may see row `t`": what they may read, in the trash only when they put it there or see all of it. */
export function visible(ctx: Context, actor: Actor, entity: Entity, id: string, p: ReturnType<typeof params>): string {
  const ofType = entity.kind === 'document' ? ` and t.type = ${p(entity.name)}` : '';
  const readable = accessSql(ctx, entity, 'read', actor, p);
  return `t.org_id = $1 and t.id = ${p(id)}${ofType} and case when t.deleted_at is null then ${readable} else ${trashSql(ctx, actor, entity, p)} end`;
}

/** The row as JSON text. Throws NotFound. */
export async function get(ctx: Context, actor: Actor, entity: Entity, id: string): Promise<string> {
  const p = params(actor.orgId);
  const { json, joins } = rowJson(ctx, entity, actor, p);
  const [row] = await readOne<{ json: string }>(ctx.pool, actor, `select ${json} as json from ${tableOf(entity)} t ${joins} where ${visible(ctx, actor, entity, id, p)}`, p.values);
  if (!row) throw new NotFound(`${entity.name} ${id}`);
  return row.json;
}

interface HistoryRow {
  readonly [key: string]: unknown;
  readonly operation: string;
  readonly at: string;
  readonly kind: string;
  readonly actor: string | null;
  readonly name: string | null;
  readonly action: string;
  readonly version: number;
  readonly before: Values | null;
  readonly after: Values | null;
}

/** What happened to a row, newest first: who, when, what was, what became. `after` is the version to go on below. */
export async function history(ctx: Context, actor: Actor, entity: Entity, id: string, limit: number, after: string | undefined): Promise<unknown> {
  if (after !== undefined && !/^\d{1,9}$/.test(after)) throw invalid('after', 'cursor');
  const p = params(actor.orgId);
  const where = visible(ctx, actor, entity, id, p);
  return read(ctx.pool, actor, async (tx) => {
    const below = after === undefined ? '' : ` and c.version < ${p(Number(after))}`;
    const rows = await tx.query<HistoryRow>(
      `select c.operation, o.at, o.kind, o.actor, e.name, c.action, c.version, c.before, c.after from ${tableOf(entity)} t
        join change c on c.org_id = $1 and c.entity_id = t.id and c.entity = ${p(entity.name)}${below}
        join operation o on o.org_id = $1 and o.id = c.operation
        left join employee e on e.org_id = $1 and e.id = o.actor
        where ${where} order by c.version desc limit ${p(limit + 1)}`,
      p.values,
    );
    if (rows.length === 0 && after === undefined) await mustExist(tx.query.bind(tx), ctx, actor, entity, id);
    const shown = rows.slice(0, limit);
    const fields = keptFields(entity);
    const labels = await labelsOf(ctx, tx, entity, shown.flatMap((r) => [r.before, r.after]));
    const changes = (r: HistoryRow): unknown[] =>
      [...new Set([...Object.keys(r.before ?? {}), ...Object.keys(r.after ?? {})])].map((field) => ({
        field,
        before: withLabels(fields[field], r.before?.[field] ?? null, labels),
        after: withLabels(fields[field], r.after?.[field] ?? null, labels),
      }));
    return {
      rows: shown.map((r) => ({ operation: r.operation, at: r.at, by: r.actor && { id: r.actor, label: r.name }, kind: r.kind, action: r.action, version: r.version, changes: changes(r) })),
      next: rows.length > limit ? String(shown.at(-1)?.version) : null,
    };
  });
}

async function mustExist(query: (text: string, values: unknown[]) => Promise<unknown[]>, ctx: Context, actor: Actor, entity: Entity, id: string): Promise<void> {
  const p = params(actor.orgId);
  const where = visible(ctx, actor, entity, id, p);
  const found = await query(`select 1 from ${tableOf(entity)} t where ${where}`, p.values);
  if (found.length === 0) throw new NotFound(`${entity.name} ${id}`);
}
