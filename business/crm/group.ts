import { everyone, right } from '../../kernel/access.ts';
import { catalog } from '../../kernel/catalog.ts';
import { colour, integer, text } from '../../kernel/field.ts';
import { colourProblems } from '../../kernel/colour.ts';

/** Groups rank counterparties; a group's colour tints their rows on every workplace at once. */
export const Group = catalog('group', {
  fields: {
    name: text({ required: true, max: 100 }),
    colour: colour({ required: true, check: (c) => (colourProblems(c).length > 0 ? { code: 'contrast' } : null) }),
    /** One sign shown besides the colour, for those who do not tell colours apart. */
    mark: text({ required: true, max: 2, initial: '●' }),
    order: integer({ initial: 0 }),
  },
  label: 'name',
  keptWhileUsed: true,
  access: { read: [everyone], create: [right('groups')], update: [right('groups')], delete: [right('groups')] },
  list: { columns: ['mark', 'name', 'colour', 'order'], sort: 'order,name' },
});
