/** Registers and reports in the document, derived from their declarations. */
import type { Declarations } from '../../../kernel/declarations.ts';
import { allFields } from '../../../kernel/declarations.ts';
import type { Fields } from '../../../kernel/field.ts';
import type { Register } from '../../../kernel/register.ts';
import type { Report } from '../../../kernel/report.ts';
import type { Translate } from '../../../kernel/i18n.ts';
import { fieldLabel } from '../../../kernel/labels.ts';
import type { Document } from '../../../kernel/document.ts';
import { stored } from './fields.ts';
import { component, count, nullable, object, operation, pascal, query, rowsOf, text, uuid, type Node, type Paths } from './parts.ts';

const limit = query('limit', { type: 'integer', minimum: 1, maximum: 500, default: 100 }, 'Rows at most.');

/** A register filters by equality of its dimensions alone. */
function filterOf(by: Fields): Node {
  const conditions = Object.fromEntries(
    Object.entries(by).map(([name, f]) => [name, f.kind === 'ref' ? { ...uuid, 'x-reference': f.target } : text]),
  );
  return {
    name: 'filter',
    in: 'query',
    description: 'Values of dimensions, as JSON.',
    content: { 'application/json': { schema: { type: 'object', properties: conditions, additionalProperties: false } } },
  };
}

export function registerPaths(register: Register, t: Translate): Paths {
  const label = (path: string): string => fieldLabel(t, register, path);
  const rowOf = (fields: Fields): Record<string, Node> =>
    Object.fromEntries(Object.entries(fields).map(([name, f]) => [name, stored(f, label, name)]));
  const row = { ...rowOf(register.by), ...rowOf(register.amounts) };
  const Name = pascal(register.name);
  const filter = filterOf(register.by);
  return {
    [`/registers/${register.name}/balance`]: {
      get: operation({
        id: `balance${Name}`,
        tag: 'registers',
        summary: `${t(register.name)}: sums now, or as of the end of a day`,
        problems: [422],
        parameters: [filter, query('at', { type: 'string', format: 'date' }, 'The day; now when not given.'), limit],
        answers: { 200: { description: 'One row for each combination of dimensions.', schema: rowsOf(object(row)) } },
      }),
    },
    [`/registers/${register.name}/movements`]: {
      get: operation({
        id: `movements${Name}`,
        tag: 'registers',
        summary: `${t(register.name)}: movements, newest first`,
        problems: [422],
        parameters: [filter, limit],
        answers: {
          200: {
            description: 'Each movement with the document that made it.',
            schema: rowsOf(object({ document: uuid, at: { type: 'string', format: 'date' }, ...row })),
          },
        },
      }),
    },
  };
}

export function reportPaths(report: Report, declarations: Declarations, documents: Document, t: Translate): Paths {
  const source =
    report.source === 'document' ? documents : (declarations.catalogs.get(report.source) ?? declarations.documents.get(report.source));
  if (!source) throw new Error(`Report ${report.name}: unknown source ${report.source}`);
  const fields = allFields(source);
  const groups = report.groupBy.map((name): [string, Node] => {
    const field = fields[name];
    if (!field) throw new Error(`Report ${report.name}: unknown field ${name}`);
    return [
      name,
      name === 'type' || name === 'stage'
        ? text
        : nullable(
            field.kind === 'ref' ? component('Ref') : stored({ ...field, required: true }, (path) => fieldLabel(t, source, path), name),
          ),
    ];
  });
  const sums = (report.sums ?? []).map((name): [string, Node] => [name, { type: ['string', 'null'] }]);
  return {
    [`/reports/${report.name}`]: {
      get: operation({
        id: `report${pascal(report.name)}`,
        tag: 'reports',
        summary: t(report.name),
        problems: [422],
        parameters: [
          {
            name: 'filter',
            in: 'query',
            description: 'Conditions as JSON, as in the list of the source.',
            content: { 'application/json': { schema: component(`${source.name}.filter`) } },
          },
        ],
        answers: {
          200: {
            description: 'Groups with the number of rows, largest first.',
            schema: rowsOf(object({ ...Object.fromEntries(groups), count, ...Object.fromEntries(sums) })),
          },
        },
      }),
    },
  };
}
