/** What the document says of every catalog and document type: schemas and operations, derived from the declaration. */
import { isMany } from '../../../kernel/catalog.ts';
import { allFields, writableFields, type Entity } from '../../../kernel/declarations.ts';
import type { Field } from '../../../kernel/field.ts';
import type { Translate } from '../../../kernel/i18n.ts';
import { entitiesLabel, entityLabel, fieldLabel } from '../../../kernel/labels.ts';
import { exampleBody, exampleRow } from './examples.ts';
import { body, conditionName, stored, type Label } from './fields.ts';
import { arrayOf, component, count, exampleId, flag, idInPath, idempotencyKey, moment, nullable, object, operation, pascal, query, rowsOf, text, uuid, type Node, type Paths } from './parts.ts';

/** An entity as the document speaks of it. */
export interface Spoken {
  readonly entity: Entity;
  /** `/catalogs/counterparty`; `/documents` for all types together. */
  readonly path: string;
  readonly tag: string;
  readonly label: Label;
  readonly one: string;
  readonly many: string;
  /** All document types seen as one: they are only listed. */
  readonly listOnly?: boolean;
}

export function spoken(entity: Entity, t: Translate, o: { listOnly?: boolean } = {}): Spoken {
  const path = o.listOnly ? '/documents' : `/${entity.kind === 'catalog' ? 'catalogs' : 'documents'}/${entity.name}`;
  const one = entityLabel(t, entity.name).toLowerCase();
  return { entity, path, tag: entity.name, label: (of) => fieldLabel(t, entity, of), one, many: entitiesLabel(t, entity.name).toLowerCase(), listOnly: o.listOnly };
}

/** Empty only while nobody is known to have done it. */
const always = new Set(['version', 'createdAt', 'updatedAt', 'type', 'stage']);

const canOf = (s: Spoken): Node => {
  const stages: Record<string, Node> = s.entity.kind === 'document' && !s.listOnly ? { to: { ...arrayOf({ type: 'string', enum: Object.keys(s.entity.stages) }), description: 'Stages that the caller may move it to now.' } } : {};
  return object({ update: flag, delete: flag, restore: flag, ...stages }, { description: 'What the caller may do with the row next.' });
};

function storedField(s: Spoken, name: string, field: Field): Node {
  if (name === 'type' && !s.listOnly) return { type: 'string', const: s.entity.name };
  if (name === 'type' || (name === 'stage' && s.listOnly)) return text;
  return stored(field, s.label, name, always.has(name));
}

const rowSchema = (s: Spoken): Node =>
  object({
    id: uuid,
    ...Object.fromEntries(Object.entries(allFields(s.entity)).map(([name, f]) => [name, storedField(s, name, f)])),
    attributes: { type: 'object', description: "The company's own fields." },
    can: canOf(s),
  });

/** Every name that a filter of this entity may use, with the schema of its condition. */
function filterSchema(s: Spoken): Node {
  const self = component(`${s.entity.name}.filter`);
  const conditions: Record<string, Node> = { id: component('PlainCondition') };
  for (const [name, field] of Object.entries(allFields(s.entity))) {
    conditions[name] = component(conditionName(field));
    for (const [inner, f] of Object.entries(field.of ?? {})) conditions[`${name}.${inner}`] = component(f.kind === 'choice' || f.kind === 'flag' ? 'PlainCondition' : f.kind === 'ref' ? 'ReferenceCondition' : 'TextCondition');
  }
  const groups = { and: arrayOf(self), or: arrayOf(self), not: self };
  return { type: 'object', description: 'Conditions are joined by "and". `and`, `or`, `not` nest up to 5 deep; 100 conditions at most.', properties: { ...conditions, ...groups }, additionalProperties: false };
}

const identity = { id: { ...uuid, description: 'Made by the client (UUID, version 7 preferred) when it wants to know it beforehand.' } };
const attributes = { attributes: { type: 'object', description: "The company's own fields, when it has defined some." } };
const version: Node = { type: 'integer', minimum: 1, maximum: 2_147_483_647, description: 'The version that the caller read; another stored one answers 409.' };

function withMore(schema: Node, more: Readonly<Record<string, Node>>, required: readonly string[] = []): Node {
  const names = [...required, ...((schema.required as string[] | undefined) ?? [])]; // as: made by body()
  return { ...schema, properties: { ...more, ...(schema.properties as object) }, ...(names.length > 0 ? { required: names } : {}) };
}

