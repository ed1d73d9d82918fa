import { document, type DocOf } from '../../kernel/document.ts';
import { choice, longText } from '../../kernel/field.ts';
import { dossierAccess } from './event.ts';

export type Task = DocOf<typeof Task>;

export const Task = document('task', {
  icon: 'check',
  fields: {
    priority: choice(['low', 'normal', 'high'], { required: true, initial: 'normal' }),
    result: longText(),
  },
  requires: ['title'],
  form: ['title', 'counterparty', 'contact', 'assignee', 'due', 'owner', 'date', 'body'],
  stages: {
    open: { colour: 'blue', next: ['working', 'done', 'cancelled'] },
    working: { colour: 'amber', next: ['done', 'open', 'cancelled'] },
    done: { colour: 'green', next: ['open'], closed: true },
    cancelled: { colour: 'grey', next: ['open'], closed: true },
  },
  finish: { to: 'done', result: 'result' },
  access: dossierAccess,
  list: { columns: ['title', 'stage', 'due', 'priority', 'counterparty', 'assignee', 'owner'], filters: ['stage', 'assignee', 'priority', 'owner'], sort: '-due' },
});
