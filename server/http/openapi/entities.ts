/** How the document speaks of catalogs and document types, and their schemas, derived from the declarations. */
import { allFields, writableFields, type Entity } from '../../../kernel/declarations.ts';
import type { Field } from '../../../kernel/field.ts';
import type { Translate } from '../../../kernel/i18n.ts';
import { entitiesLabel, entityLabel, fieldLabel } from '../../../kernel/labels.ts';
import { body, conditionName, stored, type Label } from './fields.ts';
import { arrayOf, component, flag, object, text, uuid, type Node } from './parts.ts';

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
  return {
    entity,
    path,
    tag: entity.name,
    label: (of) => fieldLabel(t, entity, of),
    one,
    many: entitiesLabel(t, entity.name).toLowerCase(),
    listOnly: o.listOnly,
  };
}

/** Empty only while nobody is known to have done it. */
const always = new Set(['version', 'createdAt', 'updatedAt', 'type', 'stage']);

const canOf = (s: Spoken): Node => {
  const stages: Record<string, Node> =
    s.entity.kind === 'document' && !s.listOnly
      ? {
          to: {
            ...arrayOf({ type: 'string', enum: Object.keys(s.entity.stages) }),
            description: 'Stages that the caller may move it to now.',
          },
        }
      : {};
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
    for (const [inner, f] of Object.entries(field.of ?? {}))
      conditions[`${name}.${inner}`] = component(
        f.kind === 'choice' || f.kind === 'flag' ? 'PlainCondition' : f.kind === 'ref' ? 'ReferenceCondition' : 'TextCondition',
      );
  }
  const groups = { and: arrayOf(self), or: arrayOf(self), not: self };
  return {
    type: 'object',
    description: 'Conditions are joined by "and". `and`, `or`, `not` nest up to 5 deep; 100 conditions at most.',
    properties: { ...conditions, ...groups },
    additionalProperties: false,
  };
}

const identity = { id: { ...uuid, description: 'Made by the client (UUID, version 7 preferred) when it wants to know it beforehand.' } };
const attributes = { attributes: { type: 'object', description: "The company's own fields, when it has defined some." } };
const version: Node = {
  type: 'integer',
  minimum: 1,
  maximum: 2_147_483_647,
  description: 'The version that the caller read; another stored one answers 409.',
};

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
    [`${name}.update`]: {
      ...withMore(body(fields, s.label, '', { partial: true }), { version, ...attributes }, ['version']),
      minProperties: 2,
    },
    ...(stages
      ? {
          [`${name}.stage`]: object(
            {
              to: { type: 'string', enum: stages },
              version,
              set: { ...body(fields, s.label, '', { partial: true }), description: 'Fields to write in the same operation: the result.' },
            },
            { optional: ['set'], closed: true },
          ),
        }
      : {}),
  };
}
