/** A value in the few characters of a cell. */
import type { Field } from '../../kernel/field.ts';
import type { Translate } from '../../kernel/i18n.ts';
import { choiceLabel, entityLabel, stageLabel } from '../../kernel/labels.ts';
import { formatPhone } from '../../kernel/phone.ts';
import type { DataRow } from '../api.ts';
import type { Formats } from '../format.ts';

export interface Writing {
  readonly t: Translate;
  readonly formats: Formats;
  /** Name of the entity whose words are used. */
  readonly entity: string;
}

const isNamed = (value: unknown): value is { id: string; label: string } => typeof value === 'object' && value !== null && 'label' in value && typeof value.label === 'string';

/** A list in a cell: its first row, by that row's first field. */
function lineText(w: Writing, name: string, field: Field, value: unknown): string {
  const [sub, of] = Object.entries(field.of ?? {})[0] ?? [];
  if (!sub || !of || typeof value !== 'object' || value === null) return '';
  return cellText(w, `${name}.${sub}`, of, (value as Readonly<Record<string, unknown>>)[sub]); // as: an object; the value is looked at before use
}

export function cellText(w: Writing, name: string, field: Field, value: unknown, row?: DataRow): string {
  if (value === null || value === undefined || value === '') return '';
  if (name === 'stage') return stageLabel(w.t, typeof row?.type === 'string' ? row.type : w.entity, String(value));
  if (name === 'type') return entityLabel(w.t, String(value));
  switch (field.kind) {
    case 'choice':
      return choiceLabel(w.t, { name: w.entity }, name, String(value));
    case 'choices':
      return Array.isArray(value) ? value.map((one) => choiceLabel(w.t, { name: w.entity }, name, String(one))).join(', ') : '';
    case 'ref':
    case 'file':
      return isNamed(value) ? value.label : '';
    case 'refs':
      return Array.isArray(value) ? value.filter(isNamed).map((one) => one.label).join(', ') : '';
    case 'list': {
      if (!Array.isArray(value) || value.length === 0) return '';
      const first = lineText(w, name, field, value[0]);
      return value.length > 1 ? `${first} +${value.length - 1}` : first;
    }
    case 'date':
      return w.formats.day(String(value));
    case 'datetime':
      return w.formats.moment(String(value));
    case 'integer':
    case 'decimal':
      return w.formats.number(String(value));
    case 'money':
      return w.formats.money(String(value));
    case 'flag':
      return w.t(value === true ? 'choice.yes' : 'choice.no');
    default:
      return field.format === 'phone' ? formatPhone(String(value)) : String(value);
  }
}
