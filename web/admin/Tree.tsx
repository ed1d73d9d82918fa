/**
 * A tree that is edited like a text: Enter adds a line, Tab puts it inside the one above, F2 renames, Alt and arrows move.
 * The mouse drags; a menu on every row does the same for those who use neither.
 */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { DataRow } from '../api.ts';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { note } from '../ui/notes.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import type { Action } from './Head.tsx';
import { MoveTo } from './MoveTo.tsx';
import { idOf, nameOf } from './rows.ts';
import css from './tree.module.css';
import { childrenOf, isWithin, layOut, step, type Direction, type Spot } from './tree-model.ts';
import { NameInput, TreeRow, type DropZone } from './TreeRow.tsx';
import type { TreeEdits } from './useTree.ts';

interface Props {
  readonly label: string;
  readonly edits: TreeEdits;
  /** The rows to show, of `edits.shown`; fewer while one searches. */
  readonly rows: readonly DataRow[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  readonly onRemove: (row: DataRow) => void;
  readonly mayEdit: boolean;
  /** Rows in one level: no insides. */
  readonly flat?: boolean;
  /** While one searches all branches are open and the order is not changed. */
  readonly searching?: boolean;
  readonly dim?: (row: DataRow) => boolean;
  readonly content?: (row: DataRow) => ReactNode;
  readonly side?: (row: DataRow) => ReactNode;
  readonly actions?: (row: DataRow) => readonly (Action | false)[];
  /** Another way to add than a line: a form. */
  readonly onAdd?: () => void;
  /** A new line asked for from outside: the button above the tree. Counts up. */
  readonly adding?: number;
}

export function Tree({ label, edits, rows, chosen, onChoose, onRemove, mayEdit, flat = false, searching = false, dim, content, side, actions, onAdd, adding = 0 }: Props) {
  const t = useT(adminMessages);
  const box = useRef<HTMLUListElement>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => (rows.length > 300 ? new Set(rows.map((row) => row.id)) : new Set()));
  const [renaming, setRenaming] = useState<string | null>(null);
  const [draft, setDraft] = useState<Spot | null>(null);
  const [movingTo, setMovingTo] = useState<DataRow | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const lines = layOut(rows, searching ? new Set() : folded);
  const stop = [focused, chosen].find((id) => lines.some((l) => l.row.id === id)) ?? lines[0]?.row.id ?? null;

  const focus = (id: string | null | undefined): void => {
    if (id) box.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  };
  const focusSoon = (id: string): void => void requestAnimationFrame(() => focus(id));
  const fold = (id: string, closed: boolean): void => setFolded((before) => new Set(closed ? [...before, id] : [...before].filter((one) => one !== id)));
  const endOf = (parent: string | null): Spot => ({ parent, after: childrenOf(edits.shown).get(parent)?.at(-1)?.id ?? null });

  const addAt = (spot: Spot): void => {
    if (onAdd) return onAdd();
    if (spot.parent) fold(spot.parent, false);
    setDraft(spot);
  };
  useEffect(() => {
    if (adding > 0) addAt(endOf(null));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- each press of the button adds once
  }, [adding]);

  const move = (id: string, spot: Spot, told = false): void => {
    const row = edits.shown.find((r) => r.id === id);
    if (!row || isWithin(edits.shown, spot.parent, id)) return;
    const back = edits.move(id, spot);
    if (spot.parent) fold(spot.parent, false);
    if (told) note({ text: t('tree.moved', { name: nameOf(row) }), action: { text: t('undo'), run: back } });
    focusSoon(id);
  };
  const stepBy = (id: string, direction: Direction): void => {
    const spot = (flat && (direction === 'in' || direction === 'out')) || searching ? null : step(edits.shown, id, direction);
    if (spot) move(id, spot);
  };
  const drop = (onto: DataRow, zone: DropZone): void => {
    setDragged(null);
    if (!dragged || dragged === onto.id) return;
    const own = childrenOf(edits.shown);
    const parent = flat ? null : idOf(onto.parent);
    const level = (own.get(parent) ?? []).filter((row) => row.id !== dragged);
    if (zone === 'inside') move(dragged, { parent: onto.id, after: (own.get(onto.id) ?? []).filter((row) => row.id !== dragged).at(-1)?.id ?? null }, true);
    else if (zone === 'after') move(dragged, { parent, after: onto.id }, true);
    else move(dragged, { parent, after: level[level.findIndex((row) => row.id === onto.id) - 1]?.id ?? null }, true);
  };

