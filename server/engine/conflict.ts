/** Who was faster, and with what: mine, theirs and the original of each field both changed. */
import type { Entity } from '../../kernel/declarations.ts';
import { Conflict } from '../../kernel/errors.ts';
import type { Context, Values } from '../context.ts';
import type { Tx } from '../db/transaction.ts';
import { labelsOf, withLabels } from './labels.ts';
import { keptFields, sameValue, type Locked } from './stored.ts';

/** Reads from the journal what the row was at `version`, and compares it with what it is and with what the caller wants. */
export async function conflictWith(ctx: Context, tx: Tx, entity: Entity, row: Locked, version: number, mine: Values): Promise<Conflict> {
  const later = await tx.query<{ before: Values | null }>(
    'select before from change where org_id = $1 and entity_id = $2 and entity = $4 and version > $3 order by version desc',
    [tx.tenant.orgId, row.id, version, entity.name],
  );
  const original: Values = { ...row.values };
  for (const { before } of later) Object.assign(original, before ?? {});
  const fields = keptFields(entity);
  // Fields that only one side changed do not clash; they are told too, so that the client can join both.
  const names = Object.keys(mine).filter((name) => name in fields && !sameValue(mine[name], row.values[name]));
  const labels = await labelsOf(ctx, tx, entity, [original, row.values, mine]);
  const show = (values: Values, name: string): unknown => withLabels(fields[name], values[name] ?? null, labels);
  return new Conflict(
    row.version,
    names.map((name) => ({ path: name, original: show(original, name), theirs: show(row.values, name), mine: show(mine, name) })),
  );
}
