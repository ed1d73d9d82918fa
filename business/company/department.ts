import { everyone, right } from '../../kernel/access.ts';
import { catalog } from '../../kernel/catalog.ts';
import { integer, ref, text } from '../../kernel/field.ts';

export const Department = catalog('department', {
  fields: {
    name: text({ required: true, max: 200 }),
    parent: ref('department'),
    head: ref('employee'),
    order: integer({ initial: 0 }),
  },
  label: 'name',
  keptWhileUsed: true,
  tree: 'parent',
  access: { read: [everyone], create: [right('people')], update: [right('people')], delete: [right('people')] },
  list: { columns: ['name', 'parent', 'head'], sort: 'order,name' },
});
