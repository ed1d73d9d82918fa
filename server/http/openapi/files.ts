/** Files and address books: what travels in other forms than JSON. */
import {
  arrayOf,
  component,
  count,
  exampleId,
  idInPath,
  idempotencyKey,
  moment,
  nullable,
  object,
  operation,
  query,
  rowsOf,
  text,
  uuid,
  type Node,
  type Paths,
} from './parts.ts';

const storedFile = object({ id: uuid, name: text, size: count, type: text, hash: text });
const bytes: Node = { schema: { type: 'string', format: 'binary' } };

const cardRemark = object({ index: count, why: text });

export const filePaths: Paths = {
  '/files': {
    post: operation({
      id: 'uploadFiles',
      tag: 'files',
      summary: 'Upload one or several files',
      problems: [507],
      description:
        'Up to 1 GB each, streamed. Content that is there already is stored once. Name a file afterwards in a document of the type `file`.',
      body: { type: 'multipart/form-data', schema: object({ file: arrayOf({ type: 'string', format: 'binary' }) }) },
      answers: {
        201: {
          description: 'The files, in the order of their parts.',
          schema: rowsOf(storedFile),
          example: {
            rows: [
              {
                id: exampleId(5),
                name: 'Договор.pdf',
                size: 48213,
                type: 'application/pdf',
                hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
              },
            ],
          },
        },
      },
    }),
  },
  '/files/{id}': {
    get: operation({
      id: 'downloadFile',
      tag: 'files',
      summary: 'Read the bytes of a file',
      problems: [404, 416, 422],
      parameters: [
        idInPath('stored-file'),
        query('download', { type: 'string', enum: ['0', '1'] }, '`1` answers as an attachment.'),
        { name: 'Range', in: 'header', description: 'A part of the file.', schema: text },
        { name: 'If-None-Match', in: 'header', description: 'The ETag that the caller has.', schema: text },
      ],
      answers: {
        200: { description: 'The bytes.', also: { '*/*': bytes } },
        206: { description: 'The asked-for part.', also: { '*/*': bytes } },
        304: { description: 'What the caller has is what there is.' },
      },
    }),
  },
  '/documents/file/{id}/versions': {
    get: operation({
      id: 'listFileVersions',
      tag: 'file',
      summary: 'Versions of a file document, newest first',
      parameters: [idInPath('file')],
      problems: [404, 422],
      answers: {
        200: {
          description: 'Each version with its file.',
          schema: rowsOf(object({ version: count, at: moment, by: nullable(component('Ref')), file: nullable(component('FileRef')) })),
        },
      },
    }),
  },
  '/catalogs/contact/vcard': {
    post: operation({
      id: 'importVcard',
      tag: 'contact',
      summary: 'Take people in from vCards',
      problems: [409],
      parameters: [query('counterparty', { ...uuid, 'x-reference': 'counterparty' }, 'Where these people work.'), idempotencyKey],
      body: {
        type: 'text/vcard',
        schema: text,
        example: 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Мария Петрова\r\nN:Петрова;Мария;;;\r\nTEL:+74957751737\r\nEND:VCARD\r\n',
      },
      answers: {
        200: {
          description:
            '`index` counts cards from 1, 0 is the file as a whole. `skipped` became no contact; `problems` became one, with what did not fit its field in the note.',
          schema: object({ created: arrayOf(component('Ref')), skipped: arrayOf(cardRemark), problems: arrayOf(cardRemark) }),
          example: { created: [{ id: exampleId(72), label: 'Мария Петрова' }], skipped: [], problems: [] },
        },
      },
    }),
  },
};
