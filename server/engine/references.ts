/** References: what a row points to must exist, be readable to the caller, and form no circle. */
import type { Actor } from '../../kernel/access.ts';
import { groupBy } from '../../kernel/group-by.ts';
import type { Entity } from '../../kernel/declarations.ts';
import { Invalid, refused, type FieldError } from '../../kernel/errors.ts';
import type { Field } from '../../kernel/field.ts';
import type { Context, Values } from '../context.ts';
import type { Tx } from '../db/transaction.ts';
import { accessSql } from './access.ts';
import { allTypes } from './all-types.ts';
import { fileReadable } from './file-access.ts';
import { params } from './params.ts';
import { columnOf, isInData, tableOf } from './storage.ts';
import { keptFields } from './stored.ts';

/** One reference of a row: where it stands (`positions.0.counterparty`), the link's name (`positions.counterparty`), and the id. */
export interface Reference {
  readonly path: string;
  readonly name: string;
  readonly field: Field;
  readonly id: string;
}

/** Every reference that the named fields of a row hold. */
export function referencesIn(entity: Entity, values: Values, names: readonly string[]): Reference[] {
  const fields = keptFields(entity);
  const found: Reference[] = [];
  const add = (path: string, name: string, field: Field, id: unknown): void => {
    if (typeof id === 'string' && id) found.push({ path, name, field, id });
  };
  for (const name of names) {
    const field = fields[name];
    const value = values[name];
    if (!field) continue;
    if (field.kind === 'ref' || field.kind === 'file') add(name, name, field, value);
    else if (field.kind === 'refs' && Array.isArray(value)) value.forEach((id, i) => add(`${name}.${i}`, name, field, id));
    else if (field.kind === 'list' && Array.isArray(value)) {
      value.forEach((line: Values, i) => {
        for (const [inner, f] of Object.entries(field.of ?? {})) if (f.kind === 'ref' || f.kind === 'file') add(`${name}.${i}.${inner}`, `${name}.${inner}`, f, line[inner]);
      });
    }
  }
  return found;
}

/** Throws Invalid for references to what is not there, is in the trash, or may not be seen. One statement. */
export async function checkReferences(ctx: Context, tx: Tx, actor: Actor, references: readonly Reference[]): Promise<void> {
  if (references.length === 0) return;
  const p = params(actor.orgId);
  const byTarget = groupBy(references, (r) => (r.field.kind === 'file' ? 'file' : `${r.field.target}/${r.field.classifier ?? ''}`));
  const parts = [...byTarget].map(([key, refs]) => {
    const field = refs[0]!.field; // !: a group has at least one member
    const ids = `t.id = any(${p([...new Set(refs.map((r) => r.id))])}::uuid[])`;
    const mark = `${p(key)}::text as key`;
    if (field.kind === 'file') return `select ${mark}, t.id from stored_file t where t.org_id = $1 and ${ids} and ${fileReadable(ctx, actor, p)}`;
    const entity = field.target === 'document' ? allTypes(ctx) : ctx.declarations.catalogs.get(field.target ?? '');
    if (!entity) throw new Error(`A reference to the unknown catalog "${field.target}"`);
    const classifier = field.classifier ? ` and t.classifier = (select c.id from classifier c where c.org_id = $1 and c.key = ${p(field.classifier)} and c.deleted_at is null)` : '';
    return `select ${mark}, t.id from ${tableOf(entity)} t where t.org_id = $1 and t.deleted_at is null and ${ids} and ${accessSql(ctx, entity, 'read', actor, p)}${classifier}`;
  });
  const rows = await tx.query<{ key: string; id: string }>(parts.join(' union all '), p.values);
  const good = new Set(rows.map((r) => `${r.key}|${r.id}`));
  const errors: FieldError[] = [];
  for (const [key, refs] of byTarget) {
    for (const r of refs) if (!good.has(`${key}|${r.id}`)) errors.push({ path: r.path, code: r.field.kind === 'file' ? 'file' : r.field.classifier ? 'classifierOf' : 'reference' });
  }
  if (errors.length > 0) throw new Invalid(errors);
}

