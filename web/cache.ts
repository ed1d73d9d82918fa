/**
 * What this browser knows of the server's rows. Every row that arrives, by whichever way, is put wherever it is shown;
 * so a card, a list and a colleague's change never tell different things.
 */
import { QueryClient } from '@tanstack/react-query';
import type { Entity } from '../kernel/declarations.ts';
import { ApiProblem, type DataRow, type Page } from './api.ts';

export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000, // the live stream tells of changes; asking again at every glance would be waste
      refetchOnWindowFocus: false,
      retry: (count, error) => !(error instanceof ApiProblem && error.status !== 0 && error.status < 500) && count < 2,
    },
    mutations: { retry: false },
  },
});

export type Name = Pick<Entity, 'kind' | 'name'>;
export const rowKey = (entity: Name, id: string) => ['row', entity.name, id] as const;
export const listKey = (entity: Name, params: unknown) => ['list', entity.name, params] as const;
/** All rows of a small catalog: groups, classifiers, departments. */
export const allKey = (name: string, params: unknown = null) => ['all', name, params] as const;

/** Something that shows rows and wants to hear of them: a registry on screen. */
export interface RowHolder {
  holds(entity: string, id: string): boolean;
  arrived(entity: string, row: DataRow): void;
  gone(entity: string, id: string): void;
  /** A row was made that may belong here. */
  made(entity: string, row: DataRow | null): void;
  reset(): void;
}
export const holders = new Set<RowHolder>();

interface Pages {
  pages: readonly Page[];
}
const isPages = (data: unknown): data is Pages => typeof data === 'object' && data !== null && 'pages' in data;
/** The list of all documents shows rows of every type. */
export const namesOf = (entity: Name): readonly string[] => (entity.kind === 'document' ? [entity.name, 'document'] : [entity.name]);

function changePages(entity: Name, change: (rows: readonly DataRow[]) => readonly DataRow[]): void {
  for (const name of namesOf(entity)) {
    cache.setQueriesData<unknown>({ queryKey: ['list', name] }, (data: unknown) => {
      if (!isPages(data)) return data;
      const pages = data.pages.map((page) => {
        const rows = change(page.rows);
        return rows === page.rows ? page : { ...page, rows };
      });
      return pages.every((page, index) => page === data.pages[index]) ? data : { ...data, pages };
    });
  }
}

/** True when a cached or shown list has this row. */
export function isShown(entity: Name, id: string): boolean {
  if (cache.getQueryCache().find({ queryKey: rowKey(entity, id) })?.isActive()) return true;
  const names = namesOf(entity);
  if ([...holders].some((holder) => names.some((name) => holder.holds(name, id)))) return true;
  return cache
    .getQueryCache()
    .findAll({ queryKey: ['list'] })
    .some((q) => names.includes(String(q.queryKey[1])) && isPages(q.state.data) && q.state.data.pages.some((page) => page.rows.some((r) => r.id === id)));
}

/** A row as the server has it now; an answer that comes late does not push a newer one out. */
export function rowArrived(entity: Name, row: DataRow): void {
  cache.setQueryData<DataRow>(rowKey(entity, row.id), (before) => (before && before.version > row.version ? before : row));
  changePages(entity, (rows) => (rows.some((r) => r.id === row.id) ? rows.map((r) => (r.id === row.id && r.version <= row.version ? { ...r, ...row } : r)) : rows));
  for (const holder of holders) for (const name of namesOf(entity)) holder.arrived(name, row);
  void cache.invalidateQueries({ queryKey: ['all', entity.name] });
  void cache.invalidateQueries({ queryKey: ['history', entity.name, row.id] });
}

/** A new row: lists that it may belong to are read again. */
export function rowMade(entity: Name, row: DataRow | null): void {
  if (row) cache.setQueryData(rowKey(entity, row.id), row);
  for (const name of namesOf(entity)) {
    void cache.invalidateQueries({ queryKey: ['list', name] });
    for (const holder of holders) holder.made(name, row);
  }
  void cache.invalidateQueries({ queryKey: ['all', entity.name] });
}

/** A row went to the trash or out of this person's sight. An open card asks again, and hears which; what nobody looks at is forgotten. */
export function rowGone(entity: Name, id: string): void {
  cache.removeQueries({ queryKey: rowKey(entity, id), type: 'inactive' });
  void cache.invalidateQueries({ queryKey: rowKey(entity, id) });
  changePages(entity, (rows) => (rows.some((r) => r.id === id) ? rows.filter((r) => r.id !== id) : rows));
  for (const holder of holders) for (const name of namesOf(entity)) holder.gone(name, id);
  void cache.invalidateQueries({ queryKey: ['all', entity.name] });
}

/** The gap cannot be told: whatever is on screen is read again. */
export function readAllAgain(): void {
  void cache.invalidateQueries();
  for (const holder of holders) holder.reset();
}
