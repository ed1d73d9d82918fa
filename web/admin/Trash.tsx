/** What was deleted, of every kind, with the way back. */
import { Button, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import { entitiesLabel, entityLabel } from '../../kernel/labels.ts';
import { usePlace } from '../address.ts';
import { api, ApiProblem, pathOf, type DataRow } from '../api.ts';
import { cache, rowGone, rowMade } from '../cache.ts';
import { useFormats, useT } from '../i18n.tsx';
import { onChanges } from '../live.ts';
import { useMe } from '../me.ts';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { note, noteTrouble } from '../ui/notes.tsx';
import { Empty, Shape, Trouble } from '../ui/states.tsx';
import { addressOfRecord } from './record-address.ts';
import { Screen } from './Screen.tsx';
import css from './table.module.css';
import { trashKey, useTrash, useTrashKinds, type Deleted } from './useTrash.ts';

export default function Trash() {
  const t = useT(adminMessages);
  const tt = useT();
  const me = useMe();
  const kinds = useTrashKinds();
  const [place, change] = usePlace();
  const shownKinds = kinds.filter((k) => !place.tab || k.name === place.tab);
  const trash = useTrash(shownKinds);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null);
  const restorable = trash.rows.filter((one) => one.row.can.restore);
  const marked = restorable.filter((one) => selected.has(one.row.id));

  // What colleagues delete and restore comes and goes here as well.
  useEffect(() => onChanges((changes) => {
    if (changes.some((c) => c.action === 'delete' || c.action === 'restore')) void cache.invalidateQueries({ queryKey: trashKey });
  }), []);

  const restore = async (wanted: readonly Deleted[]): Promise<void> => {
    const done: { entity: Entity; row: DataRow }[] = [];
    let why: unknown = null;
    setProgress({ done: 0, all: wanted.length });
    for (const { entity, row } of wanted) {
      try {
        const back = await api.post<DataRow>(`${pathOf(entity)}/${row.id}/restore`, { version: row.version });
        rowMade(entity, back);
        done.push({ entity, row: back });
      } catch (error) {
        why = error;
      }
      setProgress({ done: done.length, all: wanted.length });
    }
    setProgress(null);
    setSelected(new Set());
    await cache.invalidateQueries({ queryKey: trashKey });
    const undo = { text: t('trash.undo'), run: () => void bin(done) };
    if (why) note({ kind: 'trouble', text: t('trash.failed', { n: done.length, failed: wanted.length - done.length, why: why instanceof ApiProblem ? why.summary : '' }) });
    else note({ text: wanted.length === 1 ? t('restored', { name: wanted[0]?.name || t('trash.untitled') }) : t('trash.done', { n: done.length }), action: undo });
  };
  const bin = async (restored: readonly { entity: Entity; row: DataRow }[]): Promise<void> => {
    try {
      for (const { entity, row } of restored) {
        await api.delete(`${pathOf(entity)}/${row.id}`, { version: row.version });
        rowGone(entity, row.id);
      }
    } catch (error) {
      noteTrouble(error);
    }
    await cache.invalidateQueries({ queryKey: trashKey });
  };
  const mark = (ids: readonly string[], on: boolean): void => setSelected((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));

  return (
    <Screen
      title={t('trash')} lead={me.rights.includes('trash') ? undefined : t('trash.own')}
      tools={
        <Button size="xs" disabled={marked.length === 0 || progress !== null} loading={progress !== null} leftSection={<Icon name="restore" size={15} />} onClick={() => void restore(marked)}>
          {progress ? t('trash.progress', progress) : marked.length > 0 ? t('trash.restore.n', { n: marked.length }) : t('trash.restore')}
        </Button>
      }
      list={
        <>
          <div className={css.chips} role="group" aria-label={t('trash.kinds')}>
            {[null, ...kinds].map((kind) => {
              const on = (kind?.name ?? '') === (place.tab ?? '');
              return (
                <button key={kind?.name ?? ''} type="button" aria-pressed={on} onClick={() => change({ tab: kind?.name }, { replace: true })}>
                  {kind ? entitiesLabel(tt, kind.name) : t('trash.all')}
                </button>
              );
            })}
          </div>
          {trash.isError ? (
            <Trouble error={trash.error} again={() => void trash.refetch()} />
          ) : trash.isPending ? (
            <Shape />
          ) : trash.rows.length === 0 ? (
            <Empty icon="trash" title={t('trash.empty')} detail={t('trash.empty.detail')} />
          ) : (
            <div className={css.scroll} tabIndex={0} role="region" aria-label={t('trash')}>
              <table className={css.table}>
                <thead>
                  <tr>
                    <th className={css.box}>
                      <Checkbox size="xs" aria-label={t('trash.selectAll')} checked={restorable.length > 0 && marked.length === restorable.length} indeterminate={marked.length > 0 && marked.length < restorable.length} onChange={(event) => mark(restorable.map((one) => one.row.id), event.currentTarget.checked)} />
                    </th>
                    <th>{t('trash.what')}</th>
                    <th>{t('trash.kind')}</th>
                    <th>{t('trash.who')}</th>
                    <th>{t('trash.when')}</th>
                    <th><span className="sr-only">{t('trash.restore')}</span></th>
                  </tr>
                </thead>
                <tbody>
                  {trash.rows.map((one) => (
                    <TrashRow key={one.row.id} one={one} kind={entityLabel(tt, one.entity.name)} marked={selected.has(one.row.id)} busy={progress !== null} onMark={(on) => mark([one.row.id], on)} onRestore={() => void restore([one])} />
                  ))}
                </tbody>
              </table>
              {trash.hasNextPage && <Button size="xs" variant="default" className={css.more} loading={trash.isFetchingNextPage} onClick={() => void trash.fetchNextPage()}>{t('more')}</Button>}
            </div>
          )}
        </>
      }
    />
  );
}

interface RowProps {
  readonly one: Deleted;
  readonly kind: string;
  readonly marked: boolean;
  readonly busy: boolean;
  readonly onMark: (on: boolean) => void;
  readonly onRestore: () => void;
}

function TrashRow({ one, kind, marked, busy, onMark, onRestore }: RowProps) {
  const t = useT(adminMessages);
  const formats = useFormats();
  const name = one.name || t('trash.untitled');
  const address = addressOfRecord(one.entity, one.row.id);
  return (
    <tr data-marked={marked || undefined}>
      <td className={css.box}><Checkbox size="xs" aria-label={t('trash.select', { name })} checked={marked} disabled={!one.row.can.restore} onChange={(event) => onMark(event.currentTarget.checked)} /></td>
      <td className={css.main}>{address?.card ? <Link to={address.to} className={css.link}>{name}</Link> : name}</td>
      <td data-label={t('trash.kind')}>{kind}</td>
      <td data-label={t('trash.who')}>{one.by}</td>
      <td data-label={t('trash.when')} title={formats.dateTime(one.at)}>{formats.moment(one.at)}</td>
      <td className={css.act}>
        {one.row.can.restore && <Button size="compact-xs" variant="subtle" disabled={busy} leftSection={<Icon name="restore" size={13} />} aria-label={t('trash.restore.label', { name })} onClick={onRestore}>{t('trash.restore')}</Button>}
      </td>
    </tr>
  );
}
