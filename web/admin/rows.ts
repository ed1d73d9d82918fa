/** Small readings of rows that the screens of administration share. */
import { buildSearchText, queryVariants } from '../../kernel/search-text.ts';
import type { DataRow } from '../api.ts';
import { asReference, asText, isReference, type Reference } from '../fields/values.ts';

export const referencesOf = (value: unknown): readonly Reference[] => (Array.isArray(value) ? value.filter(isReference) : []);
export const idsOf = (value: unknown): readonly string[] => referencesOf(value).map((r) => r.id);
export const idOf = (value: unknown): string | null => asReference(value)?.id ?? null;
export const nameOf = (row: DataRow): string => asText(row.name);
export const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

/** Finds as the server's search does (part of a word, ё as е, the other layout), but among rows that are here already. */
export function findRows<R extends DataRow>(rows: readonly R[], typed: string, words: (row: R) => readonly (string | null)[], numbers: (row: R) => readonly (string | null)[] = () => []): readonly R[] {
  if (!typed.trim()) return rows;
  const texts = rows.map((row) => ({ row, text: buildSearchText(words(row), numbers(row)) }));
  for (const variant of queryVariants(typed)) {
    const terms = variant.text.split(' ');
    const found = texts.filter(({ text }) => terms.every((term) => text.includes(term)));
    if (found.length > 0) return found.map(({ row }) => row);
  }
  return [];
}
