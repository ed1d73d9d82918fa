import { document, type DocOf } from '../../kernel/document.ts';
import { longText, refs, text } from '../../kernel/field.ts';
import { worked } from './activity.ts';
import { dossierAccess, endsAfterStart, plannedStages } from './event.ts';

export type Meeting = DocOf<typeof Meeting>;

export const Meeting = document('meeting', {
  icon: 'users',
  fields: {
    place: text({ max: 500 }),
    /** Colleagues who take part, besides the one responsible. */
    participants: refs('employee'),
    result: longText(),
  },
  form: ['title', 'counterparty', 'contact', 'startsAt', 'endsAt', 'assignee', 'owner', 'date', 'body'],
  stages: plannedStages,
  finish: { to: 'done', result: 'result' },
  refuse: (d) => endsAfterStart(d),
  post: (d) => worked('meetings', d, ['done']),
  access: dossierAccess,
  list: { columns: ['date', 'title', 'stage', 'counterparty', 'place', 'assignee', 'result'], filters: ['stage', 'assignee'], sort: '-date' },
});
