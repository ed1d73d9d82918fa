/** A condition on a reference: ticks beside the rows that it may refer to, found as one types; a branch of a tree as a whole. */
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, pathOf, type DataRow, type Page } from '../api.ts';
import { useEntity } from '../declarations.tsx';
import { useT } from '../i18n.tsx';
import { useMe } from '../me.ts';
import { listMessages } from '../messages/list.ts';
import { labelOf } from './columns.ts';
import { valuesOf } from './conditions.ts';
import css from './filter.module.css';
import { Tick, type FilterProps } from './FilterEditor.tsx';
import { useLabels } from './labels.ts';

export function ReferenceFilter({ field, label, condition, onChange }: FilterProps) {
  const t = useT(listMessages);
  const me = useMe();
  const target = useEntity(field.target ?? '');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 120);
  const tree = target?.kind === 'catalog' && target.tree !== undefined && field.kind === 'ref';
  const offers = useQuery({
    queryKey: ['all', field.target, 'filter', field.classifier, q],
    queryFn: async ({ signal }) => {
      if (!target) return [];
      const filter = field.classifier ? { classifier: await classifierId(field.classifier) } : undefined;
      const page = await api.get<Page>(pathOf(target), { q, limit: 60, filter: filter && JSON.stringify(filter) }, { signal });
      return page.rows;
    },
    placeholderData: keepPreviousData,
    enabled: target !== undefined,
  });
  const chosen = valuesOf(condition).map(String);
  const known = useLabels(field.target ?? '', chosen);
  const turn = (id: string): void => {
    const next = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
    // A single branch is meant with all that is below it; several are meant as they are.
    onChange(next.length === 0 ? undefined : tree && next.length === 1 ? { under: next[0] } : { in: next });
  };
  const rows = (offers.data ?? []).filter((row) => !chosen.includes(row.id));
  const text = (row: DataRow): string => (target ? String(row[labelOf(target)] ?? '') : '');
  return (
    <>
      <TextInput size="xs" data-autofocus autoFocus aria-label={`${label}: ${t('filter.search')}`} placeholder={t('filter.search')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      <div className={css.values}>
        {chosen.map((id) => <Tick key={id} on onTurn={() => turn(id)}><span>{known.get(id) ?? '…'}</span></Tick>)}
        {field.target === 'employee' && !q && !chosen.includes(me.id) && <Tick on={false} onTurn={() => turn(me.id)}><span>{t('filter.me')}</span></Tick>}
        {rows.map((row) => (
          <Tick key={row.id} on={false} onTurn={() => turn(row.id)}>
            {typeof row.mark === 'string' && <i className={css.sign} style={{ fontStyle: 'normal' }}>{row.mark}</i>}
            <span>{text(row)}</span>
          </Tick>
        ))}
        {offers.data && rows.length === 0 && chosen.length === 0 && <div className={css.none}>{t('filter.nothing')}</div>}
      </div>
    </>
  );
}

const classifiers = new Map<string, string>();

/** Classifiers are few and keep their ids: asked for once. */
async function classifierId(key: string): Promise<string | undefined> {
  if (!classifiers.has(key)) {
    const page = await api.get<Page>('/catalogs/classifier', { limit: 500 });
    for (const row of page.rows) classifiers.set(String(row.key), row.id);
  }
  return classifiers.get(key);
}
