/** The items of one classifier: a tree to edit, and beside it what is known of the chosen item. */
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useGo, usePlace } from '../address.ts';
import type { DataRow } from '../api.ts';
import { EntityForm } from '../card/EntityForm.tsx';
import { useAll } from '../data.ts';
import { useEntity } from '../declarations.tsx';
import { asText } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { note } from '../ui/notes.tsx';
import { Empty, Shape, Trouble } from '../ui/states.tsx';
import css from './admin.module.css';
import { Head, More } from './Head.tsx';
import { ItemPane } from './ItemPane.tsx';
import { findRows, idOf, nameOf } from './rows.ts';
import { FindBox } from './Screen.tsx';
import { Tree } from './Tree.tsx';
import { TreeKeys } from './TreeKeys.tsx';
import { useRemoval } from './useRemoval.tsx';
import { useTree } from './useTree.ts';

const classifierName = { kind: 'catalog', name: 'classifier' } as const;
const itemName = { kind: 'catalog', name: 'classifier-item' } as const;

export function ClassifierItems({ classifier, onGone }: { classifier: DataRow; onGone: () => void }) {
  const t = useT(adminMessages);
  const go = useGo();
  const [place, change] = usePlace();
  const entity = useEntity('classifier');
  const items = useAll('classifier-item', { filter: { classifier: classifier.id } });
  const edits = useTree(itemName, items.rows, { classifier: classifier.id });
  const [q, setQ] = useState('');
  const [retired, setRetired] = useState(true);
  const [adding, setAdding] = useState(0);
  const [editing, setEditing] = useState(false);
  const chosen = edits.shown.find((item) => item.id === place.open);
  const removal = useRemoval(classifierName, { onGone });
  const open = (id: string | undefined): void => change({ open: id }, { replace: true });

  const retire = (item: DataRow, off: boolean): void => {
    void edits.set(item.id, { retired: off }).then(() => note({
      text: t(off ? 'item.retired.done' : 'item.returned.done', { name: nameOf(item) }), action: { text: t('undo'), run: () => void edits.set(item.id, { retired: !off }) },
    }));
  };
  const itemRemoval = useRemoval(itemName, {
    onGone: (item) => item.id === place.open && open(undefined),
    ways: (item, close) => item.retired !== true && <Button size="xs" onClick={() => { close(); retire(item, true); }}>{t('item.retire.instead')}</Button>,
  });

  const offered = retired ? edits.shown : edits.shown.filter((item) => item.retired !== true);
  const found = findRows(offered, q, (item) => [nameOf(item)], (item) => [asText(item.code)]);
  const shown = q.trim() ? withAbove(offered, found) : offered;

  if (editing && entity) {
    return (
      <div className={css.detail}>
        <Head title={nameOf(classifier)} />
        <EntityForm entity={entity} row={classifier} onCancel={() => setEditing(false)} onSaved={(_, after) => after !== 'stay' && setEditing(false)} />
      </div>
    );
  }
  return (
    <div className={css.itemsPane} data-opened={chosen ? true : undefined}>
      <div className={css.items}>
        <Head title={nameOf(classifier)} tag={items.data && t('n.values', { n: edits.shown.length })}>
          <Button size="compact-sm" variant="light" leftSection={<Icon name="plus" size={14} />} onClick={() => { setQ(''); setAdding(adding + 1); }}>{t('tree.add')}</Button>
          <More
            label={t('actions', { name: nameOf(classifier) })}
            items={[{ text: t('edit'), icon: 'edit', run: () => setEditing(true) }, { text: t('delete'), icon: 'trash', danger: true, run: () => removal.ask(classifier) }]}
          />
        </Head>
        <div className={css.filters}>
          <FindBox value={q} onChange={setQ} label={t('classifier.find')} />
          <Checkbox size="xs" className={css.check} label={t('classifier.retired')} checked={retired} onChange={(event) => setRetired(event.currentTarget.checked)} />
        </div>
        {items.isError ? (
          <Trouble error={items.error} again={() => void items.refetch()} />
        ) : items.isPending ? (
          <Shape />
        ) : (
          <>
            {edits.shown.length === 0 && adding === 0 && <Empty icon="list" title={t('classifier.items.empty')} detail={t('classifier.items.empty.detail')} />}
            {q.trim() && shown.length === 0 && <Empty icon="search" title={t('nothing')} detail={t('nothing.detail')} />}
            <Tree
              label={nameOf(classifier)} edits={edits} rows={shown} chosen={place.open ?? null} onChoose={open} onRemove={itemRemoval.ask} mayEdit adding={adding} searching={q.trim() !== ''} dim={(item) => item.retired === true}
              side={(item) => (item.retired === true || asText(item.code) ? <>{item.retired === true && <i className={css.tag}>{t('item.retired')}</i>}{asText(item.code)}</> : null)}
              actions={(item) => [item.retired === true ? { text: t('item.return'), icon: 'eye', run: () => retire(item, false) } : { text: t('item.retire'), icon: 'archive', run: () => retire(item, true) }]}
            />
            <TreeKeys />
          </>
        )}
      </div>
      {chosen && (
        <ItemPane
          key={chosen.id} item={chosen} classifier={classifier} inside={edits.shown.filter((item) => idOf(item.parent) === chosen.id).length} path={edits.shown.find((item) => item.id === idOf(chosen.parent))}
          onRetire={(off) => retire(chosen, off)} onRemove={() => itemRemoval.ask(chosen)} onCode={(code) => void edits.set(chosen.id, { code })} onClose={() => open(undefined)} onOpen={(id) => go(`/admin/classifiers/${classifier.id}`, { open: id }, { replace: true })}
        />
      )}
      {removal.dialog}
      {itemRemoval.dialog}
    </div>
  );
}

/** What was found with all that stands above it, so that one sees where it belongs. */
function withAbove(rows: readonly DataRow[], found: readonly DataRow[]): readonly DataRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const kept = new Set<string>();
  for (const row of found) for (let at: DataRow | undefined = row; at && !kept.has(at.id); at = byId.get(idOf(at.parent) ?? '')) kept.add(at.id);
  return rows.filter((row) => kept.has(row.id));
}