/** Fields that the engine fills in when a new document names none. */
const givenByEngine = ['owner', 'date'];

export function entitySchemas(s: Spoken): Record<string, Node> {
  const { name } = s.entity;
  const listed = { [name]: rowSchema(s), [`${name}.filter`]: filterSchema(s) };
  if (s.listOnly) return listed;
  const fields = writableFields(s.entity);
  const optional = s.entity.kind === 'document' ? givenByEngine : [];
  const stages = s.entity.kind === 'document' ? Object.keys(s.entity.stages) : null;
  return {
    ...listed,
    [`${name}.create`]: withMore(body(fields, s.label, '', { optional }), { ...identity, ...attributes }),
    [`${name}.update`]: { ...withMore(body(fields, s.label, '', { partial: true }), { version, ...attributes }, ['version']), minProperties: 2 },
    ...(stages
      ? { [`${name}.stage`]: object({ to: { type: 'string', enum: stages }, version, set: { ...body(fields, s.label, '', { partial: true }), description: 'Fields to write in the same operation: the result.' } }, { optional: ['set'], closed: true }) }
      : {}),
  };
}

function listParameters(s: Spoken): Node[] {
  const fields = allFields(s.entity);
  const names = Object.keys(fields);
  const sortable = ['id', ...names.filter((n) => !isMany(fields[n]!))]; // !: one of the object's own keys
  const several = { style: 'form', explode: false };
  return [
    { name: 'filter', in: 'query', description: 'Conditions as JSON.', content: { 'application/json': { schema: component(`${s.entity.name}.filter`) } } },
    query('sort', { ...arrayOf({ type: 'string', enum: sortable.flatMap((n) => [n, `-${n}`]) }), maxItems: 5 }, `Fields to sort by, \`-\` before those that descend. References sort by their label.${s.entity.list.sort ? ` Without it: \`${s.entity.list.sort}\`.` : ''}`, several),
    query('limit', { type: 'integer', minimum: 1, maximum: 500, default: 50 }, 'Rows on a page.'),
    query('after', text, 'Cursor from `next` of the page before; the sort must be the same.'),
    query('q', { type: 'string', maxLength: 500 }, 'Only rows that the search finds: parts of words, another keyboard layout, numbers in any spelling.'),
    query('fields', arrayOf({ type: 'string', enum: ['id', 'attributes', ...names] }), 'Only these fields; the rows then hold them beside `id`, `version` and `can`.', several),
    query('total', { type: 'string', enum: ['0', '1'] }, '`1` counts the rows; above 20,000 the number is an estimate.'),
    query('trash', { type: 'string', enum: ['0', '1'] }, '`1` gives deleted rows only: the caller\'s own, or all with the right `trash`.'),
  ];
}

const listSchema = (s: Spoken): Node => {
  const page = rowsOf(component(s.entity.name), { next: true });
  const more = { total: object({ value: count, exact: flag }), variant: object({ kind: { type: 'string', enum: ['typed', 'layout', 'translit', 'digits'] }, text }, { description: 'How `q` was read when what was typed found nothing.' }) };
  return { ...page, properties: { ...(page.properties as object), ...more } }; // as: made by object()
};

const historySchema: Node = rowsOf(
  object({
    operation: uuid, at: moment, by: nullable(component('Ref')), kind: text, action: { type: 'string', enum: ['create', 'update', 'stage', 'delete', 'restore'] }, version: count,
    changes: arrayOf(object({ field: text, before: {}, after: {} })),
  }),
  { next: true },
);
const historyExample = {
  rows: [{ operation: exampleId(9), at: '2026-11-23T07:00:00.000Z', by: { id: exampleId(34), label: 'Мария Менеджерова' }, kind: 'update', action: 'update', version: 2, changes: [{ field: 'note', before: null, after: 'Example' }] }],
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
  const row = (description: string, example?: unknown): { description: string; schema: Node; example?: unknown } => ({ description, schema: component(name), ...(example ? { example } : {}) });
  const list = operation({
    id: s.listOnly ? 'listDocuments' : `list${Name}`, tag, summary: s.listOnly ? 'List documents of all types by their common header' : `List ${many}`, parameters: [...listParameters(s), ...as], problems: [422],
    answers: { 200: { description: 'A page of rows.', schema: listSchema(s), ...(s.listOnly ? {} : { example: { rows: [example], next: null } }), ...(vcard ? { also: vcards } : {}) } },
  });
  if (s.listOnly) return { [path]: { get: list } };
  const id = idInPath(name);
  const change = { version: 1, ...Object.fromEntries(Object.entries(exampleBody(entity, s.one)).slice(0, 1)) };
  const paths: Paths = {
    [path]: {
      get: list,
      post: operation({
        id: `create${Name}`, tag, summary: `Create a ${one}`, parameters: [idempotencyKey], problems: [409],
        body: { schema: component(`${name}.create`), example: exampleBody(entity, s.one) }, answers: { 201: { ...row('The new row.', example), headers: { 'Idempotent-Replay': { $ref: '#/components/headers/IdempotentReplay' } } } },
      }),
    },
    [`${path}/{id}`]: {
      get: operation({ id: `get${Name}`, tag, summary: `Read a ${one}`, parameters: [id, ...as], problems: [404, ...(vcard ? [422] : [])], answers: { 200: { ...row('The row.', example), ...(vcard ? { also: vcards } : {}) } } }),
      patch: operation({
        id: `update${Name}`, tag, summary: `Change fields of a ${one}`, description: 'Lists are given whole. Without a difference nothing is written.', parameters: [id, idempotencyKey], problems: [404, 409],
        body: { schema: component(`${name}.update`), example: change }, answers: { 200: row('The row as it is now.') },
      }),
      delete: operation({
        id: `delete${Name}`, tag, summary: `Move a ${one} to the trash`, parameters: [id, query('version', { type: 'integer', minimum: 0, maximum: 999_999_999 }, 'Refuse (409) unless this version is stored.'), idempotencyKey], problems: [403, 404, 409, 422],
        answers: { 200: row('The row in the trash.') },
      }),
    },
    [`${path}/{id}/restore`]: {
      post: operation({ id: `restore${Name}`, tag, summary: `Take a ${one} out of the trash`, parameters: [id, idempotencyKey], problems: [403, 404, 409, 422], answers: { 200: row('The row.') } }),
    },
    [`${path}/{id}/history`]: {
      get: operation({
        id: `history${Name}`, tag, summary: `What happened to a ${one}, newest first`, problems: [404, 422],
        parameters: [id, query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }, 'Operations on a page.'), query('after', { type: 'string', pattern: '^\\d{1,9}$' }, 'Cursor from `next`.')],
        answers: { 200: { description: 'Operations with what each field was and became; references are `{id, label}`.', schema: historySchema, example: historyExample } },
      }),
    },
  };
  if (entity.kind === 'document') paths[`${path}/{id}/stage`] = { post: stageOperation(s, Name, id) };
  if (entity.kind === 'catalog' && entity.duplicateKeys) paths[`${path}/duplicates`] = { get: duplicatesOperation(s, Name) };
  return paths;
}

function stageOperation(s: Spoken, Name: string, id: Node): Node {
  const [first, ...others] = s.entity.kind === 'document' ? Object.entries(s.entity.stages) : [];
  const to = first?.[1].next[0] ?? others[0]?.[0] ?? first?.[0];
  return operation({
    id: `move${Name}`, tag: s.tag, summary: `Move a ${s.one} to another stage`, parameters: [id, idempotencyKey], problems: [404, 409],
    body: { schema: component(`${s.entity.name}.stage`), example: { to, version: 1 } }, answers: { 200: { description: 'The document in its new stage.', schema: component(s.entity.name) } },
  });
}

function duplicatesOperation(s: Spoken, Name: string): Node {
  const texts = (name: string, what: string): Node => query(name, { ...arrayOf({ type: 'string', maxLength: 500 }), maxItems: 20 }, `${what}; may repeat.`, { style: 'form', explode: true });
  const found = rowsOf(object({ id: uuid, label: text, hint: nullable(text), why: arrayOf({ type: 'string', enum: ['inn', 'phone', 'email', 'name'] }) }));
  return operation({
    id: `duplicates${Name}`, tag: s.tag, summary: `Find ${s.many} that may be the same`, problems: [422],
    parameters: [
      query('name', { type: 'string', maxLength: 1000 }, 'Name, with or without the legal form.'), query('inn', { type: 'string', maxLength: 20 }, 'INN.'), texts('phone', 'Telephone in any spelling'), texts('email', 'E-mail address'),
      query('except', uuid, 'The row that is being edited.'),
    ],
    answers: { 200: { description: 'Up to ten rows and what they share with the one described.', schema: found, example: { rows: [{ id: exampleId(100), label: 'Волга-Трейд', hint: '7709999995', why: ['inn', 'name'] }] } } },
  });
}

