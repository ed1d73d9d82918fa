/** A person's own settings: language and time zone, which need no right and no version. */
import type { Caller, Context, Values } from '../context.ts';
import { catalogOf } from '../context.ts';
import { answerRow, change } from './save.ts';
import { lock } from './stored.ts';
import { write, type Written } from './write.ts';

export function updateSelf(ctx: Context, caller: Caller, values: Values): Promise<Written> {
  const { actor } = caller;
  const employee = catalogOf(ctx, 'employee');
  return write(ctx, caller, 'settings', async (tx) => {
    const row = await lock(ctx, tx, actor, employee, actor.id);
    const changed = await change(ctx, tx, actor, employee, row, values, null);
    const body = await answerRow(ctx, tx, actor, employee, actor.id);
    return { body, status: 200, changes: changed ? [{ entity: employee.name, id: actor.id, action: 'update' as const, version: row.version + 1, ...changed }] : [] };
  });
}
