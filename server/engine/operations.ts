/** The journal as a list: who did what, and with how many rows. */
import type { Actor } from '../../kernel/access.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { invalid } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/uuid.ts';
import { entityOf, type Context } from '../context.ts';
import { read, type Tx } from '../db/transaction.ts';
import { accessSql } from './access.ts';
import { params } from './params.ts';
import { labelSql, tableOf } from './storage.ts';
import { isStamp } from './value.ts';

interface Row {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly at: string;
  readonly actor: string | null;
  readonly name: string | null;
  readonly kind: string;
  readonly count: number;
  readonly entity: string | null;
  readonly entity_id: string | null;
  readonly mark: string;
}

/** Newest first. Without the right to the journal, only one's own. The label of a row that the caller may not see stays hidden. */
export async function operations(ctx: Context, actor: Actor, asked: { limit: number; after?: string; actor?: string }): Promise<unknown> {
  const p = params(actor.orgId);
  const terms = ['o.org_id = $1'];
  if (!actor.rights.includes('journal')) terms.push(`o.actor = ${p(actor.id)}`);
  if (asked.actor !== undefined) {
    if (!isUuid(asked.actor)) throw invalid('actor', 'type', { expected: 'id (UUID)' });
    terms.push(`o.actor = ${p(asked.actor)}`);
  }
  if (asked.after !== undefined) {
    const [at, id] = Buffer.from(asked.after, 'base64url').toString('utf8').split('_');
    if (!at || !isStamp(at) || !id || !isUuid(id)) throw invalid('after', 'cursor');
    terms.push(`(o.at, o.id) < (${p(at)}::timestamptz, ${p(id)}::uuid)`);
  }
  return read(ctx.pool, actor, async (tx) => {
    const rows = await tx.query<Row>(
      `select o.id, o.at, o.actor, e.name, o.kind, o.count, o.entity, o.entity_id, o.at::text || '_' || o.id as mark from operation o
        left join employee e on e.org_id = $1 and e.id = o.actor where ${terms.join(' and ')} order by o.at desc, o.id desc limit ${p(asked.limit + 1)}`,
      p.values,
    );
    const shown = rows.slice(0, asked.limit);
    const labels = await subjects(ctx, tx, actor, shown);
    return {
      rows: shown.map((r) => ({
        id: r.id,
        at: r.at,
        by: r.actor && { id: r.actor, label: r.name },
        kind: r.kind,
        count: r.count,
        subject: r.entity && { entity: r.entity, id: r.entity_id, label: labels.get(r.entity_id ?? '') ?? null },
      })),
      next: rows.length > asked.limit ? Buffer.from(shown.at(-1)?.mark ?? '').toString('base64url') : null,
    };
  });
}

async function subjects(ctx: Context, tx: Tx, actor: Actor, rows: readonly Row[]): Promise<Map<string, string>> {
  const byEntity = groupBy(rows, (r) => r.entity ?? '');
  const answers = await Promise.all(
    [...byEntity].map(([name, of]) => {
      const entity = entityOf(ctx, name);
      if (!entity) return [];
      const p = params(actor.orgId);
      const ids = p([...new Set(of.map((r) => r.entity_id))]);
      return tx.query<{ id: string; label: string }>(
        `select t.id, ${labelSql(entity, 't')} as label from ${tableOf(entity)} t where t.org_id = $1 and t.id = any(${ids}::uuid[]) and ${accessSql(ctx, entity, 'read', actor, p)}`,
        p.values,
      );
    }),
  );
  return new Map(answers.flat().map((r) => [r.id, r.label]));
}
