/** Deleting moves a row to the trash, and its movements out of the registers; restoring takes both back. */
import type { Entity } from '../../kernel/declarations.ts';
import { Forbidden, NotFound, Refused, invalid, refused } from '../../kernel/errors.ts';
import type { Caller, Context } from '../context.ts';
import { conflictWith } from './conflict.ts';
import { post } from './post.ts';
import { refuseWhileUsed } from './references.ts';
import { answerRow, asDocument } from './save.ts';
import { lock, markDeleted } from './stored.ts';
import { write, type Written } from './write.ts';

/** Moves a row to the trash. `version`, when given, must be the stored one. */
export function remove(ctx: Context, caller: Caller, entity: Entity, id: string, version: number | undefined): Promise<Written> {
  const { actor } = caller;
  return write(ctx, caller, 'delete', async (tx) => {
    const row = await lock(ctx, tx, actor, entity, id);
    if (row.deletedAt) throw refused('deleted');
    if (!row.mayDelete) throw new Forbidden();
    if (version !== undefined && version !== row.version) throw await conflictWith(ctx, tx, entity, row, version, {});
    if (entity.kind === 'catalog') {
      const no = entity.refuse?.(row.values as never, 'delete'); // as: a row of this very catalog
      if (no) throw new Refused(no);
      if (entity.keptWhileUsed) await refuseWhileUsed(ctx, tx, entity, id);
    }
    await markDeleted(tx, entity, id, true);
    if (entity.kind === 'document') await post(ctx, tx, entity, id, String(row.values.date), []);
    await ctx.saved[entity.name]?.(tx, { id, before: row.values, after: null }, actor);
    const body = await answerRow(ctx, tx, actor, entity, id);
    return { body, status: 200, changes: [{ entity: entity.name, id, action: 'delete', version: row.version + 1, before: null, after: null }] };
  });
}

/** Takes a row out of the trash: whoever put it there may, and those with the right to the whole trash. */
export function restore(ctx: Context, caller: Caller, entity: Entity, id: string): Promise<Written> {
  const { actor } = caller;
  return write(ctx, caller, 'restore', async (tx) => {
    const row = await lock(ctx, tx, actor, entity, id, { trash: true });
    const mine = row.deletedBy === actor.id || (actor.rights.includes('trash') && row.mayRead);
    if (!mine && (row.deletedAt || !row.mayRead)) throw new NotFound(`${entity.name} ${id}`);
    if (!row.deletedAt) throw refused('notDeleted');
    await markDeleted(tx, entity, id, false);
    if (entity.kind === 'document' && entity.post && row.stage) await post(ctx, tx, entity, id, String(row.values.date), entity.post(asDocument(row.values, row.id, entity.name, row.stage, row.version)));
    await ctx.saved[entity.name]?.(tx, { id, before: null, after: row.values }, actor);
    const body = await answerRow(ctx, tx, actor, entity, id);
    return { body, status: 200, changes: [{ entity: entity.name, id, action: 'restore', version: row.version + 1, before: null, after: null }] };
  });
}

/** Reads `?version=` of a deletion. */
export function versionOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw invalid('version', 'version');
  return Number(text);
}
