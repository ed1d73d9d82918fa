import { document, type DocOf } from '../../kernel/document.ts';
import { classified, file } from '../../kernel/field.ts';
import { dossierAccess } from './event.ts';

export type FileDocument = DocOf<typeof FileDocument>;

/** A file in the dossier. A new version replaces `file`; the journal keeps the earlier ones, which stay readable. */
export const FileDocument = document('file', {
  icon: 'paperclip',
  fields: { file: file({ required: true }), sort: classified('file-kind') },
  form: ['title', 'counterparty', 'contact', 'parent', 'date', 'owner', 'body'],
  stages: { kept: { colour: 'grey', next: [], closed: true } },
  access: dossierAccess,
  list: { columns: ['date', 'title', 'file', 'sort', 'counterparty', 'owner'], filters: ['owner', 'sort'], sort: '-date' },
});
