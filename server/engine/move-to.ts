/** Moving a document to another stage, with the fields that belong to the move (a result), as one operation. */
import type { Document } from '../../kernel/document.ts';
import { writableFields } from '../../kernel/declarations.ts';
import { Forbidden, Invalid, Refused, invalid } from '../../kernel/errors.ts';
import type { Caller, Context } from '../context.ts';
import { rulesSql } from './access.ts';
import { conflictWith } from './conflict.ts';
import { params } from './params.ts';
import { answerRow, change, mayChange } from './save.ts';
import { lock } from './stored.ts';
import { isVersion, parseFields } from './value.ts';
import { write, type Written } from './write.ts';

export function moveTo(ctx: Context, caller: Caller, type: Document, id: string, body: Readonly<Record<string, unknown>>): Promise<Written> {
  const { actor } = caller;
  const { to, version, set = {} } = body;
  const unknown = Object.keys(body).filter((k) => k !== 'to' && k !== 'version' && k !== 'set');
  if (unknown.length > 0) throw new Invalid(unknown.map((k) => ({ path: k.slice(0, 200), code: 'unknownField' })));
  if (typeof to !== 'string' || !Object.hasOwn(type.stages, to)) throw invalid('to', 'stageUnknown');
  if (!isVersion(version)) throw invalid('version', 'version');
  if (typeof set !== 'object' || set === null || Array.isArray(set)) throw invalid('set', 'type', { expected: 'object' });
  const parsed = parseFields(writableFields(type), { ...set }, { partial: true });
  if (parsed.errors.length > 0) throw new Invalid(parsed.errors.map((e) => ({ ...e, path: `set.${e.path}` })));

  return write(ctx, caller, 'stage', async (tx) => {
    const row = await lock(ctx, tx, actor, type, id);
    const from = row.stage ?? '';
    // Who may move here may do so even when they may not edit otherwise.
    if (type.access.to?.[to]) {
      const p = params(actor.orgId);
      const [may] = await tx.query<{ may: boolean }>(`select coalesce(${rulesSql(ctx, type.access.to[to], type, actor, p)}, false) as may from document t where t.org_id = $1 and t.id = ${p(id)}`, p.values);
      if (!may?.may) throw new Forbidden();
      mayChange({ ...row, mayUpdate: true });
    } else {
      mayChange(row);
    }
    if (row.version !== version) throw await conflictWith(ctx, tx, type, row, version, parsed.values);
    if (from === to || !type.stages[from]?.next.includes(to)) {
      throw new Refused({ code: 'stageMove', params: { from: `${type.name}.stage:${from}`, to: `${type.name}.stage:${to}` } });
    }
    const changed = await change(ctx, tx, actor, type, row, parsed.values, to);
    const answer = await answerRow(ctx, tx, actor, type, id);
    return { body: answer, status: 200, changes: changed ? [{ entity: type.name, id, action: 'stage' as const, version: row.version + 1, ...changed }] : [] };
  });
}

