/** Schemas that many operations share: references, problems, the person signed in. */
import { arrayOf, component, count, flag, maybe, object, text, uuid, type Node } from './parts.ts';

export const fixedSchemas: Readonly<Record<string, Node>> = {
  Ref: object({ id: uuid, label: maybe.text }, { description: 'A reference as it comes out; `label` names the row.' }),
  DocumentRef: object({ id: uuid, label: maybe.text, type: text }),
  FileRef: object({ id: uuid, label: maybe.text, size: count, type: text }),
  RefIn: {
    type: 'object',
    description: 'What came out as `{id, label}` may go back in as it is.',
    properties: { id: uuid },
    required: ['id'],
  },
  Me: object({
    id: uuid,
    name: text,
    email: text,
    position: maybe.text,
    language: { type: 'string', enum: ['ru', 'en'] },
    timeZone: text,
    roles: arrayOf(component('Ref')),
    roleKeys: arrayOf(maybe.text),
    rights: arrayOf(text),
    scope: { type: 'string', enum: ['own', 'team', 'company'] },
    organisation: object({ id: uuid, name: text }),
    demo: flag,
  }),
  Problem: {
    ...object({
      type: { type: 'string', format: 'uri' },
      title: text,
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: text,
      code: { ...text, description: 'Stable; for programs.' },
    }),
    description: 'RFC 9457, in the language of the caller.',
  },
  InvalidProblem: {
    allOf: [
      component('Problem'),
      object({
        errors: {
          ...arrayOf(
            object({
              path: { ...text, description: 'Where: `name`, `phones.0.number`, `filter.group.eq`; empty for the body as a whole.' },
              code: text,
              message: text,
            }),
          ),
          minItems: 1,
        },
      }),
    ],
  },
  ConflictProblem: {
    description:
      'With the code `conflict` it tells the stored version and the fields that differ; every other code is a rule that says no.',
    allOf: [
      component('Problem'),
      object(
        { version: count, fields: arrayOf(object({ path: text, original: {}, theirs: {}, mine: {} })) },
        { optional: ['version', 'fields'] },
      ),
    ],
  },
};
