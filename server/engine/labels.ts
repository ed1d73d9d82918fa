/** Ids in stored values get the labels of their rows: for the history, conflicts and the journal. */
import type { Entity } from '../../kernel/declarations.ts';
import type { Field } from '../../kernel/field.ts';
import type { Context, Values } from '../context.ts';
import type { Tx } from '../db/transaction.ts';
import { referencesIn } from './references.ts';
import { targetOf } from './row-json.ts';
import { keptFields } from './stored.ts';

export type Labels = ReadonlyMap<string, string>;

/** Labels of every row that these values refer to: one statement per table, all sent at once. */
export async function labelsOf(ctx: Context, tx: Tx, entity: Entity, all: readonly (Values | null)[]): Promise<Labels> {
  const names = Object.keys(keptFields(entity));
  const references = all.flatMap((values) => (values ? referencesIn(entity, values, names) : []));
  const byTable = new Map<string, { label: string; ids: Set<string> }>();
  for (const { field, id } of references) {
    const { table, label } = targetOf(ctx, field.kind === 'refs' ? { ...field, kind: 'ref' } : field);
    const group = byTable.get(table) ?? { label, ids: new Set() };
    group.ids.add(id);
    byTable.set(table, group);
  }
  const answers = await Promise.all(
    [...byTable].map(([table, { label, ids }]) =>
      tx.query<{ id: string; label: string }>(`select r.id, ${label} as label from ${table} r where r.org_id = $1 and r.id = any($2::uuid[])`, [tx.tenant.orgId, [...ids]]),
    ),
  );
  return new Map(answers.flat().map((r) => [r.id, r.label]));
}

/** A stored value as callers see it: `{id, label}` for references, also inside lists. */
export function withLabels(field: Field | undefined, value: unknown, labels: Labels): unknown {
  if (!field || value === null || value === undefined) return value ?? null;
  const ref = (id: unknown): unknown => (typeof id === 'string' ? { id, label: labels.get(id) ?? null } : id);
  if (field.kind === 'ref' || field.kind === 'file') return ref(value);
  if (field.kind === 'refs' && Array.isArray(value)) return value.map(ref);
  if (field.kind === 'list' && Array.isArray(value)) {
    return value.map((line: Values) => Object.fromEntries(Object.entries(line).map(([name, v]) => [name, withLabels(field.of?.[name], v, labels)])));
  }
  return value;
}
