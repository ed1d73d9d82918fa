import { everyone, right } from '../../kernel/access.ts';
import { catalog } from '../../kernel/catalog.ts';
import { flag, integer, ref, text } from '../../kernel/field.ts';

/** Classifiers that the product's own fields use; a company adds others. */
export const classifierKeys = ['region', 'industry', 'source', 'legal-form', 'loyalty', 'position', 'call-result', 'file-kind'] as const;

export const Classifier = catalog('classifier', {
  fields: {
    name: text({ required: true, max: 200 }),
    /** By this key fields find their classifier. */
    key: text({ required: true, max: 50, check: (k) => (/^[a-z][a-z0-9-]*$/.test(k) ? null : { code: 'key' }) }),
    note: text({ max: 1000 }),
  },
  label: 'name',
  keptWhileUsed: true,
  refuse: (row, doing) => (doing === 'delete' && classifierKeys.some((k) => k === row.key) ? { code: 'classifierBuiltIn' } : null),
  access: { read: [everyone], create: [right('classifiers')], update: [right('classifiers')], delete: [right('classifiers')] },
  list: { columns: ['name', 'key', 'note'], sort: 'name' },
});

export const ClassifierItem = catalog('classifier-item', {
  fields: {
    classifier: ref('classifier', { required: true }),
    parent: ref('classifier-item'),
    code: text({ max: 50 }),
    name: text({ required: true, max: 300 }),
    order: integer({ initial: 0 }),
    /** No longer offered; rows that have it keep it. */
    retired: flag({ required: true, initial: false }),
  },
  label: 'name',
  keptWhileUsed: true,
  hint: ['code'],
  tree: 'parent',
  search: (i) => ({ words: [i.name], numbers: [i.code] }),
  access: { read: [everyone], create: [right('classifiers')], update: [right('classifiers')], delete: [right('classifiers')] },
  list: { columns: ['name', 'code', 'parent', 'order', 'retired'], filters: ['classifier', 'retired'], sort: 'order,name' },
});
