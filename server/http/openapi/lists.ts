/** What lists take and give. */
import { isMany } from '../../../kernel/catalog.ts';
import { allFields } from '../../../kernel/declarations.ts';
import type { Spoken } from './entities.ts';
import { arrayOf, component, count, flag, object, query, rowsOf, text, type Node } from './parts.ts';

export function listParameters(s: Spoken): Node[] {
  const fields = allFields(s.entity);
  const names = Object.keys(fields);
  const sortable = ['id', ...names.filter((n) => !isMany(fields[n]!))]; // !: one of the object's own keys
  const several = { style: 'form', explode: false };
  return [
    {
      name: 'filter',
      in: 'query',
      description: 'Conditions as JSON.',
      content: { 'application/json': { schema: component(`${s.entity.name}.filter`) } },
    },
    query(
      'sort',
      { ...arrayOf({ type: 'string', enum: sortable.flatMap((n) => [n, `-${n}`]) }), maxItems: 5 },
      `Fields to sort by, \`-\` before those that descend. References sort by their label.${s.entity.list.sort ? ` Without it: \`${s.entity.list.sort}\`.` : ''}`,
      several,
    ),
    query('limit', { type: 'integer', minimum: 1, maximum: 500, default: 50 }, 'Rows on a page.'),
    query('after', text, 'Cursor from `next` of the page before; the sort must be the same.'),
    query(
      'q',
      { type: 'string', maxLength: 500 },
      'Only rows that the search finds: parts of words, another keyboard layout, numbers in any spelling.',
    ),
    query(
      'fields',
      arrayOf({ type: 'string', enum: ['id', 'attributes', ...names] }),
      'Only these fields; the rows then hold them beside `id`, `version` and `can`.',
      several,
    ),
    query('total', { type: 'string', enum: ['0', '1'] }, '`1` counts the rows; above 20,000 the number is an estimate.'),
    query('trash', { type: 'string', enum: ['0', '1'] }, "`1` gives deleted rows only: the caller's own, or all with the right `trash`."),
  ];
}

export const listSchema = (s: Spoken): Node => {
  const page = rowsOf(component(s.entity.name), { next: true });
  const more = {
    total: object({ value: count, exact: flag }),
    variant: object(
      { kind: { type: 'string', enum: ['typed', 'layout', 'translit', 'digits'] }, text },
      { description: 'How `q` was read when what was typed found nothing.' },
    ),
  };
  return { ...page, properties: { ...(page.properties as object), ...more } }; // as: made by object()
};
