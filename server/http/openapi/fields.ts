/** Fields as JSON schemas: what may be sent, what comes out, and what a filter may ask. */
import { isMany } from '../../../kernel/catalog.ts';
import type { Field, Fields } from '../../../kernel/field.ts';
import { arrayOf, component, nullable, uuid, type Node } from './parts.ts';

/** Names a field in words: `phones.number` → "Number". */
export type Label = (path: string) => string;

const decimal = '^-?\\d{1,15}(\\.\\d{1,6})?$';
const amount = '^-?\\d{1,15}(\\.\\d{1,2})?$';
const colour = '^#[0-9a-fA-F]{6}$';

/** How texts of a known form are put into the one spelling that is stored. */
const spelling: Readonly<Record<NonNullable<Field['format']>, string>> = {
  email: 'Stored in small letters.',
  phone: 'Any usual spelling; stored as E.164 (`+74957751737`) when it can be read as one.',
  url: '`https://` is put before it when no scheme is given; http and https only.',
  mono: 'Spaces and hyphens are left out; check digits are verified where the number has them.',
};

function sentOne(field: Field, label: Label, path: string): Node {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return {
        type: 'string',
        ...(field.required ? { minLength: 1 } : {}),
        ...(field.max === undefined ? {} : { maxLength: field.max }),
        ...(field.format === 'email' ? { format: 'idn-email' } : {}),
        ...(field.format ? { description: `${label(path)}. ${spelling[field.format]}` } : {}),
      };
    case 'integer':
      return { type: 'integer', minimum: field.min ?? -2_147_483_648, maximum: field.max ?? 2_147_483_647 };
    case 'decimal':
      return { type: ['string', 'number'], pattern: decimal, description: `${label(path)}. Exact: up to six decimals; send a string.` };
    case 'money':
      return { type: ['string', 'number'], pattern: amount, description: `${label(path)}. Exact: two decimals; send a string.` };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'datetime':
      return { type: 'string', format: 'date-time', description: `${label(path)}. With an offset; stored in UTC.` };
    case 'flag':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'string', enum: [...(field.options ?? [])] };
    case 'choices':
      return {
        ...arrayOf({ type: 'string', enum: [...(field.options ?? [])] }),
        ...(field.max === undefined ? {} : { maxItems: field.max }),
      };
    case 'colour':
      return { type: 'string', pattern: colour };
    case 'ref':
    case 'file':
      return reference(field);
    case 'refs':
      return { ...arrayOf(reference(field)), ...(field.max === undefined ? {} : { maxItems: field.max }) };
    case 'list':
      return { ...arrayOf(body(field.of ?? {}, label, `${path}.`)), ...(field.max === undefined ? {} : { maxItems: field.max }) };
  }
}

/** `x-reference` and `x-classifier` name the catalog (and classifier) that the id must be of. */
const marks = (field: Field): Node => ({
  'x-reference': field.kind === 'file' ? 'stored-file' : field.target,
  ...(field.classifier ? { 'x-classifier': field.classifier } : {}),
});
const reference = (field: Field): Node => ({ anyOf: [uuid, component('RefIn')], ...marks(field) });

/** True when a new row need not name the field. */
const isOptional = (field: Field): boolean => !field.required || field.initial !== undefined || isMany(field);

export function sent(field: Field, label: Label, path: string): Node {
  const one = sentOne(field, label, path);
  const schema = field.required || isMany(field) ? one : typeof one.type === 'string' ? nullable(one) : withNull(one);
  return { title: label(path), ...schema, ...(field.initial === undefined ? {} : { default: field.initial }) };
}

const withNull = (schema: Node): Node =>
  Array.isArray(schema.anyOf)
    ? { ...schema, anyOf: [...schema.anyOf, { type: 'null' }] }
    : { ...schema, type: [...(Array.isArray(schema.type) ? schema.type : []), 'null'] };

