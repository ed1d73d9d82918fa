import { document, type DocOf } from '../../kernel/document.ts';
import { choice, classified, longText, text } from '../../kernel/field.ts';
import { worked } from './activity.ts';
import { dossierAccess, endsAfterStart, plannedStages } from './event.ts';

export type Call = DocOf<typeof Call>;

export const Call = document('call', {
  icon: 'phone',
  fields: {
    direction: choice(['out', 'in'], { required: true, initial: 'out' }),
    phone: text({ max: 50, format: 'phone' }),
    outcome: classified('call-result'),
    result: longText(),
  },
  form: ['title', 'counterparty', 'contact', 'startsAt', 'endsAt', 'assignee', 'owner', 'date', 'body'],
  stages: plannedStages,
  finish: { to: 'done', result: 'result' },
  refuse: (d) => endsAfterStart(d),
  post: (d) => worked('calls', d, ['done']),
  access: dossierAccess,
  list: { columns: ['date', 'title', 'stage', 'counterparty', 'contact', 'direction', 'assignee', 'result'], filters: ['stage', 'assignee', 'direction', 'outcome'], sort: '-date' },
});
