/** Rows that know their parent, as a tree laid out in lines: what a picker shows. */
import type { DataRow } from '../api.ts';
import { asReference, asText } from './values.ts';

export interface TreeLine {
  readonly row: DataRow;
  readonly depth: number;
  /** Names of those above, for a line that stands alone. */
  readonly above: string;
}

/** Parents before children, in the given order; a row whose parent is missing stands at the top. */
export function layTree(rows: readonly DataRow[]): TreeLine[] {
  const known = new Set(rows.map((row) => row.id));
  const children = new Map<string, DataRow[]>();
  for (const row of rows) {
    const parent = asReference(row.parent)?.id ?? '';
    const key = known.has(parent) ? parent : '';
    children.set(key, [...(children.get(key) ?? []), row]);
  }
  const lines: TreeLine[] = [];
  const walk = (parent: string, depth: number, above: string): void => {
    for (const row of children.get(parent) ?? []) {
      if (depth > 20) return;
      lines.push({ row, depth, above });
      walk(row.id, depth + 1, above ? `${above} › ${asText(row.name)}` : asText(row.name));
    }
  };
  walk('', 0, '');
  return lines;
}

const fold = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** Lines whose name or code has every typed word, with those above them so that one sees where they belong. */
export function searchTree(lines: readonly TreeLine[], typed: string): readonly TreeLine[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return lines;
  const matches = (line: TreeLine): boolean => {
    const text = fold(`${asText(line.row.name)} ${asText(line.row.code)}`);
    return words.every((word) => text.includes(word));
  };
  const kept = new Set<TreeLine>();
  const path: TreeLine[] = [];
  for (const line of lines) {
    path.length = line.depth;
    path[line.depth] = line;
    if (matches(line)) for (const one of path) kept.add(one);
  }
  return lines.filter((line) => kept.has(line));
}

export const firstMatch = (lines: readonly TreeLine[], typed: string): TreeLine | undefined => {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return words.length ? lines.find((line) => words.every((word) => fold(`${asText(line.row.name)} ${asText(line.row.code)}`).includes(word))) : undefined;
};
