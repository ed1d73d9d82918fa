/**
 * The one write path. A write is one transaction and one operation of the journal with its changes; a repeated
 * Idempotency-Key gets the first answer; others hear of it after the commit.
 */
import { uuidv7 } from '../../kernel/uuid.ts';
import { Refused, invalid, refused } from '../../kernel/errors.ts';
import type { Caller, Context, Values } from '../context.ts';
import { transact, type Tx } from '../db/transaction.ts';

export interface Change {
  readonly entity: string;
  readonly id: string;
  readonly action: 'create' | 'update' | 'stage' | 'delete' | 'restore';
  /** The version that the row has after the change. */
  readonly version: number;
  readonly before: Values | null;
  readonly after: Values | null;
}

export interface Written {
  /** The answer to the caller, as JSON text. */
  readonly body: string;
  readonly status: number;
  /** True when the answer is that of an earlier request with the same key. */
  readonly replayed?: boolean;
}

/** What `work` returns: its answer, and the changes it made (none: nothing is journalled). */
export interface Work {
  readonly body: string;
  readonly status: number;
  readonly changes: readonly Change[];
  /** How many rows it stored that are no catalog's and no document's (uploaded files): journalled by their number alone. */
  readonly stored?: number;
}

export async function write(ctx: Context, caller: Caller, kind: string, work: (tx: Tx) => Promise<Work>): Promise<Written> {
  const { actor, idempotencyKey: key } = caller;
  const operation = uuidv7();
  try {
    const done = await transact(ctx.pool, actor, async (tx): Promise<Written & { changes: readonly Change[] }> => {
      const earlier = key ? await replay(tx, caller) : null;
      if (earlier) return { ...earlier, changes: [] };
      const did = await work(tx);
      // Not awaited: the journal's statements travel with the commit, which waits for them.
      if (did.changes.length > 0 || did.stored) journal(tx, operation, kind, caller, did);
      return { body: did.body, status: did.status, changes: did.changes };
    });
    if (done.changes.length > 0) ctx.notify(actor.orgId, { kind: 'operation', id: operation, entities: [...new Set(done.changes.map((c) => c.entity))] });
    return done;
  } catch (error) {
    const first = isRepeat(error) ? await transact(ctx.pool, actor, (tx) => replay(tx, caller)) : null;
    if (first) return first;
    throw translated(error);
  }
}

async function replay(tx: Tx, caller: Caller): Promise<Written | null> {
  const [first] = await tx.query<{ status: number; answer: string; request_hash: string }>(
    'select status, answer, request_hash from operation where org_id = $1 and actor = $2 and key = $3',
    [caller.actor.orgId, caller.actor.id, caller.idempotencyKey],
  );
  if (!first) return null;
  if (first.request_hash !== caller.requestHash) throw refused('keyReused');
  return { body: first.answer, status: first.status, replayed: true };
}

function journal(tx: Tx, operation: string, kind: string, caller: Caller, work: Work): void {
  const [subject] = work.changes;
  const { orgId } = caller.actor;
  const keyed = caller.idempotencyKey ? [caller.idempotencyKey, caller.requestHash ?? '', work.status, work.body] : [null, null, null, null];
  void tx.query(
    'insert into operation (org_id, id, actor, kind, entity, entity_id, count, key, request_hash, status, answer) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [orgId, operation, tx.tenant.id, kind, subject?.entity, subject?.id, work.changes.length || work.stored, ...keyed],
  );
  if (work.changes.length === 0) return;
  const values: unknown[] = [orgId, operation];
  const lines = work.changes.map((c, n) => {
    const at = values.push(n, c.entity, c.id, c.action, c.version, c.before && JSON.stringify(c.before), c.after && JSON.stringify(c.after)) - 6;
    return `($1, $2, $${at}::int, $${at + 1}, $${at + 2}::uuid, $${at + 3}, $${at + 4}::int, $${at + 5}::jsonb, $${at + 6}::jsonb)`;
  });
  void tx.query(`insert into change (org_id, operation, n, entity, entity_id, action, version, before, after) values ${lines.join(', ')}`, values);
}

interface DatabaseError {
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
}

/** Constraint names are `table_column`; a shard of a distributed database adds `_102215`. */
const constraintName = (error: DatabaseError): string => (error.constraint ?? '').replace(/_\d{6,}$/, '');

/** Two requests with one key ran side by side: this one came second, and the first has been committed. */
const isRepeat = (error: unknown): boolean => (error as DatabaseError).code === '23505' && constraintName(error as DatabaseError) === 'operation_key';

/** Turns what the database refused into our own errors. */
function translated(error: unknown): unknown {
  const db = error as DatabaseError; // as: only read, every part is optional
  if (db.code === '23505') {
    const name = constraintName(db);
    if (name.endsWith('_pk')) return invalid('id', 'idTaken');
    const column = name.startsWith(`${db.table}_`) ? name.slice((db.table?.length ?? 0) + 1) : name;
    return invalid(column.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase()), 'duplicateValue');
  }
  if (db.code === '23514' && constraintName(db).endsWith('_bounds')) return new Refused({ code: 'balance' });
  if (db.code === '23503') return invalid('', 'reference');
  return error;
}
