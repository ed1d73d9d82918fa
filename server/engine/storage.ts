/**
 * Where a field lives: the one place that knows it. A catalog's fields and a document's header are columns;
 * a document type's own fields are keys of the JSON column `data`.
 */
import { isMany, systemFields } from '../../kernel/catalog.ts';
import type { Entity } from '../../kernel/declarations.ts';
import { headerFields } from '../../kernel/document.ts';
import type { Field } from '../../kernel/field.ts';

/** `startsAt` → `starts_at`, `classifier-item` → `classifier_item`. */
export const snake = (name: string): string => name.replace(/-/g, '_').replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

const quote = (name: string): string => `"${name}"`; // names come from declarations, never from a caller

export const tableOf = (entity: Entity): string => quote(entity.kind === 'catalog' ? snake(entity.name) : 'document');

/** True when the field is a key of `data` and not a column. */
export const isInData = (entity: Entity, name: string): boolean =>
  entity.kind === 'document' && !(name in headerFields) && !(name in systemFields) && name !== 'stage' && name !== 'type';

export function columnOf(name: string): string {
  const known = columns.get(name);
  if (known) return known;
  const column = quote(snake(name));
  columns.set(name, column);
  return column;
}
/** Names of declared fields, which are few. */
const columns = new Map<string, string>();

const dataCast: Partial<Record<Field['kind'], (text: string) => string>> = {
  integer: (t) => `app.as_numeric(${t})`,
  decimal: (t) => `app.as_numeric(${t})`,
  money: (t) => `app.as_numeric(${t})`,
  date: (t) => `app.as_date(${t})`,
  datetime: (t) => `app.as_time(${t})`,
  flag: (t) => `(${t} = 'true')`,
  ref: (t) => `(${t})::uuid`,
  file: (t) => `(${t})::uuid`,
};

/** SQL of the field's value for comparing and sorting; several-valued fields give their JSON or array. */
export function valueSql(entity: Entity, name: string, field: Field, alias = 't'): string {
  if (!isInData(entity, name)) return `${alias}.${columnOf(name)}`;
  if (isMany(field)) return `coalesce(${alias}.data->'${name}', '[]')`;
  const raw = `${alias}.data->>'${name}'`;
  return dataCast[field.kind]?.(raw) ?? `(${raw})`;
}

/** SQL type of a parameter that is compared with the field. */
export const sqlType: Record<Field['kind'], string> = {
  text: 'text', longText: 'text', integer: 'numeric', decimal: 'numeric', money: 'numeric', date: 'date', datetime: 'timestamptz', flag: 'boolean',
  choice: 'text', choices: 'text', ref: 'uuid', refs: 'uuid', file: 'uuid', colour: 'text', list: 'jsonb',
};

/** SQL of the label of a referenced row: `label` of its catalog; a document's title, number or type. */
export function labelSql(target: Entity | 'document' | 'file', alias: string): string {
  if (target === 'file') return `${alias}.name`;
  if (target === 'document' || target.kind === 'document') return `coalesce(${alias}.title, ${alias}.number, ${alias}.type)`;
  return `${alias}.${columnOf(target.label)}`;
}
