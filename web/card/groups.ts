/** The fields of a form in groups that belong together. They follow from the kinds of the fields, so a new field finds its place by itself. */
import { writableFields, type Entity } from '../../kernel/declarations.ts';
import type { Field, Fields } from '../../kernel/field.ts';

export type GroupKey = 'main' | 'requisites' | 'contacts' | 'addresses' | 'lines' | 'classifiers' | 'note';
export interface FieldGroup {
  readonly key: GroupKey;
  /** A group of one list is named by the list itself. */
  readonly title: 'group' | 'field' | 'none';
  readonly fields: readonly string[];
}

const reach = new Set(['phones', 'emails', 'sites', 'messengers']);

function groupOf(name: string, field: Field): GroupKey {
  if (reach.has(name)) return 'contacts';
  if (name === 'addresses') return 'addresses';
  if (field.kind === 'list') return 'lines';
  if (field.kind === 'longText') return 'note';
  if (field.classifier) return 'classifiers';
  return field.format === 'mono' ? 'requisites' : 'main';
}

/** A document's form shows what its type declares, in that order, its own fields before the long texts. */
function ofDocument(entity: Extract<Entity, { kind: 'document' }>, fields: Fields): FieldGroup[] {
  const names = [...entity.form.filter((name) => fields[name]), ...Object.keys(entity.fields).filter((name) => fields[name])];
  const long = (name: string): boolean => fields[name]?.kind === 'longText' || fields[name]?.kind === 'list';
  return [{ key: 'main', title: 'none', fields: [...names.filter((name) => !long(name)), ...names.filter(long)] }];
}

const order: readonly GroupKey[] = ['main', 'requisites', 'contacts', 'addresses', 'lines', 'classifiers', 'note'];

export function groupsOf(entity: Entity): FieldGroup[] {
  const fields = writableFields(entity);
  if (entity.kind === 'document') return ofDocument(entity, fields);
  const byKey = new Map<GroupKey, string[]>();
  for (const [name, field] of Object.entries(fields)) {
    const key = groupOf(name, field);
    byKey.set(key, [...(byKey.get(key) ?? []), name]);
  }
  const few = Object.keys(fields).length <= 8;
  if (few) return [{ key: 'main', title: 'none', fields: [...byKey.values()].flat() }];
  return order.flatMap((key): FieldGroup[] => {
    const names = byKey.get(key);
    if (!names) return [];
    if (key === 'addresses' || key === 'note') return [{ key, title: 'field', fields: names }];
    if (key === 'lines') return names.map((name) => ({ key, title: 'field', fields: [name] }));
    return [{ key, title: 'group', fields: names }];
  });
}

/** The fields that a form shows; others (a parent that only the program sets) are sent as preset and not seen. */
export const shownFields = (entity: Entity): readonly string[] => groupsOf(entity).flatMap((group) => group.fields);
