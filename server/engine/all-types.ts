import type { Document } from '../../kernel/document.ts';
import type { Context } from '../context.ts';

const made = new WeakMap<Context['declarations'], Document>();

/** The document types seen as one: the common header, for the dossier, the calendar, the to-do list and search. */
export function allTypes(ctx: Pick<Context, 'declarations'>): Document {
  const known = made.get(ctx.declarations);
  if (known) return known;
  const types = [...ctx.declarations.documents.values()];
  const all: Document = {
    kind: 'document',
    name: 'document',
    icon: 'file',
    fields: {},
    form: [],
    stages: Object.assign({}, ...types.map((t) => t.stages)),
    // Asked type by type in accessSql; nothing may be written to "all types".
    access: { read: [], create: [], update: [], delete: [] },
    list: { columns: ['date', 'type', 'title', 'stage', 'counterparty', 'contact', 'assignee', 'due'], filters: ['type', 'stage', 'owner', 'assignee'], sort: '-date' },
  };
  made.set(ctx.declarations, all);
  return all;
}
