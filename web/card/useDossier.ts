/** The rows of a dossier in their order: what is overdue, what is ahead, then what happened, month by month. */
import { useMemo } from 'react';
import type { Declarations, Entity } from '../../kernel/declarations.ts';
import type { DataRow } from '../api.ts';
import { useList } from '../data.ts';
import { allDocuments, useDeclarations } from '../declarations.tsx';
import { monthTitle } from '../fields/dates.ts';
import { asText } from '../fields/values.ts';
import { useLocale, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import type { Filters } from './DossierFilters.tsx';

/** When something is to be done; null for what simply happened on its date. */
export const whenOf = (row: DataRow): string | null => asText(row.startsAt) || asText(row.due) || null;

export const isOpen = (declarations: Declarations, row: DataRow): boolean =>
  declarations.documents.get(asText(row.type))?.stages[asText(row.stage)]?.closed !== true;

/** The condition under which a document is still to be finished: each type has stages of its own. */
function openFilter(declarations: Declarations): Record<string, unknown> {
  const types = [...declarations.documents.values()].flatMap((type) => {
    const open = Object.entries(type.stages).flatMap(([name, stage]) => (stage.closed ? [] : [name]));
    return open.length > 0 ? [{ type: type.name, stage: { in: open } }] : [];
  });
  return { or: types };
}

export function useDossier(entity: Entity, id: string, filters: Filters) {
  const declarations = useDeclarations();
  const { locale } = useLocale();
  const t = useT(cardMessages);
  const common: Record<string, unknown> = { [entity.name]: id, ...(filters.type && { type: filters.type }), ...(filters.stage && { stage: filters.stage }) };
  const q = filters.q.trim() || undefined;
  const documents = allDocuments(declarations);
  const timed = { or: [{ startsAt: { empty: false } }, { due: { empty: false } }] };
  const ahead = useList(documents, { filter: { ...common, and: [openFilter(declarations), timed] }, q, sort: '-date', limit: 200 });
  const all = useList(documents, { filter: common, q, sort: q ? undefined : '-date', limit: 50 });

  const groups = useMemo(() => {
    const now = new Date().toISOString();
    const open = ahead.rows.filter((row) => isOpen(declarations, row) && whenOf(row));
    const known = new Set(open.map((row) => row.id));
    const byTime = (a: DataRow, b: DataRow): number => Date.parse(whenOf(a) ?? '') - Date.parse(whenOf(b) ?? '');
    const late = open.filter((row) => Date.parse(whenOf(row) ?? '') < Date.parse(now)).toSorted(byTime);
    const coming = open.filter((row) => Date.parse(whenOf(row) ?? '') >= Date.parse(now)).toSorted(byTime);
    const months = Map.groupBy(all.rows.filter((row) => !known.has(row.id)), (row) => asText(row.date).slice(0, 7));
    return [
      { key: 'late', title: t('dossier.late'), rows: late },
      { key: 'coming', title: t('dossier.coming'), rows: coming },
      ...[...months].toSorted(([a], [b]) => b.localeCompare(a)).map(([month, rows]) => ({ key: month, title: monthTitle(month, locale), rows })),
    ].filter((group) => group.rows.length > 0);
  }, [ahead.rows, all.rows, declarations, locale, t]);

  return {
    groups,
    isPending: all.isPending || ahead.isPending,
    isError: all.isError || ahead.isError,
    error: all.error ?? ahead.error,
    again: () => void Promise.all([all.refetch(), ahead.refetch()]),
    more: all.hasNextPage && !all.isFetchingNextPage ? () => void all.fetchNextPage() : null,
    fetchingMore: all.isFetchingNextPage,
  };
}
export type DossierData = ReturnType<typeof useDossier>;