/** An object with these fields, as it is sent. `partial`: nothing is required (a change). */
export function body(fields: Fields, label: Label, prefix = '', o: { partial?: boolean; optional?: readonly string[] } = {}): Node {
  const entries = Object.entries(fields);
  const required = o.partial ? [] : entries.filter(([name, f]) => !isOptional(f) && !o.optional?.includes(name)).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, f]) => [name, sent(f, label, prefix + name)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function storedOne(field: Field, label: Label, path: string): Node {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return { type: 'string' };
    case 'decimal':
    case 'money':
      return { type: 'string', pattern: decimal };
    case 'choices':
      return arrayOf({ type: 'string', enum: [...(field.options ?? [])] });
    case 'ref':
      return { ...component(field.target === 'document' ? 'DocumentRef' : 'Ref'), ...marks(field) };
    case 'file':
      return component('FileRef');
    case 'refs':
      return { ...arrayOf(component('Ref')), ...marks(field) };
    case 'list': {
      const of = Object.entries(field.of ?? {});
      return arrayOf({
        type: 'object',
        properties: Object.fromEntries(of.map(([name, f]) => [name, stored(f, label, `${path}.${name}`)])),
        required: of.filter(([, f]) => f.required).map(([name]) => name),
      });
    }
    default:
      return sentOne({ ...field, max: undefined }, label, path);
  }
}

/** `filled`: the engine always has a value, though no caller gives it. */
export function stored(field: Field, label: Label, path: string, filled = false): Node {
  const { description: _, ...one } = storedOne(field, label, path);
  return { title: label(path), ...(field.required || filled || isMany(field) ? one : nullable(one)) };
}

const comparable = new Set<Field['kind']>(['text', 'integer', 'decimal', 'money', 'date', 'datetime']);

/** The name of the condition's schema for a field in a filter. */
export function conditionName(field: Field): string {
  if (field.kind === 'list') return 'ListCondition';
  if (isMany(field)) return 'SeveralCondition';
  if (field.kind === 'text' || field.kind === 'longText') return 'TextCondition';
  if (comparable.has(field.kind)) return 'OrderedCondition';
  return field.kind === 'ref' ? 'ReferenceCondition' : 'PlainCondition';
}

const operators = (names: readonly string[], value: Node): Record<string, Node> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      name === 'in'
        ? { ...arrayOf(value), maxItems: 1000 }
        : name === 'empty'
          ? { type: 'boolean' }
          : name === 'contains'
            ? { type: 'string', maxLength: 500 }
            : value,
    ]),
  );

const condition = (description: string, names: readonly string[], value: Node): Node => ({
  description,
  anyOf: [value, { type: 'object', properties: operators(names, value), additionalProperties: false, minProperties: 1 }],
});
const scalar: Node = { type: ['string', 'number', 'boolean', 'null'] };
const texts: Node = { type: ['string', 'null'] };

/** The conditions of filters, shared by all entities. */
export const conditionSchemas: Readonly<Record<string, Node>> = {
  PlainCondition: condition('A value (equal), null (empty), or an object with operators.', ['eq', 'ne', 'in', 'empty'], scalar),
  TextCondition: condition(
    '`contains` finds a part of the text, whatever its case.',
    ['eq', 'ne', 'in', 'empty', 'contains', 'lt', 'lte', 'gt', 'gte'],
    texts,
  ),
  OrderedCondition: condition('Numbers, dates and times can be compared.', ['eq', 'ne', 'in', 'empty', 'lt', 'lte', 'gt', 'gte'], {
    type: ['string', 'number', 'null'],
  }),
  ReferenceCondition: condition('An id; `under` finds a row of a tree and all below it.', ['eq', 'ne', 'in', 'empty', 'under'], texts),
  SeveralCondition: condition('A value that is among them; `in` asks for any of several.', ['eq', 'ne', 'in', 'empty'], texts),
  ListCondition: {
    description: 'A list as a whole; its own fields are reached by a path, as `phones.number`.',
    anyOf: [
      { type: 'null' },
      { type: 'object', properties: operators(['empty', 'contains'], texts), additionalProperties: false, minProperties: 1 },
    ],
  },
};
