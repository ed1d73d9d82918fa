import { document, type DocOf } from '../../kernel/document.ts';
import { choice, text } from '../../kernel/field.ts';
import { worked } from './activity.ts';
import { dossierAccess } from './event.ts';

export type Letter = DocOf<typeof Letter>;

export const Letter = document('letter', {
  icon: 'mail',
  number: 'П-{yyyy}-{00000}',
  numberedAt: 'registered',
  fields: {
    direction: choice(['out', 'in'], { required: true, initial: 'out' }),
    channel: choice(['email', 'post', 'courier', 'fax', 'messenger'], { initial: 'email' }),
    /** The sender's own number of a letter that came in. */
    theirNumber: text({ max: 100 }),
  },
  form: ['title', 'counterparty', 'contact', 'date', 'due', 'assignee', 'owner', 'body'],
  stages: {
    draft: { colour: 'grey', next: ['registered'] },
    registered: { colour: 'blue', next: ['answered', 'draft'] },
    answered: { colour: 'green', next: ['registered'], closed: true },
  },
  refuse: (d, to) => (to !== 'draft' && !d.title ? { code: 'titleMissing' } : null),
  post: (d) => worked('letters', d, ['registered', 'answered']),
  access: dossierAccess,
  list: { columns: ['number', 'date', 'title', 'stage', 'counterparty', 'direction', 'channel', 'owner'], filters: ['stage', 'direction', 'owner'], sort: '-date' },
});
