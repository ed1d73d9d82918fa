/** Deleted rows of all kinds together, newest first. Each kind has a list of its own on the server; here they are read side by side. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Entity } from '../../kernel/declarations.ts';
import { api, pathOf, type DataRow, type Page } from '../api.ts';
import { listQuery } from '../data.ts';
import { entityOf, useDeclarations } from '../declarations.tsx';
import { asReference, asText } from '../fields/values.ts';
import { labelOf } from '../fields/describe.ts';

export interface Deleted {
  readonly entity: Entity;
  readonly row: DataRow;
  readonly name: string;
  readonly at: string;
  readonly by: string;
}
interface Part {
  readonly kind: string;
  readonly page: Page;
}

export const trashKey = ['trash'] as const;
const PAGE = 60;

/** Catalogs by name, and all documents as one. */
export function useTrashKinds(): readonly Entity[] {
  const declarations = useDeclarations();
  const documents = entityOf(declarations, 'document');
  return [...declarations.catalogs.values(), ...(documents ? [documents] : [])];
}

export function useTrash(kinds: readonly Entity[]) {
  const declarations = useDeclarations();
  const query = useInfiniteQuery({
    queryKey: [...trashKey, kinds.map((k) => k.name)],
    initialPageParam: Object.fromEntries(kinds.map((k) => [k.name, ''])) as Readonly<Record<string, string>>,
    queryFn: ({ pageParam, signal }) =>
      Promise.all(
        kinds.filter((kind) => kind.name in pageParam).map(async (kind): Promise<Part> => ({
          kind: kind.name,
          page: await api.get<Page>(pathOf(kind), { ...listQuery({ trash: true, sort: '-deletedAt', limit: PAGE }), after: pageParam[kind.name] }, { signal }),
        })),
      ),
    getNextPageParam: (parts: readonly Part[]) => {
      const more = parts.flatMap(({ kind, page }) => (page.next ? [[kind, page.next] as const] : []));
      return more.length > 0 ? Object.fromEntries(more) : null;
    },
    staleTime: 0,
  });
  const parts = query.data?.pages.flat() ?? [];
  const all = parts.flatMap(({ kind, page }) =>
    page.rows.map((row): Deleted | null => {
      const entity = entityOf(declarations, kind === 'document' ? asText(row.type) : kind);
      return entity ? { entity, row, name: labelOf(entity, row), at: asText(row.deletedAt), by: asReference(row.deletedBy)?.label ?? '' } : null;
    }),
  );
  // Rows older than the last one read of a kind that has more would stand before some that are still to come.
  const lastPage = query.data?.pages.at(-1) ?? [];
  const horizon = lastPage.reduce((latest, { page }) => (page.next ? later(latest, asText(page.rows.at(-1)?.deletedAt)) : latest), '');
  const rows = all.filter((one) => one !== null).filter((one) => Date.parse(one.at) >= (Date.parse(horizon) || 0)).toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return { ...query, rows };
}

const later = (one: string, other: string): string => ((Date.parse(one) || 0) > (Date.parse(other) || 0) ? one : other);
