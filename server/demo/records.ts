/** Rows with their history, written through COPY: the row, its links, and the journal of how it came to be what it is. */
import type pg from 'pg';
import type { Entity } from '../../kernel/declarations.ts';
import { columnsOfRow, filledIn, whole } from '../company/rows.ts';
import type { Values } from '../context.ts';
import { linksOf } from '../engine/references.ts';
import { tableOf } from '../engine/storage.ts';
import { copyRows } from './copy.ts';
import type { Random } from './random.ts';

/** A later change: of fields, or of the stage and what was written with it. */
export interface Step {
  readonly at: Date;
  readonly by: string;
  readonly before: Values;
  readonly after: Values;
}

export interface Recorded {
  readonly entity: Entity;
  readonly id: string;
  /** As the row is after all its steps. */
  readonly values: Values;
  readonly stage?: string;
  readonly at: Date;
  readonly by: string;
  readonly steps: readonly Step[];
}

/** Copies rows of one table with their links; all entities must share it (a catalog, or documents of any type). */
export async function copyStored(client: pg.Client, orgId: string, records: readonly Recorded[]): Promise<void> {
  const [first] = records;
  if (!first) return;
  await copyRows(client, tableOf(first.entity), columnNames(orgId, first), rowsOf(orgId, records));
  await copyRows(client, 'link', ['org_id', 'source', 'field', 'target', 'entity'], linkRows(orgId, records));
}

/** As `copyStored`, and the journal. */
export async function copyRecords(client: pg.Client, orgId: string, records: readonly Recorded[], r: Random): Promise<void> {
  await copyStored(client, orgId, records);
  const operations = records.map(({ at, steps }) => [r.uuid(at.getTime()), ...steps.map((s) => r.uuid(s.at.getTime()))]);
  await copyRows(client, 'operation', ['org_id', 'id', 'at', 'actor', 'kind', 'entity', 'entity_id'], operationRows(orgId, records, operations));
  await copyRows(client, 'change', ['org_id', 'operation', 'n', 'entity', 'entity_id', 'action', 'version', 'before', 'after'], changeRows(orgId, records, operations));
}

const stored = (orgId: string, { entity, id, values, stage, at, by, steps }: Recorded) =>
  columnsOfRow(orgId, {
    entity, id, values: whole(entity, values), stage, version: steps.length + 1,
    createdAt: at, createdBy: by, updatedAt: steps.at(-1)?.at, updatedBy: steps.at(-1)?.by,
  });

/** Document types have their columns in different order, so columns go by name. */
const columnNames = (orgId: string, record: Recorded): string[] => stored(orgId, record).map(([name]) => name).sort();

function* rowsOf(orgId: string, records: Iterable<Recorded>): Generator<unknown[]> {
  const orders = new Map<Entity, number[]>();
  for (const record of records) {
    const columns = stored(orgId, record);
    let order = orders.get(record.entity);
    if (!order) {
      const names = columns.map(([name]) => name);
      order = [...names].sort().map((name) => names.indexOf(name));
      orders.set(record.entity, order);
    }
    yield order.map((i) => columns[i]?.[1]);
  }
}

function* linkRows(orgId: string, records: Iterable<Recorded>): Generator<unknown[]> {
  for (const { entity, id, values } of records) for (const link of linksOf(entity, values)) yield [orgId, id, link.name, link.id, entity.name];
}

const actionOf = (s: Step): string => ('stage' in s.after ? 'stage' : 'update');

function* operationRows(orgId: string, records: readonly Recorded[], operations: readonly (readonly string[])[]): Generator<unknown[]> {
  for (const [i, { entity, id, at, by, steps }] of records.entries()) {
    const ids = operations[i] ?? [];
    yield [orgId, ids[0], at, by, 'create', entity.name, id];
    for (const [n, s] of steps.entries()) yield [orgId, ids[n + 1], s.at, s.by, actionOf(s), entity.name, id];
  }
}

function* changeRows(orgId: string, records: readonly Recorded[], operations: readonly (readonly string[])[]): Generator<unknown[]> {
  for (const [i, { entity, id, values, stage, steps }] of records.entries()) {
    const ids = operations[i] ?? [];
    // What the row was at first: today's values with every step taken back.
    const first = steps.reduceRight<Values>((later, s) => ({ ...later, ...s.before }), stage === undefined ? values : { ...values, stage });
    yield [orgId, ids[0], 0, entity.name, id, 'create', 1, null, filledIn(whole(entity, first), stage === undefined ? undefined : String(first.stage))];
    for (const [n, s] of steps.entries()) yield [orgId, ids[n + 1], 0, entity.name, id, actionOf(s), n + 2, s.before, s.after];
  }
}
