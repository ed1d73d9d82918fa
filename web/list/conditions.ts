/** What a list is asked for: the filter and the order, as the address says them and as the columns' menus change them. */
import { isMany } from '../../kernel/catalog.ts';
import type { Field } from '../../kernel/field.ts';

export type Filter = Readonly<Record<string, unknown>>;

export function readFilter(text: string | undefined): Filter {
  try {
    const filter: unknown = JSON.parse(text ?? '{}');
    return typeof filter === 'object' && filter !== null && !Array.isArray(filter) ? (filter as Filter) : {}; // as: narrowed on this line
  } catch {
    return {}; // an address mended by hand: the list without a filter says more than an error
  }
}

export const writeFilter = (filter: Filter): string | undefined => (Object.keys(filter).length > 0 ? JSON.stringify(filter) : undefined);

/** The filter with one column's condition changed, or taken away by `undefined`. */
export function withCondition(filter: Filter, name: string, condition: unknown): Filter {
  const { [name]: _, ...rest } = filter;
  return condition === undefined ? rest : { ...rest, [name]: condition };
}

export interface SortKey {
  readonly name: string;
  readonly descending: boolean;
}

export const readSort = (text: string | undefined): readonly SortKey[] =>
  (text ?? '').split(',').filter(Boolean).map((key) => ({ name: key.replace(/^-/, ''), descending: key.startsWith('-') }));

export const writeSort = (keys: readonly SortKey[]): string => keys.map((key) => `${key.descending ? '-' : ''}${key.name}`).join(',');

/** A click turns a column's order round: up, down, none. With `add` the other columns keep theirs. */
export function turnSort(keys: readonly SortKey[], name: string, add: boolean): readonly SortKey[] {
  const at = keys.findIndex((key) => key.name === name);
  const before = keys[at];
  const turned: readonly SortKey[] = !before ? [{ name, descending: false }] : before.descending ? [] : [{ name, descending: true }];
  if (!add) return turned;
  return before ? keys.flatMap((key, index) => (index === at ? turned : [key])) : [...keys, ...turned];
}

export const isSortable = (field: Field): boolean => !isMany(field) && field.kind !== 'file';
export const isFilterable = (field: Field): boolean => field.kind !== 'colour' && field.kind !== 'file';

/** The values of a condition `{in: […]}`, or of a plain one. */
export function valuesOf(condition: unknown): readonly unknown[] {
  if (condition === undefined || condition === null) return [];
  if (typeof condition !== 'object') return [condition];
  const { in: several, under, eq } = condition as { in?: unknown; under?: unknown; eq?: unknown }; // as: an object; each part is looked at before use
  if (Array.isArray(several)) return several;
  return under !== undefined ? [under] : eq !== undefined ? [eq] : [];
}

/** One part of a condition: `part({gte: '2026-01-01'}, 'gte')`. */
export const part = (condition: unknown, name: string): unknown =>
  typeof condition === 'object' && condition !== null ? (condition as Readonly<Record<string, unknown>>)[name] : undefined; // as: an object

export const isEmptyCondition = (condition: unknown): boolean | undefined => {
  if (condition === null) return true;
  const empty = part(condition, 'empty');
  return typeof empty === 'boolean' ? empty : undefined;
};
