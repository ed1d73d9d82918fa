/** The files that a document has held, newest first: its journal tells them. */
import type { Actor } from '../../kernel/access.ts';
import type { Entity } from '../../kernel/declarations.ts';
import { NotFound } from '../../kernel/errors.ts';
import type { Context } from '../context.ts';
import { readOne } from '../db/transaction.ts';
import { visible } from '../engine/get.ts';
import { params } from '../engine/params.ts';

/** More versions than this nobody looks through. */
const most = 1000;

export async function versions(ctx: Context, actor: Actor, entity: Entity, id: string): Promise<{ rows: unknown[] }> {
  const p = params(actor.orgId);
  const rows = await readOne<{ row: unknown }>(
    ctx.pool,
    actor,
    `select json_build_object('version', c.version, 'at', o.at, 'by', case when e.id is not null then json_build_object('id', e.id, 'label', e.name) end,
        'file', json_build_object('id', f.id, 'label', f.name, 'size', f.size, 'type', f.type)) as row
      from document t
        join change c on c.org_id = $1 and c.entity_id = t.id and c.entity = ${p(entity.name)} and c.after->>'file' is not null
        join operation o on o.org_id = $1 and o.id = c.operation
        join stored_file f on f.org_id = $1 and f.id = (c.after->>'file')::uuid
        left join employee e on e.org_id = $1 and e.id = o.actor
      where ${visible(ctx, actor, entity, id, p)} order by c.version desc limit ${most}`,
    p.values,
  );
  // A document of files has held one since it was made.
  if (rows.length === 0) throw new NotFound(`file document ${id}`);
  return { rows: rows.map((r) => r.row) };
}
