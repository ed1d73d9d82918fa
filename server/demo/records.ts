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

/** Copies rows of one table; all entities must share it (a catalog, or documents of any type). */
export async function copyRecords(client: pg.Client, orgId: string, records: readonly Recorded[], r: Random): Promise<void> {
  const [first] = records;
  if (!first) return;
  await copyRows(client, tableOf(first.entity), columnNames(orgId, first), rowsOf(orgId, records));
  await copyRows(client, 'link', ['org_id', 'source', 'field', 'target', 'entity'], linkRows(orgId, records));
  const lines = journalOf(orgId, records, r);
  await copyRows(client, 'operation', ['org_id', 'id', 'at', 'actor', 'kind', 'entity', 'entity_id'], lines.map((l) => l.operation));
  await copyRows(client, 'change', ['org_id', 'operation', 'n', 'entity', 'entity_id', 'action', 'version', 'before', 'after'], lines.map((l) => l.change));
}

const stored = (orgId: string, { entity, id, values, stage, at, by, steps }: Recorded) =>
  columnsOfRow(orgId, {
    entity, id, values: whole(entity, values), stage, version: steps.length + 1,
    createdAt: at, createdBy: by, updatedAt: steps.at(-1)?.at, updatedBy: steps.at(-1)?.by,
  });

/** Document types put `data` at different places, so columns go by name. */
export const columnNames = (orgId: string, record: Recorded): string[] => stored(orgId, record).map(([name]) => name).sort();

export function* rowsOf(orgId: string, records: Iterable<Recorded>): Generator<unknown[]> {
  for (const record of records) {
    yield stored(orgId, record)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, value]) => value);
  }
}

export function* linkRows(orgId: string, records: Iterable<Recorded>): Generator<unknown[]> {
  for (const { entity, id, values } of records) for (const link of linksOf(entity, values)) yield [orgId, id, link.name, link.id, entity.name];
}

interface Line {
  readonly operation: unknown[];
  readonly change: unknown[];
}

function journalOf(orgId: string, records: readonly Recorded[], r: Random): Line[] {
  return records.flatMap(({ entity, id, values, stage, at, by, steps }) => {
    const line = (when: Date, who: string, action: string, version: number, before: Values | null, after: Values): Line => {
      const operation = r.uuid(when.getTime());
      return { operation: [orgId, operation, when, who, action, entity.name, id], change: [orgId, operation, 0, entity.name, id, action, version, before, after] };
    };
    // What the row was at first: today's values with every step taken back.
    const first = steps.reduceRight<Values>((later, step) => ({ ...later, ...step.before }), { ...whole(entity, values), ...(stage === undefined ? {} : { stage }) });
    return [
      line(at, by, 'create', 1, null, filledIn(first)),
      ...steps.map((step, i) => line(step.at, step.by, 'stage' in step.after ? 'stage' : 'update', i + 2, step.before, step.after)),
    ];
  });
}
