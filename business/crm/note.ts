import { document, type DocOf } from '../../kernel/document.ts';
import { dossierAccess } from './event.ts';

export type Note = DocOf<typeof Note>;

export const Note = document('note', {
  icon: 'note',
  fields: {},
  form: ['title', 'counterparty', 'contact', 'date', 'owner', 'body'],
  stages: { kept: { colour: 'grey', next: [], closed: true } },
  access: dossierAccess,
  list: { columns: ['date', 'title', 'counterparty', 'owner', 'body'], filters: ['owner'], sort: '-date' },
});
