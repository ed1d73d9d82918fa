/** Rows for screens: read them, list them, write them. Each write puts its answer wherever the row is shown. */
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { uuidv7 } from '../kernel/uuid.ts';
import { actionKey, api, ApiProblem, pathOf, type DataRow, type Page, type Query } from './api.ts';
import { allKey, listKey, rowArrived, rowGone, rowKey, rowMade, type Name } from './cache.ts';

/** One row with all its fields, `can` included. */
export function useRow(entity: Name, id: string | null | undefined) {
  return useQuery({
    queryKey: rowKey(entity, id ?? ''),
    queryFn: ({ signal }) => api.get<DataRow>(`${pathOf(entity)}/${id}`, undefined, { signal }),
    enabled: !!id,
  });
}

/** The server does not show this record, or not any more; what was read of it before is not shown either. */
export const isHidden = (error: unknown): boolean => error instanceof ApiProblem && (error.status === 404 || error.status === 403);

export interface ListParams {
  /** As the lists take it: `{counterparty: id}`. */
  readonly filter?: Readonly<Record<string, unknown>>;
  /** `-date,name` */
  readonly sort?: string;
  readonly q?: string;
  readonly limit?: number;
  readonly fields?: string;
  readonly trash?: boolean;
}

/** Parameters of a list as the server takes them. */
export const listQuery = ({ filter, trash, ...rest }: ListParams): Query => ({
  ...rest,
  filter: filter && Object.keys(filter).length > 0 ? JSON.stringify(filter) : undefined,
  trash: trash ? 1 : undefined,
});

/** A list that grows by pages: `rows` together, `fetchNextPage` for more. For a whole registry see web/list. */
export function useList(entity: Name, params: ListParams = {}, { enabled = true } = {}) {
  const query = useInfiniteQuery({
    queryKey: listKey(entity, params),
    queryFn: ({ pageParam, signal }) => api.get<Page>(pathOf(entity), { ...listQuery(params), after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page) => page.next,
    enabled,
  });
  return { ...query, rows: query.data?.pages.flatMap((page) => page.rows) ?? [] };
}

/** All rows of a small catalog, in the catalog's own order: groups, departments, roles, items of one classifier. */
export function useAll(name: string, params: ListParams = {}, { enabled = true } = {}) {
  const query = useQuery({
    queryKey: allKey(name, params),
    queryFn: async ({ signal }) => {
      const rows: DataRow[] = [];
      for (let after: string | null = null; ; ) {
        const page: Page = await api.get<Page>(`/catalogs/${name}`, { limit: 500, ...listQuery(params), after }, { signal });
        rows.push(...page.rows);
        if (!page.next || rows.length >= 5000) return rows;
        after = page.next;
      }
    },
    enabled,
    staleTime: 10 * 60_000,
  });
  return { ...query, rows: query.data ?? [] };
}

type Values = Readonly<Record<string, unknown>>;

/** Writes changed fields of a row: `save.mutate({ id, version, set })`. */
export function useSave(entity: Name) {
  return useMutation({
    mutationFn: ({ id, version, set, key = actionKey() }: { id: string; version: number; set: Values; key?: string }) =>
      api.patch<DataRow>(`${pathOf(entity)}/${id}`, { version, ...set }, { key }),
    onSuccess: (row) => rowArrived(entity, row),
  });
}

/** Makes a row; its id is made here, so that a double click makes one record. */
export function useCreate(entity: Name) {
  return useMutation({
    mutationFn: ({ id = uuidv7(), set, key = actionKey() }: { id?: string; set: Values; key?: string }) =>
      api.post<DataRow>(pathOf(entity), { id, ...set }, { key }),
    onSuccess: (row) => rowMade(entity, row),
  });
}

/** Moves a document to a stage and writes its result in the same operation. */
export function useMove(entity: Name) {
  return useMutation({
    mutationFn: ({ id, version, to, set, key = actionKey() }: { id: string; version: number; to: string; set?: Values; key?: string }) =>
      api.post<DataRow>(`${pathOf(entity)}/${id}/stage`, { to, version, ...(set && { set }) }, { key }),
    onSuccess: (row) => rowArrived(entity, row),
  });
}

/** Moves a row to the trash. */
export function useRemove(entity: Name) {
  return useMutation({
    mutationFn: ({ id, version, key = actionKey() }: { id: string; version: number; key?: string }) =>
      api.delete<DataRow>(`${pathOf(entity)}/${id}`, { version }, { key }),
    onSuccess: (row) => rowGone(entity, row.id),
  });
}

/** Brings a row back from the trash. */
export function useRestore(entity: Name) {
  return useMutation({
    mutationFn: ({ id, version, key = actionKey() }: { id: string; version: number; key?: string }) =>
      api.post<DataRow>(`${pathOf(entity)}/${id}/restore`, { version }, { key }),
    onSuccess: (row) => rowMade(entity, row),
  });
}