  /** Keys work where the focus is: on a row, not in its name field. */
  const onRow = (event: Event): boolean => event.target instanceof HTMLElement && event.target.dataset.id !== undefined && box.current?.contains(event.target) === true;
  const withRow = (run: (row: DataRow) => void) => (event: globalThis.KeyboardEvent): void => {
    const row = event.target instanceof HTMLElement ? edits.shown.find((r) => r.id === (event.target as HTMLElement).dataset.id) : undefined; // as: checked to the left
    if (row) run(row);
  };
  const keys = (key: string, text: string | undefined, run: (row: DataRow) => void) => ({ keys: key, text, group: t('tree.keys'), when: onRow, run: withRow(run) });
  useShortcuts(
    mayEdit
      ? [
          keys('Enter', t('tree.addBelow'), (row) => addAt({ parent: flat ? null : idOf(row.parent), after: row.id })),
          ...(flat ? [] : [keys('Insert', t('tree.addInside'), (row) => addAt(endOf(row.id)))]),
          keys('F2', t('tree.rename'), (row) => setRenaming(row.id)),
          keys('Delete', t('delete.do'), onRemove),
          keys('alt+ArrowUp', t('tree.move'), (row) => stepBy(row.id, 'up')),
          keys('alt+ArrowDown', undefined, (row) => stepBy(row.id, 'down')),
          keys('alt+ArrowRight', flat ? undefined : t('tree.nest'), (row) => stepBy(row.id, 'in')),
          keys('alt+ArrowLeft', undefined, (row) => stepBy(row.id, 'out')),
        ]
      : [],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
    const at = lines.findIndex((l) => l.row.id === (event.target as HTMLElement).dataset.id); // as: checked on the line above
    const line = lines[at];
    if (!line) return;
    const go = (index: number): void => focus(lines[Math.max(0, Math.min(lines.length - 1, index))]?.row.id);
    const open = line.children > 0 && !folded.has(line.row.id);
    const act = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(lines.length - 1),
      ArrowRight: () => (open ? go(at + 1) : line.children > 0 && fold(line.row.id, false)),
      ArrowLeft: () => (open && !searching ? fold(line.row.id, true) : focus(idOf(line.row.parent))),
      ' ': () => onChoose(line.row.id),
      ContextMenu: () => event.target instanceof HTMLElement && event.target.querySelector<HTMLElement>('[data-more]')?.click(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const finishDraft = (name: string, then: 'next' | 'stop' | 'in' | 'out'): void => {
    if (!draft) return;
    const level = childrenOf(edits.shown).get(draft.parent) ?? [];
    if (then === 'in') {
      if (draft.after) setDraft(endOf(draft.after));
      if (draft.after) fold(draft.after, false);
    } else if (then === 'out') {
      if (draft.parent) setDraft({ parent: idOf(edits.shown.find((r) => r.id === draft.parent)?.parent), after: draft.parent });
    } else {
      const made = name.trim() ? edits.add(name.trim(), draft) : null;
      setDraft(then === 'next' && made ? { parent: draft.parent, after: made } : null);
      if (then === 'stop' || !made) focusSoon(made ?? draft.after ?? draft.parent ?? level[0]?.id ?? '');
    }
  };

  const menu = (row: DataRow): readonly (Action | false)[] => {
    const can = (direction: Direction): boolean => !searching && step(edits.shown, row.id, direction) !== null;
    return [
      ...(actions?.(row) ?? []),
      { text: t('tree.rename'), icon: 'edit', keys: 'F2', run: () => setRenaming(row.id) },
      !flat && { text: t('tree.addInside'), icon: 'plus', keys: 'Ins', run: () => addAt(endOf(row.id)) },
      !onAdd && { text: t('tree.addBelow'), icon: 'plus', keys: 'Enter', run: () => addAt({ parent: flat ? null : idOf(row.parent), after: row.id }) },
      { text: t('tree.up'), icon: 'arrow-up', keys: 'Alt ↑', disabled: !can('up'), run: () => stepBy(row.id, 'up') },
      { text: t('tree.down'), icon: 'arrow-down', keys: 'Alt ↓', disabled: !can('down'), run: () => stepBy(row.id, 'down') },
      !flat && { text: t('tree.in'), icon: 'arrow-right', keys: 'Alt →', disabled: !can('in'), run: () => stepBy(row.id, 'in') },
      !flat && { text: t('tree.out'), icon: 'arrow-left', keys: 'Alt ←', disabled: !can('out'), run: () => stepBy(row.id, 'out') },
      !flat && { text: t('tree.moveTo'), icon: 'folder', run: () => setMovingTo(row) },
      { text: t('delete'), icon: 'trash', danger: true, keys: 'Del', run: () => onRemove(row) },
    ];
  };

  const draftDepth = draft ? (lines.find((l) => l.row.id === draft.parent)?.depth ?? -1) + 1 : 0;
  // The new line stands behind the row it follows with everything below that, or first under its parent.
  const draftAt = draft ? placeOf(lines, draft, draftDepth) : -1;
  const draftLine = draft && (
    <li key="draft" role="none" className={css.draft} style={{ '--depth': draftDepth } as React.CSSProperties}>
      <NameInput
        key={`${draft.parent} ${draft.after}`} name="" label={t('tree.name')}
        onDone={(name) => finishDraft(name, 'next')} onLeave={(name) => finishDraft(name, 'stop')} onCancel={() => finishDraft('', 'stop')}
        onNest={flat ? undefined : (way, name) => { if (name.trim()) return false; const possible = way === 'in' ? draft.after !== null : draft.parent !== null; if (possible) finishDraft('', way); return possible; }}
      />
    </li>
  );
  const items = lines.map((line) => (
    <TreeRow
      key={line.row.id} line={line} flat={flat} label={nameOf(line.row)} folded={!searching && folded.has(line.row.id)} chosen={line.row.id === chosen} stop={line.row.id === stop} mayEdit={mayEdit} dim={dim?.(line.row) ?? false}
      renaming={renaming === line.row.id} dragged={dragged !== null && isWithin(edits.shown, line.row.id, dragged)} draggable={mayEdit && !searching}
      content={content?.(line.row)} side={side?.(line.row)} menu={mayEdit ? menu(line.row) : []}
      onFocus={() => setFocused(line.row.id)} onChoose={() => onChoose(line.row.id)} onFold={(closed) => fold(line.row.id, closed)}
      onRename={(name) => { setRenaming(null); if (name?.trim() && name.trim() !== nameOf(line.row)) void edits.rename(line.row.id, name.trim()); focusSoon(line.row.id); }}
      onDrag={setDragged} onDrop={(zone) => drop(line.row, zone)} dropping={dragged !== null}
    />
  ));
  if (draftLine) items.splice(draftAt, 0, draftLine);
  return (
    <>
      <ul ref={box} role="tree" aria-label={label} className={css.tree} onKeyDown={onKeyDown}>{items}</ul>
      {movingTo && (
        <MoveTo
          row={movingTo} rows={edits.shown} onClose={() => setMovingTo(null)}
          onChoose={(parent) => { setMovingTo(null); move(movingTo.id, { parent, after: (childrenOf(edits.shown).get(parent) ?? []).filter((r) => r.id !== movingTo.id).at(-1)?.id ?? null }, true); }}
        />
      )}
    </>
  );
}

function placeOf(lines: ReturnType<typeof layOut>, draft: Spot, depth: number): number {
  const start = lines.findIndex((l) => l.row.id === (draft.after ?? draft.parent));
  if (start < 0) return draft.parent === null && draft.after === null ? 0 : lines.length;
  if (draft.after === null) return start + 1;
  const end = lines.findIndex((l, index) => index > start && l.depth <= depth);
  return end < 0 ? lines.length : end;
}
