/**
 * Edits of a tree: what is done is shown at once and written one after another, so that quick keys neither wait for the
 * server nor overtake each other. When a write fails, the tree shows again what the server has.
 */
import { useMemo, useRef, useState } from 'react';
import { uuidv7 } from '../../kernel/uuid.ts';
import { api, pathOf, type DataRow } from '../api.ts';
import { cache, rowArrived, rowMade, type Name } from '../cache.ts';
import type { Values } from '../fields/values.ts';
import { useFormats } from '../i18n.tsx';
import { noteTrouble } from '../ui/notes.tsx';
import { idOf } from './rows.ts';
import { childrenOf, numbersFor, orderOf, sorted, type Spot } from './tree-model.ts';

type Patch = Readonly<Record<string, unknown>>;

/** `shown` are the rows with what is not yet written; `preset` are fields that a new row needs besides its name and place. */
export function useTree(entity: Name, rows: readonly DataRow[], preset: Values = {}, flat = false) {
  const formats = useFormats();
  const [pending, setPending] = useState<readonly { readonly id: string; readonly patch: Patch; readonly made?: boolean }[]>([]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const versions = useRef(new Map<string, number>());

  const shown = useMemo(() => {
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { id, patch, made } of pending) {
      const row = byId.get(id) ?? (made ? { id, version: 0, can: { update: true, delete: true, restore: false } } : null);
      if (row) byId.set(id, { ...row, ...patch });
    }
    return sorted([...byId.values()], formats.compare);
  }, [rows, pending, formats]);

  const versionOf = (id: string): number => Math.max(versions.current.get(id) ?? 0, rows.find((row) => row.id === id)?.version ?? 0);

  function work(patches: typeof pending, send: () => Promise<void>): Promise<void> {
    setPending((before) => [...before, ...patches]);
    const done = queue.current.then(send).catch(noteTrouble).then(async () => {
      await cache.invalidateQueries({ queryKey: ['all', entity.name] });
      setPending((before) => before.filter((p) => !patches.includes(p)));
    });
    queue.current = done;
    return done;
  }

  const patchRow = async (id: string, set: Patch): Promise<void> => {
    const row = await api.patch<DataRow>(`${pathOf(entity)}/${id}`, { version: versionOf(id), ...set });
    versions.current.set(id, row.version);
    rowArrived(entity, row);
  };

  /** Writes changes of several rows; `parent` is an id here and a reference on screen. */
  function change(changes: readonly { id: string; set: Patch }[]): Promise<void> {
    const patches = changes.map(({ id, set }) => ({ id, patch: 'parent' in set ? { ...set, parent: set.parent ? { id: set.parent, label: '' } : null } : set }));
    return work(patches, async () => {
      for (const { id, set } of changes) await patchRow(id, set);
    });
  }

  const siblings = (spot: Spot, without: string): readonly DataRow[] => (childrenOf(shown).get(spot.parent) ?? []).filter((row) => row.id !== without);

  /** Moves a row; gives what takes it back. */
  function move(id: string, spot: Spot): () => void {
    const numbers = numbersFor(siblings(spot, id), id, spot.after);
    const was = new Map(shown.map((row) => [row.id, row]));
    const changes = [...numbers].map(([one, order]) => ({ id: one, set: one === id && !flat && idOf(was.get(id)?.parent) !== spot.parent ? { parent: spot.parent, order } : { order } }));
    // The row that moves goes first: it is the one that may be refused.
    void change(changes.toSorted((a, b) => Number(b.id === id) - Number(a.id === id)));
    return () => void change(changes.map(({ id: one, set }) => {
      const row = was.get(one);
      return { id: one, set: { order: row ? orderOf(row) : null, ...('parent' in set && { parent: idOf(row?.parent) }) } };
    }));
  }

  const rename = (id: string, name: string): Promise<void> => change([{ id, set: { name } }]);
  const set = (id: string, values: Patch): Promise<void> => change([{ id, set: values }]);

  /** Makes a row at the spot; gives its id. */
  function add(name: string, spot: Spot): string {
    const id = uuidv7();
    const { [id]: order = 10, ...others } = Object.fromEntries(numbersFor(siblings(spot, id), id, spot.after));
    const patches = [{ id, made: true, patch: { name, order, parent: spot.parent ? { id: spot.parent, label: '' } : null } }, ...Object.entries(others).map(([one, number]) => ({ id: one, patch: { order: number } }))];
    void work(patches, async () => {
      const row = await api.post<DataRow>(pathOf(entity), { id, name, order, ...(!flat && { parent: spot.parent }), ...preset });
      versions.current.set(id, row.version);
      rowMade(entity, row);
      for (const [one, number] of Object.entries(others)) await patchRow(one, { order: number });
    });
    return id;
  }

  return { shown, move, rename, set, add };
}

export type TreeEdits = ReturnType<typeof useTree>;
