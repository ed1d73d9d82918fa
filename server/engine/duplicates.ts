/** Rows that may be about the same thing, found by the keys that the declaration derives from a row. */
import type { Actor } from '../../kernel/access.ts';
import type { Entity } from '../../kernel/declarations.ts';
import { NotFound, invalid } from '../../kernel/errors.ts';
import { isUuid } from '../../kernel/uuid.ts';
import type { Context } from '../context.ts';
import { readOne } from '../db/transaction.ts';
import { accessSql } from './access.ts';
import { params } from './params.ts';
import { labelSql, tableOf } from './storage.ts';

export interface Given {
  readonly name?: string;
  readonly inn?: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

export interface Duplicate {
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  readonly why: string[];
}

const most = 10;

/** Up to ten rows that share a key with what is being typed; only those the caller may see. */
export async function duplicates(ctx: Context, actor: Actor, entity: Entity, given: Given, except: string | undefined): Promise<Duplicate[]> {
  if (entity.kind !== 'catalog' || !entity.duplicateKeys) throw new NotFound(`duplicates of ${entity.name}`);
  if (except !== undefined && !isUuid(except)) throw invalid('except', 'type', { expected: 'id (UUID)' });
  const row = { name: given.name ?? '', inn: given.inn ?? null, phones: given.phones.map((number) => ({ number })), emails: given.emails.map((address) => ({ address })) };
  const keys = entity.duplicateKeys(row as never); // as: the keys read these four fields of a row alone
  if (keys.length === 0) return [];
  const p = params(actor.orgId);
  const wanted = p(keys);
  const inn = 'inn' in entity.fields ? 't.inn' : 'null';
  const sql = `select t.id, ${labelSql(entity, 't')} as label, ${inn} as hint, t.keys from ${tableOf(entity)} t
    where t.org_id = $1 and t.deleted_at is null and t.keys && ${wanted}::text[] and ${accessSql(ctx, entity, 'read', actor, p)}
      and t.id is distinct from ${p(except ?? null)}::uuid limit ${most}`;
  const rows = await readOne<{ id: string; label: string; hint: string | null; keys: string[] }>(ctx.pool, actor, sql, p.values);
  return rows.map(({ keys: theirs, ...found }) => ({ ...found, why: [...new Set(theirs.filter((k) => keys.includes(k)).map((k) => k.slice(0, k.indexOf(':'))))] }));
}
