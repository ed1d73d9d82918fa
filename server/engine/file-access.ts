/** Who may have a file: whoever uploaded it, and whoever may read a document that holds it now or held it as an earlier version. */
import type { Actor } from '../../kernel/access.ts';
import type { Context } from '../context.ts';
import { accessSql } from './access.ts';
import { allTypes } from './all-types.ts';
import type { Params } from './params.ts';

/** SQL for a row `t` of stored_file. Links to files outlive a change of version, so that old versions are found by them too. */
export function fileReadable(ctx: Context, actor: Actor, p: Params): string {
  const trash = actor.rights.includes('trash') ? '' : ` and (d.deleted_at is null or d.deleted_by = ${p(actor.id)})`;
  return `(t.created_by = ${p(actor.id)} or exists (select from link k join document d on d.org_id = $1 and d.id = k.source
    where k.org_id = $1 and k.target = t.id${trash} and ${accessSql(ctx, allTypes(ctx), 'read', actor, p, 'd')}))`;
}
