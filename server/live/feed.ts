/** The journal as a feed: what changed since a mark, in an order that misses nothing. */
import type { Actor } from '../../kernel/access.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { entityOf, type Context } from '../context.ts';
import { read, type Tx } from '../db/transaction.ts';
import { accessSql } from '../engine/access.ts';
import { params } from '../engine/params.ts';
import { tableOf } from '../engine/storage.ts';

export interface FeedChange {
  readonly entity: string;
  readonly id: string;
  readonly action: string;
  readonly version: number;
  readonly counterparty?: string | null;
}

export interface Page {
  readonly changes: FeedChange[];
  /** The mark after this page. */
  readonly mark: string;
  /** Too much happened, or the mark is not one of this database: read everything again. */
  readonly reset: boolean;
}

const mostReplayed = 1000;

/**
 * A mark is `<database>.<xid>`: every transaction below xid had ended when the mark was made, so what is at or above
 * it may be new. Some changes come twice; none is missed, however long a transaction took. The name of the database
 * makes marks from before a restore, and made-up ones, recognisable.
 */
export async function feedMark(ctx: Context, actor: Actor): Promise<string> {
  return read(ctx.pool, actor, markOf);
}

async function markOf(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ mark: string }>(
    `select substr(md5(current_database() || (select min(created_at) from organisation)), 1, 8) || '.' || pg_snapshot_xmin(pg_current_snapshot()) as mark`,
  );
  return row?.mark ?? '';
}

/** Changes of the company since a mark that this person may see. Deleted rows are told by whoever could read them. */
export async function changesSince(ctx: Context, actor: Actor, mark: string): Promise<Page> {
  return read(ctx.pool, actor, async (tx) => {
    const now = await markOf(tx);
    const since = /^([0-9a-f]{8})\.(\d{1,19})$/.exec(mark);
    const known = since && now.startsWith(`${since[1]}.`) && BigInt(since[2] ?? 0) <= BigInt(now.slice(9));
    if (!known) return { changes: [], mark: now, reset: true };
    const rows = await tx.query<JournalLine>(
      `select c.entity, c.entity_id as id, c.action, c.version, c.before->>'owner' as owner, c.before->>'assignee' as assignee from operation o join change c on c.org_id = $1 and c.operation = o.id
        where o.org_id = $1 and o.xid >= $2::text::xid8 order by o.xid, o.id, c.n limit $3`,
      [actor.orgId, since[2], mostReplayed + 1],
    );
    if (rows.length > mostReplayed) return { changes: [], mark: now, reset: true };
    return { changes: await readable(ctx, tx, actor, rows), mark: now, reset: false };
  });
}

interface JournalLine extends Record<string, unknown> {
  readonly entity: string;
  readonly id: string;
  readonly action: string;
  readonly version: number;
  /** Whose it was, when the change took it from them. */
  readonly owner: string | null;
  readonly assignee: string | null;
}

/** Whoever had the row, or whose team had it, is told that it has gone from their view: its id and no more. */
const tookAway = (actor: Actor, c: JournalLine): boolean => [c.owner, c.assignee].some((id) => id !== null && (id === actor.id || actor.team.includes(id)));

/** Changes of the journal as this person may see them. */
async function readable(ctx: Context, tx: Tx, actor: Actor, rows: readonly JournalLine[]): Promise<FeedChange[]> {
  const byEntity = groupBy(rows, (r) => r.entity);
  const answers = await Promise.all(
    [...byEntity].map(async ([name, changes]) => {
      const entity = entityOf(ctx, name);
      if (!entity) return [];
      const p = params(actor.orgId);
      const more = entity.kind === 'document' ? ', t.counterparty' : '';
      const ids = p([...new Set(changes.map((c) => c.id))]);
      const seen = await tx.query<{ id: string; counterparty?: string | null }>(
        `select t.id${more} from ${tableOf(entity)} t where t.org_id = $1 and t.id = any(${ids}::uuid[]) and ${accessSql(ctx, entity, 'read', actor, p)}`,
        p.values,
      );
      const byId = new Map(seen.map((s) => [s.id, s]));
      return changes.flatMap((c) => {
        const found = byId.get(c.id);
        if (!found && tookAway(actor, c)) return [{ entity: c.entity, id: c.id, action: 'gone', version: c.version }];
        return found ? [{ entity: c.entity, id: c.id, action: c.action, version: c.version, ...(entity.kind === 'document' ? { counterparty: found.counterparty ?? null } : {}) }] : [];
      });
    }),
  );
  return answers.flat();
}
