/** Names of rows that a filter mentions by their ids. */
import { useQuery } from '@tanstack/react-query';
import { api, pathOf, type Page } from '../api.ts';
import { useEntity } from '../declarations.tsx';
import { labelOf } from './columns.ts';

const none: ReadonlyMap<string, string> = new Map();

export function useLabels(target: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const entity = useEntity(target);
  const query = useQuery({
    queryKey: ['all', target, 'labels', ids],
    queryFn: async ({ signal }) => {
      if (!entity) return none;
      const field = labelOf(entity);
      const page = await api.get<Page>(pathOf(entity), { filter: JSON.stringify({ id: { in: ids } }), limit: Math.min(ids.length, 500), fields: field }, { signal });
      return new Map(page.rows.map((row) => [row.id, String(row[field] ?? '')]));
    },
    enabled: ids.length > 0 && entity !== undefined,
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  return query.data ?? none;
}
