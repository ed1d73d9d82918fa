/** The journal: who did what, when, and with how many records. */
import { Button, Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { entityLabel } from '../../kernel/labels.ts';
import { usePlace } from '../address.ts';
import { api, type Named, type Page } from '../api.ts';
import { cache } from '../cache.ts';
import { useAll } from '../data.ts';
import { entityOf, useDeclarations } from '../declarations.tsx';
import { useFormats, useT } from '../i18n.tsx';
import { onChanges } from '../live.ts';
import { useMe } from '../me.ts';
import { adminMessages } from '../messages/admin.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { Empty, Shape, Trouble } from '../ui/states.tsx';
import { addressOfRecord } from './record-address.ts';
import { nameOf } from './rows.ts';
import { Screen } from './Screen.tsx';
import css from './table.module.css';

interface Operation {
  readonly id: string;
  readonly at: string;
  readonly by: Named | null;
  readonly kind: string;
  readonly count: number;
  readonly subject: { readonly entity: string; readonly id: string; readonly label: string | null } | null;
}

const kinds = { create: 'plus', update: 'edit', stage: 'arrow-right', delete: 'trash', restore: 'restore', settings: 'settings', import: 'upload', upload: 'upload' } as const satisfies Record<string, IconName>;
const isKind = (kind: string): kind is keyof typeof kinds => kind in kinds;
const operationsKey = ['operations'] as const;

export default function Operations() {
  const t = useT(adminMessages);
  const me = useMe();
  const formats = useFormats();
  const [place, change] = usePlace();
  const all = me.rights.includes('journal');
  const [fresh, setFresh] = useState(false);
  const operations = useInfiniteQuery({
    queryKey: [...operationsKey, place.open ?? ''],
    queryFn: ({ pageParam, signal }) => api.get<Page<Operation>>('/operations', { limit: 100, after: pageParam, actor: place.open }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<Operation>) => page.next,
    staleTime: 0,
  });
  const rows = useMemo(() => operations.data?.pages.flatMap((page) => page.rows) ?? [], [operations.data]);
  // New lines are offered, not pushed in: what one reads must not slide away.
  useEffect(() => onChanges(() => setFresh(true)), []);
  const show = (): void => {
    setFresh(false);
    void cache.resetQueries({ queryKey: operationsKey });
  };

  return (
    <Screen
      title={t('operations')} lead={all ? undefined : t('operations.own')}
      tools={
        <>
          {fresh && <Button size="xs" variant="light" leftSection={<Icon name="refresh" size={14} />} onClick={show}>{t('operations.fresh')}</Button>}
          {all && <PersonFilter value={place.open ?? null} onChange={(id) => change({ open: id ?? undefined }, { replace: true })} />}
        </>
      }
      list={
        operations.isError ? (
          <Trouble error={operations.error} again={() => void operations.refetch()} />
        ) : operations.isPending ? (
          <Shape />
        ) : rows.length === 0 ? (
          <Empty icon="history" title={t('operations.empty')} detail={t('operations.empty.detail')} />
        ) : (
          <div className={css.scroll} tabIndex={0} role="region" aria-label={t('operations')}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th>{t('operations.when')}</th>
                  <th>{t('operations.person')}</th>
                  <th>{t('operations.what')}</th>
                  <th>{t('trash.kind')}</th>
                  <th>{t('operations.record')}</th>
                  <th className={css.number}>{t('operations.count')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((o) => (
                  <tr key={o.id}>
                    <td className={css.when} title={formats.dateTime(o.at)}>{formats.moment(o.at)}</td>
                    <td data-label={t('operations.person')}>{o.by?.label ?? t('operations.system')}</td>
                    <td><span className={css.kind} data-kind={o.kind}><Icon name={isKind(o.kind) ? kinds[o.kind] : 'activity'} size={14} /> {isKind(o.kind) ? t(`kind.${o.kind}`) : o.kind}</span></td>
                    <Subject subject={o.subject} />
                    <td className={css.number} data-label={t('operations.count')}>{formats.number(o.count)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {operations.hasNextPage && <Button size="xs" variant="default" className={css.more} loading={operations.isFetchingNextPage} onClick={() => void operations.fetchNextPage()}>{t('more')}</Button>}
          </div>
        )
      }
    />
  );
}

/** What kind of record it was, and which: two cells. */
function Subject({ subject }: { subject: Operation['subject'] }) {
  const t = useT(adminMessages);
  const tt = useT();
  const entity = entityOf(useDeclarations(), subject?.entity ?? '');
  if (!subject || !entity) return <><td className={css.dim}>—</td><td className={css.main} /></>;
  const address = addressOfRecord(entity, subject.id);
  const name = subject.label || t('trash.untitled');
  return (
    <>
      <td className={css.dim}>{entityLabel(tt, entity.name)}</td>
      <td className={css.main}>
        {subject.label === null ? (
          <span className={css.dim}>{t('operations.hidden')}</span>
        ) : address ? (
          <Link to={address.to} search={(address.card ? { tab: 'history' } : {}) as never} className={css.link}>{name}</Link> // as: places are texts, see address.ts
        ) : (
          name
        )}
      </td>
    </>
  );
}

function PersonFilter({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useT(adminMessages);
  const people = useAll('employee').rows;
  return (
    <Select
      size="xs" w={230} searchable clearable data={people.map((p) => ({ value: p.id, label: nameOf(p) }))} value={value} onChange={onChange} placeholder={t('operations.everybody')} aria-label={t('operations.person')}
      clearButtonProps={{ 'aria-label': t('clear') }} nothingFoundMessage={t('nothing')} comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }} checkIconPosition="right"
    />
  );
}
