/** The endpoints that stand once, beside those of every catalog and document type. */
import { arrayOf, component, count, exampleId, flag, idInPath, idempotencyKey, maybe, moment, nullable, object, operation, query, rowsOf, text, uuid, type Node, type Paths } from './parts.ts';

const password: Node = { type: 'string', minLength: 10, maxLength: 256, format: 'password' };
const ended = { 204: { description: 'Done.' } };
const session = object({ id: uuid, createdAt: moment, lastSeenAt: moment, userAgent: text, ip: text });
const ownSession = object({ id: uuid, createdAt: moment, lastSeenAt: moment, userAgent: text, ip: text, current: flag });
const sessionExample = { id: exampleId(8), createdAt: '2026-11-23T07:00:00.000Z', lastSeenAt: '2026-11-23T07:30:00.000Z', userAgent: 'Mozilla/5.0', ip: '127.0.0.1' };

const meExample = {
  id: exampleId(34), name: 'Мария Менеджерова', email: 'manager1@demo.example', position: 'Менеджер', language: 'ru', timeZone: 'Europe/Moscow',
  roles: [{ id: exampleId(23), label: 'Менеджер' }], roleKeys: ['manager'], rights: [], scope: 'own', organisation: { id: exampleId(1), name: 'Волга-Трейд' }, demo: true,
};

export const fixedSchemas: Readonly<Record<string, Node>> = {
  Ref: object({ id: uuid, label: maybe.text }, { description: 'A reference as it comes out; `label` names the row.' }),
  DocumentRef: object({ id: uuid, label: maybe.text, type: text }),
  FileRef: object({ id: uuid, label: maybe.text, size: count, type: text }),
  RefIn: { type: 'object', description: 'What came out as `{id, label}` may go back in as it is.', properties: { id: uuid }, required: ['id'] },
  Me: object({
    id: uuid, name: text, email: text, position: maybe.text, language: { type: 'string', enum: ['ru', 'en'] }, timeZone: text, roles: arrayOf(component('Ref')), roleKeys: arrayOf(maybe.text),
    rights: arrayOf(text), scope: { type: 'string', enum: ['own', 'team', 'company'] }, organisation: object({ id: uuid, name: text }), demo: flag,
  }),
  Problem: {
    ...object({ type: { type: 'string', format: 'uri' }, title: text, status: { type: 'integer', minimum: 400, maximum: 599 }, detail: text, code: { ...text, description: 'Stable; for programs.' } }),
    description: 'RFC 9457, in the language of the caller.',
  },
  InvalidProblem: {
    allOf: [component('Problem'), object({ errors: { ...arrayOf(object({ path: { ...text, description: 'Where: `name`, `phones.0.number`, `filter.group.eq`; empty for the body as a whole.' }, code: text, message: text })), minItems: 1 } })],
  },
  ConflictProblem: {
    description: 'With the code `conflict` it tells the stored version and the fields that differ; every other code is a rule that says no.',
    allOf: [component('Problem'), object({ version: count, fields: arrayOf(object({ path: text, original: {}, theirs: {}, mine: {} })) }, { optional: ['version', 'fields'] })],
  },
};

