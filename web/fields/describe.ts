/** How a row is told in one line where somebody chooses or mentions it: its name, and a hint that tells namesakes apart. */
import type { Entity } from '../../kernel/declarations.ts';
import { allFields } from '../../kernel/declarations.ts';
import type { Field } from '../../kernel/field.ts';
import { formatPhone } from '../../kernel/phone.ts';
import type { DataRow } from '../api.ts';
import { asRows, asText, isReference, type Reference } from './values.ts';

export const labelField = (entity: Entity): string => (entity.kind === 'catalog' ? entity.label : 'title');

export const labelOf = (entity: Entity, row: Readonly<Record<string, unknown>>): string => asText(row[labelField(entity)]);

export const referenceTo = (entity: Entity, row: DataRow): Reference => ({ id: row.id, label: labelOf(entity, row) });

/** A value in a few characters, or nothing when it does not lend itself to that. */
export function brief(field: Field | undefined, value: unknown): string {
  if (!field || value === null || value === undefined) return '';
  if (isReference(value)) return value.label;
  if (field.kind === 'text') return field.format === 'phone' ? formatPhone(asText(value)) : asText(value);
  if (field.kind === 'refs') return asRows(value).map((one) => asText(one.label)).join(', ');
  if (field.kind !== 'list') return '';
  const first = asRows(value)[0];
  const [name, sub] = Object.entries(field.of ?? {})[0] ?? [];
  return first && name ? brief(sub, first[name]) : '';
}

/** The first two things that the entity's list shows beside the name. */
export function hintOf(entity: Entity, row: DataRow): string {
  const fields = allFields(entity);
  const columns = entity.list.columns.filter((name) => name !== labelField(entity));
  return columns.map((name) => brief(fields[name], row[name])).filter(Boolean).slice(0, 2).join(' · ');
}
