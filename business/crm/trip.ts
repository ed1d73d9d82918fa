import { document, type DocOf } from '../../kernel/document.ts';
import { longText, money, text } from '../../kernel/field.ts';
import { worked } from './activity.ts';
import { dossierAccess, endsAfterStart } from './event.ts';

export type Trip = DocOf<typeof Trip>;

export const Trip = document('trip', {
  icon: 'plane',
  number: 'К-{yyyy}-{0000}',
  numberedAt: 'underway',
  fields: {
    destination: text({ max: 300 }),
    budget: money(),
    result: longText(),
  },
  form: ['title', 'counterparty', 'contact', 'startsAt', 'endsAt', 'assignee', 'owner', 'date', 'body'],
  stages: {
    planned: { colour: 'blue', next: ['underway', 'cancelled'] },
    underway: { colour: 'amber', next: ['done', 'planned'] },
    done: { colour: 'green', next: ['underway'], closed: true },
    cancelled: { colour: 'grey', next: ['planned'], closed: true },
  },
  finish: { to: 'done', result: 'result' },
  refuse: (d, to) => (to === 'underway' && !d.destination ? { code: 'tripDestination' } : endsAfterStart(d)),
  post: (d) => worked('trips', d, ['done']),
  access: dossierAccess,
  list: { columns: ['number', 'date', 'title', 'stage', 'counterparty', 'destination', 'assignee', 'startsAt', 'endsAt'], filters: ['stage', 'assignee'], sort: '-date' },
});
