/** Values that a declaration accepts, made from the declaration itself: for tests that walk all of them. */
import type { Entity } from '../../kernel/declarations.ts';
import { writableFields } from '../../kernel/declarations.ts';
import type { Field } from '../../kernel/field.ts';
import { classifiers, departments, groups, items, people, roles } from './company.ts';

/** Rows of the test companies that a reference may point to; a test adds what it has made. */
export const targets: Record<string, string> = {
  employee: people.manager, department: departments.company, role: roles.manager, group: groups.vip, classifier: classifiers.region, 'classifier-item': items.kazan,
};
const byClassifier: Record<string, string> = { region: items.kazan, industry: items.trade, source: items.site };

let count = 0;

/** Texts with a form of their own. */
const special: Record<string, string> = { inn: '7707083893', kpp: '773601001', ogrn: '1027700132195', okpo: '00032537', key: 'own-key', timeZone: 'Asia/Omsk', bic: '044525225', account: '40702810138250123017', correspondentAccount: '30101810400000000225' };

/** A value for the field; undefined when there is nothing to refer to. */
export function valueOf(name: string, field: Field): unknown {
  switch (field.kind) {
    case 'text':
      if (special[name]) return name === 'key' ? `own-key-${++count}` : special[name];
      if (field.format === 'email') return `somebody${++count}@example.org`;
      if (field.format === 'phone') return '+79161234567';
      if (field.format === 'url') return 'https://example.org/';
      return field.max !== undefined && field.max < 5 ? '★' : `${name} ${++count}`;
    case 'longText':
      return 'Первая строка\nи вторая';
    case 'integer':
      return 7;
    case 'decimal':
    case 'money':
      return '1234.50';
    case 'date':
      return '2026-02-28';
    case 'datetime':
      return '2026-02-28T10:30:00.000Z';
    case 'flag':
      return true;
    case 'choice':
      return field.options?.[0];
    case 'choices':
      return field.options?.slice(0, 2);
    case 'colour':
      return '#1f8a5b';
    case 'ref':
      return field.classifier ? byClassifier[field.classifier] : targets[field.target ?? ''];
    case 'refs':
      return targets[field.target ?? ''] ? [targets[field.target ?? '']] : undefined;
    case 'list':
      return [rowOf(field.of ?? {})];
    case 'file':
      return undefined;
  }
}

const rowOf = (fields: Readonly<Record<string, Field>>): Record<string, unknown> => Object.fromEntries(Object.entries(fields).flatMap(([name, f]) => {
  const value = valueOf(name, f);
  return value === undefined ? [] : [[name, value]];
}));

/** A body that creates a row of the entity, with every field that can be filled in. Parents are left out: trees have their own stories. */
export function bodyOf(entity: Entity, given: Record<string, unknown> = {}): Record<string, unknown> {
  const body = rowOf(Object.fromEntries(Object.entries(writableFields(entity)).filter(([name]) => name !== 'parent')));
  return { ...body, ...given };
}
