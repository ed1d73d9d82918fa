/** Where rows of a tree stand, and what has to be written when one moves. Pure. */
import type { DataRow } from '../api.ts';
import { asText } from '../fields/values.ts';
import { idOf } from './rows.ts';

export interface Line {
  readonly row: DataRow;
  readonly depth: number;
  readonly children: number;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly of: number;
}
/** Under which row, and after which of its children; null is the top, or the first place. */
export interface Spot {
  readonly parent: string | null;
  readonly after: string | null;
}

const STEP = 10;
export const orderOf = (row: DataRow): number | null => (typeof row.order === 'number' ? row.order : null);

/** As the server lists them: by order, rows without one last, then by name. */
export function sorted(rows: readonly DataRow[], compare: (a: string, b: string) => number): DataRow[] {
  return rows.toSorted((a, b) => (orderOf(a) ?? Infinity) - (orderOf(b) ?? Infinity) || compare(asText(a.name), asText(b.name)));
}

/** Children by parent; a row whose parent is not among the rows stands at the top. */
export function childrenOf(rows: readonly DataRow[]): ReadonlyMap<string | null, readonly DataRow[]> {
  const known = new Set(rows.map((row) => row.id));
  const children = new Map<string | null, DataRow[]>();
  for (const row of rows) {
    const parent = idOf(row.parent);
    const key = parent && known.has(parent) ? parent : null;
    children.set(key, [...(children.get(key) ?? []), row]);
  }
  return children;
}

/** The rows as lines, parents before children, without what is folded away. */
export function layOut(rows: readonly DataRow[], folded: ReadonlySet<string>): Line[] {
  const children = childrenOf(rows);
  const lines: Line[] = [];
  const walk = (parent: string | null, depth: number): void => {
    const own = children.get(parent) ?? [];
    own.forEach((row, index) => {
      lines.push({ row, depth, children: children.get(row.id)?.length ?? 0, place: index + 1, of: own.length });
      if (!folded.has(row.id) && depth < 50) walk(row.id, depth + 1);
    });
  };
  walk(null, 0);
  return lines;
}

/** True for the row itself and for everything that stands below it. */
export function isWithin(rows: readonly DataRow[], id: string | null, top: string): boolean {
  const parents = new Map(rows.map((row) => [row.id, idOf(row.parent)]));
  const seen = new Set<string>();
  for (let at: string | null = id; at && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === top) return true;
    seen.add(at);
  }
  return false;
}

/** Which rows need another number so that `id` stands at the spot; as few as can be. `siblings` are the children there without it. */
export function numbersFor(siblings: readonly DataRow[], id: string, after: string | null): ReadonlyMap<string, number> {
  const at = after === null ? 0 : siblings.findIndex((s) => s.id === after) + 1;
  const numbers = new Map<string, number>();
  if (siblings.some((s) => orderOf(s) === null)) {
    const ids = [...siblings.slice(0, at).map((s) => s.id), id, ...siblings.slice(at).map((s) => s.id)];
    ids.forEach((one, index) => numbers.set(one, (index + 1) * STEP));
    for (const s of siblings) if (numbers.get(s.id) === orderOf(s)) numbers.delete(s.id);
    return numbers;
  }
  const before = siblings[at - 1];
  const next = siblings[at];
  const low = before ? (orderOf(before) ?? 0) : next ? (orderOf(next) ?? 0) - 2 * STEP : 0;
  const high = next ? (orderOf(next) ?? 0) : low + 2 * STEP;
  if (high - low >= 2) return numbers.set(id, Math.floor((low + high) / 2));
  // No room between the two: those behind step back, until there is.
  let last = low + STEP;
  numbers.set(id, last);
  for (const s of siblings.slice(at)) {
    if ((orderOf(s) ?? 0) > last) break;
    last += STEP;
    numbers.set(s.id, last);
  }
  return numbers;
}

export type Direction = 'up' | 'down' | 'in' | 'out';

/** Where a row comes to stand when it is moved by one step; null when there is no such step. */
export function step(rows: readonly DataRow[], id: string, direction: Direction): Spot | null {
  const children = childrenOf(rows);
  const parentOf = (one: string): string | null => [...children].find(([, own]) => own.some((row) => row.id === one))?.[0] ?? null;
  const parent = parentOf(id);
  const own = children.get(parent) ?? [];
  const at = own.findIndex((row) => row.id === id);
  const before = own[at - 1];
  switch (direction) {
    case 'up':
      return before ? { parent, after: own[at - 2]?.id ?? null } : null;
    case 'down': {
      const next = own[at + 1];
      return next ? { parent, after: next.id } : null;
    }
    case 'in':
      return before ? { parent: before.id, after: children.get(before.id)?.at(-1)?.id ?? null } : null;
    case 'out':
      return parent ? { parent: parentOf(parent), after: parent } : null;
  }
}
