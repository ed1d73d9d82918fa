/** Chooses under which row another one goes: the way for those who do not drag, and for long trees. */
import { useState } from 'react';
import type { DataRow } from '../api.ts';
import { Dialog } from '../card/Dialog.tsx';
import { layTree, searchTree } from '../fields/tree.ts';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import css from './admin.module.css';
import { idOf, nameOf } from './rows.ts';
import { FindBox, moveWithArrows } from './Screen.tsx';
import { isWithin } from './tree-model.ts';

export function MoveTo({ row, rows, onChoose, onClose }: { row: DataRow; rows: readonly DataRow[]; onChoose: (parent: string | null) => void; onClose: () => void }) {
  const t = useT(adminMessages);
  const [q, setQ] = useState('');
  const places = searchTree(layTree(rows.filter((r) => !isWithin(rows, r.id, row.id))), q);
  const now = idOf(row.parent);
  return (
    <Dialog size="sm" onClose={onClose} title={t('tree.moveTo.title', { name: nameOf(row) })}>
      <FindBox value={q} onChange={setQ} />
      <ul className={css.places} onKeyDown={moveWithArrows}>
        <li><button type="button" data-row disabled={now === null} onClick={() => onChoose(null)}>{t('tree.top')}</button></li>
        {places.map(({ row: place, depth }) => (
          <li key={place.id} style={{ paddingInlineStart: (depth + 1) * 16 }}>
            <button type="button" data-row disabled={place.id === now} onClick={() => onChoose(place.id)}>{nameOf(place)}</button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