const sessionPaths: Paths = {
  '/session': {
    post: operation({
      id: 'signIn', tag: 'session', summary: 'Sign in', description: 'Sets the cookie `flydoc_session`. Ten failures in a row lock the account for a quarter of an hour (409).', open: true, problems: [409],
      body: { schema: object({ email: { ...text, maxLength: 300 }, password: { ...text, maxLength: 300 } }, { closed: true }), example: { email: 'manager1@demo.example', password: 'demo-flydoc' } },
      answers: { 200: { description: 'Who signed in.', schema: component('Me'), example: meExample, headers: { 'Set-Cookie': { schema: text } } } },
    }),
    delete: operation({ id: 'signOut', tag: 'session', summary: 'Sign out', problems: [403], answers: ended }),
  },
  '/me': {
    get: operation({ id: 'getMe', tag: 'session', summary: 'Who is signed in, and what they may do', answers: { 200: { description: 'The caller.', schema: component('Me'), example: meExample } } }),
    patch: operation({
      id: 'updateMe', tag: 'session', summary: "Change one's own language and time zone", parameters: [idempotencyKey], problems: [409],
      body: { schema: object({ language: { type: 'string', enum: ['ru', 'en'] }, timeZone: { ...text, maxLength: 64 } }, { optional: ['language', 'timeZone'], closed: true }), example: { language: 'en', timeZone: 'Asia/Yekaterinburg' } },
      answers: { 200: { description: 'The caller.', schema: component('Me') } },
    }),
  },
  '/me/password': {
    post: operation({
      id: 'changePassword', tag: 'session', summary: "Change one's own password; other sessions end",
      body: { schema: object({ current: text, next: password }, { closed: true }), example: { current: 'demo-flydoc', next: 'a-longer-secret-7' } }, answers: ended,
    }),
  },
  '/me/sessions': { get: operation({ id: 'listMySessions', tag: 'session', summary: "List one's own sessions", answers: { 200: { description: 'Sessions, last used first.', schema: rowsOf(ownSession), example: { rows: [{ ...sessionExample, current: true }] } } } }) },
  '/me/sessions/{id}': { delete: operation({ id: 'endMySession', tag: 'session', summary: "End one of one's own sessions", parameters: [idInPath('session')], problems: [403, 404], answers: ended }) },
  '/catalogs/employee/{id}/password': {
    post: operation({
      id: 'setPassword', tag: 'employee', summary: 'Set a password for somebody; their sessions end', description: 'Needs the right `people`.', parameters: [idInPath('employee')], problems: [404],
      body: { schema: object({ password }, { closed: true }), example: { password: 'a-longer-secret-7' } }, answers: ended,
    }),
  },
  '/catalogs/employee/{id}/sessions': {
    get: operation({ id: 'listSessions', tag: 'employee', summary: "List somebody's sessions", description: 'Needs the right `people`.', parameters: [idInPath('employee')], problems: [403, 404], answers: { 200: { description: 'Sessions, last used first.', schema: rowsOf(session), example: { rows: [sessionExample] } } } }),
    delete: operation({ id: 'endSessions', tag: 'employee', summary: "End all of somebody's sessions", description: 'Needs the right `people`.', parameters: [idInPath('employee')], problems: [403, 404], answers: ended }),
  },
};

const demoAccount = object({ email: text, name: text, position: maybe.text, role: maybe.text, organisation: text });
const event = 'id: 1f3a9c2e.4711\nevent: change\ndata: {"changes":[{"entity":"counterparty","id":"01920000-0000-7000-8000-000000000100","action":"update","version":2}]}\n\n';

const serverPaths: Paths = {
  '/health': { get: operation({ id: 'getHealth', tag: 'server', summary: 'Ready to serve', open: true, answers: { 200: { description: 'The server and its database answer.', schema: object({ status: { const: 'ok' } }), example: { status: 'ok' } } } }) },
  '/openapi.json': { get: operation({ id: 'getOpenApi', tag: 'server', summary: 'This document', open: true, answers: { 200: { description: 'OpenAPI 3.1.', schema: { type: 'object' } } } }) },
  '/demo': {
    get: operation({
      id: 'getDemo', tag: 'server', summary: 'Accounts of the demonstration company', open: true,
      answers: {
        200: {
          description: 'Empty and null when this is no demonstration.', schema: object({ accounts: arrayOf(demoAccount), password: maybe.text }),
          example: { accounts: [{ email: 'manager1@demo.example', name: 'Мария Менеджерова', position: 'Менеджер', role: 'manager', organisation: 'Волга-Трейд' }], password: 'demo-flydoc' },
        },
      },
    }),
  },
  '/live': {
    get: operation({
      id: 'listen', tag: 'live', summary: 'Changes as they happen (server-sent events)',
      description: '`event: change` with `{changes: [{entity, id, action, version, counterparty?}]}`; `event: reset` when the gap cannot be told: read everything again. An event may come twice; none is missed.',
      parameters: [{ name: 'Last-Event-ID', in: 'header', description: 'The id of the last event received; the stream goes on behind it.', schema: text }],
      answers: { 200: { description: 'A stream that stays open.', type: 'text/event-stream', schema: text, example: event } },
    }),
  },
};

const found = object({ entity: text, id: uuid, label: text, hint: maybe.text, date: nullable({ type: 'string', format: 'date' }), group: maybe.uuid }, { optional: ['date', 'group'] });
const subject = nullable(object({ entity: text, id: uuid, label: maybe.text }));

