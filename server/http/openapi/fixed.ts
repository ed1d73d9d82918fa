/** The endpoints that stand once, beside those of every catalog and document type. */
import { filePaths } from './files.ts';
import {
  arrayOf,
  component,
  count,
  exampleId,
  maybe,
  moment,
  nullable,
  object,
  operation,
  query,
  rowsOf,
  text,
  uuid,
  type Paths,
} from './parts.ts';
import { sessionPaths } from './session.ts';

const demoAccount = object({ email: text, name: text, position: maybe.text, role: maybe.text, organisation: text });
const event =
  'id: 1f3a9c2e.4711\nevent: change\ndata: {"changes":[{"entity":"counterparty","id":"01920000-0000-7000-8000-000000000100","action":"update","version":2}]}\n\n';

const serverPaths: Paths = {
  '/health': {
    get: operation({
      id: 'getHealth',
      tag: 'server',
      summary: 'Ready to serve',
      open: true,
      answers: {
        200: { description: 'The server and its database answer.', schema: object({ status: { const: 'ok' } }), example: { status: 'ok' } },
      },
    }),
  },
  '/openapi.json': {
    get: operation({
      id: 'getOpenApi',
      tag: 'server',
      summary: 'This document',
      open: true,
      answers: { 200: { description: 'OpenAPI 3.1.', schema: { type: 'object' } } },
    }),
  },
  '/demo': {
    get: operation({
      id: 'getDemo',
      tag: 'server',
      summary: 'Accounts of the demonstration company',
      open: true,
      answers: {
        200: {
          description: 'Empty and null when this is no demonstration.',
          schema: object({ accounts: arrayOf(demoAccount), password: maybe.text }),
          example: {
            accounts: [
              {
                email: 'manager1@demo.example',
                name: 'Мария Менеджерова',
                position: 'Менеджер',
                role: 'manager',
                organisation: 'Волга-Трейд',
              },
            ],
            password: 'demo-flydoc',
          },
        },
      },
    }),
  },
  '/live': {
    get: operation({
      id: 'listen',
      tag: 'live',
      summary: 'Changes as they happen (server-sent events)',
      description:
        '`event: change` with `{changes: [{entity, id, action, version, counterparty?}]}`; `event: reset` when the gap cannot be told: read everything again. An event may come twice; none is missed.',
      parameters: [
        {
          name: 'Last-Event-ID',
          in: 'header',
          description: 'The id of the last event received; the stream goes on behind it.',
          schema: text,
        },
      ],
      answers: { 200: { description: 'A stream that stays open.', type: 'text/event-stream', schema: text, example: event } },
    }),
  },
};

const found = object(
  { entity: text, id: uuid, label: text, hint: maybe.text, date: nullable({ type: 'string', format: 'date' }), group: maybe.uuid },
  { optional: ['date', 'group'] },
);
const subject = nullable(object({ entity: text, id: uuid, label: maybe.text }));

const readingPaths: Paths = {
  '/search': {
    get: operation({
      id: 'search',
      tag: 'search',
      summary: 'Search counterparties, contacts, people and documents',
      problems: [422],
      description:
        'Parts of words, ё as е, the other keyboard layout, transliteration, INN and telephones in any spelling. Only what the caller may see.',
      parameters: [
        query('q', { type: 'string', maxLength: 300 }, 'What was typed.'),
        query('limit', { type: 'integer', minimum: 1, maximum: 100, default: 20 }, 'Rows in all.'),
      ],
      answers: {
        200: {
          description: 'What was found, and how the query was read.',
          schema: object({
            rows: arrayOf(found),
            variant: nullable(object({ kind: { type: 'string', enum: ['typed', 'layout', 'translit', 'digits'] }, text })),
          }),
          example: {
            rows: [{ entity: 'counterparty', id: exampleId(100), label: 'Волга-Трейд', hint: '7709999995 · Казань', group: exampleId(41) }],
            variant: { kind: 'typed', text: 'волга' },
          },
        },
      },
    }),
  },
  '/operations': {
    get: operation({
      id: 'listOperations',
      tag: 'journal',
      summary: 'The journal of operations, newest first',
      description: "Without the right `journal`, one's own only.",
      problems: [422],
      parameters: [
        query('limit', { type: 'integer', minimum: 1, maximum: 500, default: 50 }, 'Operations on a page.'),
        query('after', text, 'Cursor from `next`.'),
        query('actor', { ...uuid, 'x-reference': 'employee' }, 'Only those of this person.'),
      ],
      answers: {
        200: {
          description: 'Who did what, when, and to how many rows.',
          schema: rowsOf(object({ id: uuid, at: moment, by: nullable(component('Ref')), kind: text, count, subject }), { next: true }),
          example: {
            rows: [
              {
                id: exampleId(9),
                at: '2026-11-23T07:00:00.000Z',
                by: { id: exampleId(34), label: 'Мария Менеджерова' },
                kind: 'create',
                count: 1,
                subject: { entity: 'counterparty', id: exampleId(100), label: 'Волга-Трейд' },
              },
            ],
            next: null,
          },
        },
      },
    }),
  },
};

export const fixedPaths: Paths = { ...sessionPaths, ...serverPaths, ...readingPaths, ...filePaths };
