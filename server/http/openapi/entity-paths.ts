/** The operations of every catalog and document type. */
import type { Spoken } from './entities.ts';
import { exampleBody, exampleRow } from './examples.ts';
import { listParameters, listSchema } from './lists.ts';
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
  pascal,
  query,
  rowsOf,
  text,
  uuid,
  type Node,
  type Paths,
} from './parts.ts';

const historySchema: Node = rowsOf(
  object({
    operation: uuid,
    at: moment,
    by: nullable(component('Ref')),
    kind: text,
    action: { type: 'string', enum: ['create', 'update', 'stage', 'delete', 'restore'] },
    version: count,
    changes: arrayOf(object({ field: text, before: {}, after: {} })),
  }),
  { next: true },
);
const historyExample = {
  rows: [
    {
      operation: exampleId(9),
      at: '2026-11-23T07:00:00.000Z',
      by: { id: exampleId(34), label: 'Мария Менеджерова' },
      kind: 'update',
      action: 'update',
      version: 2,
      changes: [{ field: 'note', before: null, after: 'Example' }],
    },
  ],
  next: null,
};

/** A card in the form that address books exchange. */
const vcards: Readonly<Record<string, Node>> = { 'text/vcard': { schema: { type: 'string' } } };

export function entityPaths(s: Spoken): Paths {
  const { entity, path, tag, one, many } = s;
  const { name } = entity;
  const Name = s.listOnly ? 'Documents' : pascal(name);
  const example = exampleRow(entity, s.one);
  const vcard = name === 'contact';
  const as = vcard ? [query('as', { type: 'string', enum: ['vcf'] }, '`vcf` answers in vCard.')] : [];
  const row = (description: string, example?: unknown): { description: string; schema: Node; example?: unknown } => ({
    description,
    schema: component(name),
    ...(example ? { example } : {}),
  });
  const list = operation({
    id: s.listOnly ? 'listDocuments' : `list${Name}`,
    tag,
    summary: s.listOnly ? 'List documents of all types by their common header' : `List ${many}`,
    parameters: [...listParameters(s), ...as],
    problems: [422],
    answers: {
      200: {
        description: 'A page of rows.',
        schema: listSchema(s),
        ...(s.listOnly ? {} : { example: { rows: [example], next: null } }),
        ...(vcard ? { also: vcards } : {}),
      },
    },
  });
  if (s.listOnly) return { [path]: { get: list } };
  const id = idInPath(name);
  const change = { version: 1, ...Object.fromEntries(Object.entries(exampleBody(entity, s.one)).slice(0, 1)) };
  const paths: Paths = {
    [path]: {
      get: list,
      post: operation({
        id: `create${Name}`,
        tag,
        summary: `Create a ${one}`,
        parameters: [idempotencyKey],
        problems: [409],
        body: { schema: component(`${name}.create`), example: exampleBody(entity, s.one) },
        answers: {
          201: { ...row('The new row.', example), headers: { 'Idempotent-Replay': { $ref: '#/components/headers/IdempotentReplay' } } },
        },
      }),
    },
    [`${path}/{id}`]: {
      get: operation({
        id: `get${Name}`,
        tag,
        summary: `Read a ${one}`,
        parameters: [id, ...as],
        problems: [404, ...(vcard ? [422] : [])],
        answers: { 200: { ...row('The row.', example), ...(vcard ? { also: vcards } : {}) } },
      }),
      patch: operation({
        id: `update${Name}`,
        tag,
        summary: `Change fields of a ${one}`,
        description: 'Lists are given whole. Without a difference nothing is written.',
        parameters: [id, idempotencyKey],
        problems: [404, 409],
        body: { schema: component(`${name}.update`), example: change },
        answers: { 200: row('The row as it is now.') },
      }),
      delete: operation({
        id: `delete${Name}`,
        tag,
        summary: `Move a ${one} to the trash`,
        parameters: [
          id,
          query('version', { type: 'integer', minimum: 0, maximum: 999_999_999 }, 'Refuse (409) unless this version is stored.'),
          idempotencyKey,
        ],
        problems: [403, 404, 409, 422],
        answers: { 200: row('The row in the trash.') },
      }),
    },
    [`${path}/{id}/restore`]: {
      post: operation({
        id: `restore${Name}`,
        tag,
        summary: `Take a ${one} out of the trash`,
        parameters: [id, idempotencyKey],
        problems: [403, 404, 409, 422],
        answers: { 200: row('The row.') },
      }),
    },
    [`${path}/{id}/history`]: { get: historyOperation(s, Name, id) },
  };
  if (entity.kind === 'document') paths[`${path}/{id}/stage`] = { post: stageOperation(s, Name, id) };
  if (entity.kind === 'catalog' && entity.duplicateKeys) paths[`${path}/duplicates`] = { get: duplicatesOperation(s, Name) };
  return paths;
}

function historyOperation(s: Spoken, Name: string, id: Node): Node {
  return operation({
    id: `history${Name}`,
    tag: s.tag,
    summary: `What happened to a ${s.one}, newest first`,
    problems: [404, 422],
    parameters: [
      id,
      query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }, 'Operations on a page.'),
      query('after', { type: 'string', pattern: '^\\d{1,9}$' }, 'Cursor from `next`.'),
    ],
    answers: {
      200: {
        description: 'Operations with what each field was and became; references are `{id, label}`.',
        schema: historySchema,
        example: historyExample,
      },
    },
  });
}

function stageOperation(s: Spoken, Name: string, id: Node): Node {
  const [first, ...others] = s.entity.kind === 'document' ? Object.entries(s.entity.stages) : [];
  const to = first?.[1].next[0] ?? others[0]?.[0] ?? first?.[0];
  return operation({
    id: `move${Name}`,
    tag: s.tag,
    summary: `Move a ${s.one} to another stage`,
    parameters: [id, idempotencyKey],
    problems: [404, 409],
    body: { schema: component(`${s.entity.name}.stage`), example: { to, version: 1 } },
    answers: { 200: { description: 'The document in its new stage.', schema: component(s.entity.name) } },
  });
}

function duplicatesOperation(s: Spoken, Name: string): Node {
  const texts = (name: string, what: string): Node =>
    query(name, { ...arrayOf({ type: 'string', maxLength: 500 }), maxItems: 20 }, `${what}; may repeat.`, { style: 'form', explode: true });
  const found = rowsOf(
    object({ id: uuid, label: text, hint: nullable(text), why: arrayOf({ type: 'string', enum: ['inn', 'phone', 'email', 'name'] }) }),
  );
  return operation({
    id: `duplicates${Name}`,
    tag: s.tag,
    summary: `Find ${s.many} that may be the same`,
    problems: [422],
    parameters: [
      query('name', { type: 'string', maxLength: 1000 }, 'Name, with or without the legal form.'),
      query('inn', { type: 'string', maxLength: 20 }, 'INN.'),
      texts('phone', 'Telephone in any spelling'),
      texts('email', 'E-mail address'),
      query('except', uuid, 'The row that is being edited.'),
    ],
    answers: {
      200: {
        description: 'Up to ten rows and what they share with the one described.',
        schema: found,
        example: { rows: [{ id: exampleId(100), label: 'Волга-Трейд', hint: '7709999995', why: ['inn', 'name'] }] },
      },
    },
  });
}