const readingPaths: Paths = {
  '/search': {
    get: operation({
      id: 'search', tag: 'search', summary: 'Search counterparties, contacts, people and documents', problems: [422],
      description: 'Parts of words, ё as е, the other keyboard layout, transliteration, INN and telephones in any spelling. Only what the caller may see.',
      parameters: [query('q', { type: 'string', maxLength: 300 }, 'What was typed.'), query('limit', { type: 'integer', minimum: 1, maximum: 100, default: 20 }, 'Rows in all.')],
      answers: {
        200: {
          description: 'What was found, and how the query was read.',
          schema: object({ rows: arrayOf(found), variant: nullable(object({ kind: { type: 'string', enum: ['typed', 'layout', 'translit', 'digits'] }, text })) }),
          example: { rows: [{ entity: 'counterparty', id: exampleId(100), label: 'Волга-Трейд', hint: '7709999995 · Казань', group: exampleId(41) }], variant: { kind: 'typed', text: 'волга' } },
        },
      },
    }),
  },
  '/operations': {
    get: operation({
      id: 'listOperations', tag: 'journal', summary: 'The journal of operations, newest first', description: "Without the right `journal`, one's own only.", problems: [422],
      parameters: [query('limit', { type: 'integer', minimum: 1, maximum: 500, default: 50 }, 'Operations on a page.'), query('after', text, 'Cursor from `next`.'), query('actor', { ...uuid, 'x-reference': 'employee' }, 'Only those of this person.')],
      answers: {
        200: {
          description: 'Who did what, when, and to how many rows.', schema: rowsOf(object({ id: uuid, at: moment, by: nullable(component('Ref')), kind: text, count, subject }), { next: true }),
          example: { rows: [{ id: exampleId(9), at: '2026-11-23T07:00:00.000Z', by: { id: exampleId(34), label: 'Мария Менеджерова' }, kind: 'create', count: 1, subject: { entity: 'counterparty', id: exampleId(100), label: 'Волга-Трейд' } }], next: null },
        },
      },
    }),
  },
};

const storedFile = object({ id: uuid, name: text, size: count, type: text, hash: text });
const bytes: Node = { schema: { type: 'string', format: 'binary' } };

const cardRemark = object({ index: count, why: text });

const filePaths: Paths = {
  '/files': {
    post: operation({
      id: 'uploadFiles', tag: 'files', summary: 'Upload one or several files', problems: [507],
      description: 'Up to 1 GB each, streamed. Content that is there already is stored once. Name a file afterwards in a document of the type `file`.',
      body: { type: 'multipart/form-data', schema: object({ file: arrayOf({ type: 'string', format: 'binary' }) }) },
      answers: { 201: { description: 'The files, in the order of their parts.', schema: rowsOf(storedFile), example: { rows: [{ id: exampleId(5), name: 'Договор.pdf', size: 48213, type: 'application/pdf', hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }] } } },
    }),
  },
  '/files/{id}': {
    get: operation({
      id: 'downloadFile', tag: 'files', summary: 'Read the bytes of a file', problems: [404, 416, 422],
      parameters: [idInPath('stored-file'), query('download', { type: 'string', enum: ['0', '1'] }, '`1` answers as an attachment.'), { name: 'Range', in: 'header', description: 'A part of the file.', schema: text }, { name: 'If-None-Match', in: 'header', description: 'The ETag that the caller has.', schema: text }],
      answers: { 200: { description: 'The bytes.', also: { '*/*': bytes } }, 206: { description: 'The asked-for part.', also: { '*/*': bytes } }, 304: { description: 'What the caller has is what there is.' } },
    }),
  },
  '/documents/file/{id}/versions': {
    get: operation({
      id: 'listFileVersions', tag: 'file', summary: 'Versions of a file document, newest first', parameters: [idInPath('file')], problems: [404, 422],
      answers: { 200: { description: 'Each version with its file.', schema: rowsOf(object({ version: count, at: moment, by: nullable(component('Ref')), file: nullable(component('FileRef')) })) } },
    }),
  },
  '/catalogs/contact/vcard': {
    post: operation({
      id: 'importVcard', tag: 'contact', summary: 'Take people in from vCards', problems: [409],
      parameters: [query('counterparty', { ...uuid, 'x-reference': 'counterparty' }, 'Where these people work.'), idempotencyKey],
      body: { type: 'text/vcard', schema: text, example: 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Мария Петрова\r\nN:Петрова;Мария;;;\r\nTEL:+74957751737\r\nEND:VCARD\r\n' },
      answers: {
        200: {
          description: '`index` counts cards from 1, 0 is the file as a whole. `skipped` became no contact; `problems` became one, with what did not fit its field in the note.',
          schema: object({ created: arrayOf(component('Ref')), skipped: arrayOf(cardRemark), problems: arrayOf(cardRemark) }),
          example: { created: [{ id: exampleId(72), label: 'Мария Петрова' }], skipped: [], problems: [] },
        },
      },
    }),
  },
};

export const fixedPaths: Paths = { ...sessionPaths, ...serverPaths, ...readingPaths, ...filePaths };
