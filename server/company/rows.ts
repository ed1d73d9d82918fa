/** Rows by the hundred, stored and journalled as the engine would have done one by one: for what the product brings along. */
import { isMany } from '../../kernel/catalog.ts';
import type { Entity } from '../../kernel/declarations.ts';
import type { Values } from '../context.ts';
import type { Tx } from '../db/transaction.ts';
import { linksOf } from '../engine/references.ts';
import { tableOf } from '../engine/storage.ts';
import { columnsOf, keptFields, type Column } from '../engine/stored.ts';

export interface NewRow {
  readonly entity: Entity;
  readonly id: string;
  readonly values: Values;
  readonly stage?: string;
  readonly version?: number;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly updatedAt?: Date;
  readonly updatedBy?: string | null;
}

/** Every field of the entity: what is not given gets its initial value, or is empty. */
export function whole(entity: Entity, given: Values): Values {
  const values: Values = {};
  for (const [name, empty] of emptyOf(entity)) values[name] = given[name] ?? (Array.isArray(empty) ? [...empty] : empty);
  return values;
}

const empties = new WeakMap<Entity, [string, unknown][]>();

function emptyOf(entity: Entity): [string, unknown][] {
  const known = empties.get(entity) ?? Object.entries(keptFields(entity)).map(([name, field]): [string, unknown] => [name, field.initial ?? (isMany(field) ? [] : null)]);
  empties.set(entity, known);
  return known;
}

/** What the journal keeps of a new row: only what is filled in. */
export const filledIn = (values: Values, stage?: string): Values => ({
  ...Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null && v !== undefined && !(Array.isArray(v) && v.length === 0))),
  ...(stage === undefined ? {} : { stage }),
});

/** All columns of a stored row, with the company's id. */
export function columnsOfRow(orgId: string, row: NewRow): Column[] {
  const { entity, createdAt, createdBy } = row;
  const columns: Column[] = [['org_id', orgId, ''], ['id', row.id, ''], ...columnsOf(entity, Object.keys(keptFields(entity)), row.values)];
  if (entity.kind === 'document') {
    const stage = row.stage ?? '';
    columns.push(['type', entity.name, ''], ['stage', stage, ''], ['closed', entity.stages[stage]?.closed ?? false, '']);
    if (Object.keys(entity.fields).length === 0) columns.push(['data', '{}', '::jsonb']);
  }
  const last: Column[] = [
    ['version', row.version ?? 1, '::int'],
    ['created_at', createdAt.toISOString(), '::timestamptz'],
    ['created_by', createdBy, '::uuid'],
    ['updated_at', (row.updatedAt ?? createdAt).toISOString(), '::timestamptz'],
    ['updated_by', row.updatedBy ?? createdBy, '::uuid'],
  ];
  return [...columns, ...last];
}

/** Stores rows in order, one statement for each run of one entity, and one operation of the journal over all of them. */
export async function insertRows(tx: Pick<Tx, 'tenant' | 'query'>, rows: readonly NewRow[], operation: { id: string; at: Date; actor: string }): Promise<void> {
  const { orgId } = tx.tenant;
  let start = 0;
  while (start < rows.length) {
    const entity = rows[start]!.entity; // !: below the length
    let end = start;
    while (end < rows.length && rows[end]?.entity === entity && end - start < 500) end++;
    await insertRun(tx, entity, rows.slice(start, end));
    start = end;
  }
  await tx.query('insert into operation (org_id, id, at, actor, kind, count) values ($1, $2, $3, $4, $5, $6)', [orgId, operation.id, operation.at, operation.actor, 'create', rows.length]);
  for (let from = 0; from < rows.length; from += 500) {
    const values: unknown[] = [orgId, operation.id];
    const lines = rows.slice(from, from + 500).map((r, i) => {
      const at = values.push(from + i, r.entity.name, r.id, JSON.stringify(filledIn(r.values, r.stage))) - 3;
      return `($1, $2, $${at}::int, $${at + 1}, $${at + 2}::uuid, 'create', 1, $${at + 3}::jsonb)`;
    });
    await tx.query(`insert into change (org_id, operation, n, entity, entity_id, action, version, after) values ${lines.join(', ')}`, values, { unnamed: true });
  }
}

async function insertRun(tx: Pick<Tx, 'tenant' | 'query'>, entity: Entity, rows: readonly NewRow[]): Promise<void> {
  const values: unknown[] = [];
  let names = '';
  const lines = rows.map((row) => {
    const columns = columnsOfRow(tx.tenant.orgId, row);
    names = columns.map(([name]) => name).join(', ');
    return `(${columns.map(([, value, cast]) => `$${values.push(value)}${cast}`).join(', ')})`;
  });
  await tx.query(`insert into ${tableOf(entity)} (${names}) values ${lines.join(', ')}`, values, { unnamed: true });
  const links: unknown[] = [tx.tenant.orgId];
  const linkLines = rows.flatMap((row) => linksOf(entity, row.values).map((r) => `($1, $${links.push(row.id)}::uuid, $${links.push(r.name)}, $${links.push(r.id)}::uuid, $${links.push(entity.name)})`));
  if (linkLines.length > 0) await tx.query(`insert into link (org_id, source, field, target, entity) values ${linkLines.join(', ')}`, links, { unnamed: true });
}