/** Throws Invalid when the new parent of a tree's row lies below the row itself. */
export async function checkCircle(tx: Tx, entity: Entity, id: string, values: Values): Promise<void> {
  if (entity.kind !== 'catalog' || !entity.tree) return;
  const parent = values[entity.tree];
  if (typeof parent !== 'string') return;
  // One who moves a branch waits for another who does: two moves that are right alone could make a circle together.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.tenant.orgId}/${entity.name}`]);
  const up = columnOf(entity.tree);
  const [found] = await tx.query(
    `with recursive above as (select id, ${up} as up from ${tableOf(entity)} where org_id = $1 and id = $2
      union select c.id, c.${up} from ${tableOf(entity)} c join above a on c.id = a.up where c.org_id = $1) select from above where id = $3`,
    [tx.tenant.orgId, parent, id],
  );
  if (found) throw new Invalid([{ path: entity.tree, code: 'circle' }]);
}

/** References that are no columns, and so need a line in `link` to be found from their target. */
const isLinked = (entity: Entity, r: Reference): boolean => r.name.includes('.') || r.field.kind === 'refs' || isInData(entity, r.name);

/** The lines that a row has in `link`, each once. */
export const linksOf = (entity: Entity, values: Values): Reference[] => [
  ...new Map(
    referencesIn(entity, values, Object.keys(keptFields(entity)))
      .filter((r) => isLinked(entity, r))
      .map((r) => [`${r.name}|${r.id}`, r]),
  ).values(),
];

/** Brings the row's lines in `link` up to date. Those to files stay: an earlier version is as readable as the document (see file-access.ts). */
export async function saveLinks(tx: Tx, entity: Entity, id: string, before: Values | null, after: Values): Promise<void> {
  const keys = (values: Values | null): Map<string, Reference> => new Map((values ? linksOf(entity, values) : []).map((r) => [`${r.name}|${r.id}`, r]));
  const [was, is] = [keys(before), keys(after)];
  const gone = [...was].filter(([key, r]) => !is.has(key) && r.field.kind !== 'file').map(([, r]) => r);
  const come = [...is].filter(([key]) => !was.has(key)).map(([, r]) => r);
  const sent: Promise<unknown>[] = [];
  for (const r of gone) sent.push(tx.query('delete from link where org_id = $1 and source = $2 and field = $3 and target = $4', [tx.tenant.orgId, id, r.name, r.id]));
  if (come.length > 0) {
    const values: unknown[] = [tx.tenant.orgId, id, entity.name];
    const lines = come.map((r) => `($1, $2, $${values.push(r.name)}, $${values.push(r.id)}, $3)`);
    sent.push(tx.query(`insert into link (org_id, source, field, target, entity) values ${lines.join(', ')} on conflict do nothing`, values));
  }
  await Promise.all(sent);
}

/** Refuses to delete a row that others refer to. */
export async function refuseWhileUsed(ctx: Context, tx: Tx, entity: Entity, id: string): Promise<void> {
  const parts: string[] = ['(select count(*) from link l where l.org_id = $1 and l.target = $2)'];
  for (const other of [...ctx.declarations.catalogs.values(), allTypes(ctx)]) {
    const columns = Object.entries(keptFields(other)).filter(([, f]) => f.kind === 'ref' && f.target === entity.name);
    if (columns.length === 0) continue;
    parts.push(`(select count(*) from ${tableOf(other)} x where x.org_id = $1 and x.deleted_at is null and (${columns.map(([name]) => `x.${columnOf(name)} = $2`).join(' or ')}))`);
  }
  const [row] = await tx.query<{ count: number }>(`select ${parts.join(' + ')} as count`, [tx.tenant.orgId, id]);
  if (row && row.count > 0) throw refused('inUse', { count: row.count });
}
