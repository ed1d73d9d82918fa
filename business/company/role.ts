import { everyone, right, rights, scopes } from '../../kernel/access.ts';
import { catalog } from '../../kernel/catalog.ts';
import { choice, choices, longText, text } from '../../kernel/field.ts';

/** What a person may see (scope) and do (rights). A person with several roles has the widest scope and all the rights. */
export const Role = catalog('role', {
  fields: {
    name: text({ required: true, max: 200 }),
    /** Key of a role that the company started with; the product's rules may name it. */
    key: text({ computed: true, max: 50 }),
    scope: choice(scopes, { required: true, initial: 'own' }),
    rights: choices(rights),
    note: longText({ max: 2000 }),
  },
  label: 'name',
  keptWhileUsed: true,
  refuse: (row, doing) => (doing === 'delete' && row.key ? { code: 'roleBuiltIn' } : null),
  access: { read: [everyone], create: [right('people')], update: [right('people')], delete: [right('people')] },
  list: { columns: ['name', 'scope', 'rights'], sort: 'name' },
});
