/** Editing in the cell: shown at once as saved, taken back if the server refuses, with its words beside the cell. */
import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { writableFields, type Entity } from '../../kernel/declarations.ts';
import { choice, type Field } from '../../kernel/field.ts';
import { api, ApiProblem, pathOf, type DataRow } from '../api.ts';
import { rowArrived, type Name } from '../cache.ts';
import { useMove, useSave } from '../data.ts';
import { useT } from '../i18n.tsx';
import { listMessages } from '../messages/list.ts';
import { shellMessages } from '../messages/shell.ts';
import { withStyles } from '../ui/with-styles.ts';
import { cellText, type Writing } from './cell-text.ts';
import type { Column } from './columns.ts';
import css from './grid.module.css';
import type { Rows } from './rows.ts';

const Editor = lazy(() => withStyles(import('./CellEditor.tsx')));

/** A row of the list of all documents is written as what it is: a call, a task. */
export const ownerOf = (entity: Entity, row: DataRow): Name => (entity.name === 'document' && typeof row.type === 'string' ? { kind: 'document', name: row.type } : entity);

/** The field as the cell edits it; the stage as a choice of those that one may move to. */
export function editedField(entity: Entity, column: Column, row: DataRow): Field | null {
  if (column.name === 'stage') {
    const to = row.can.to ?? [];
    return to.length > 0 ? choice([String(row.stage), ...to], { required: true }) : null;
  }
  const field = writableFields(entity)[column.name];
  return field && field.kind !== 'list' && field.kind !== 'file' ? field : null;
}
export const isEditable = (entity: Entity, column: Column, row: DataRow): boolean => row.can.update && editedField(entity, column, row) !== null;

/** A choice made with the pointer is the whole edit; with the arrow keys one passes over choices on the way. */
const isWhole = (kind: Field['kind'], byPointer: boolean): boolean => kind === 'ref' || (byPointer && (kind === 'choice' || kind === 'flag'));

interface Failure {
  readonly value: unknown;
  readonly message: string;
  /** Set when somebody else saved the same field meanwhile. */
  readonly conflict?: { readonly version: number; readonly theirs: string };
}
/** Refused values wait here for their cell to be opened again: the row may have been scrolled away meanwhile. */
const failures = new Map<string, Failure>();

export function InlineEdit({ entity, column, row, rows, w, onEnd, onNext, onAgain }: {
  entity: Entity; column: Column; row: DataRow; rows: Rows; w: Writing; onEnd: () => void; onNext: (step: number) => void; onAgain: (id: string, column: string) => void;
}) {
  const t = useT(listMessages);
  const tShell = useT(shellMessages);
  const owner = ownerOf(entity, row);
  const save = useSave(owner);
  const move = useMove(owner);
  const key = `${row.id} ${column.name}`;
  const [failure] = useState(() => failures.get(key));
  const [value, setValue] = useState(failure ? failure.value : row[column.name]);
  const box = useRef<HTMLDivElement>(null);
  const ended = useRef(false);
  const byPointer = useRef(false);
  const field = editedField(entity, column, row);
  useEffect(() => () => void failures.delete(key), [key]);
  if (!field) return null;

  const refuse = async (error: unknown, next: unknown): Promise<void> => {
    let found: Failure = { value: next, message: error instanceof ApiProblem ? error.summary || tShell('trouble.offline') : String(error) };
    if (error instanceof ApiProblem && error.code === 'conflict') {
      const fresh = await api.get<DataRow>(`${pathOf(owner)}/${row.id}`).catch(() => null);
      if (fresh) {
        rowArrived(owner, fresh);
        const theirs = cellText(w, column.name, column.field, fresh[column.name], fresh) || t('conflict.none');
        found = { ...found, message: t('conflict', { theirs }), conflict: { version: fresh.version, theirs } };
      }
    }
    failures.set(key, found);
    onAgain(row.id, column.name);
  };

  const commit = (next: unknown, step: number, version = row.version): void => {
    if (ended.current) return;
    ended.current = true;
    if (step) onNext(step);
    else onEnd();
    void (async () => {
      // Editors are loaded by now; what they hold becomes what the server takes.
      const { toWire, sameValue, normalized } = await import('./wire.ts');
      const tidy = normalized(field, next);
      if (!failure && sameValue(field, tidy, row[column.name])) return;
      const undo = rows.put(row.id, { [column.name]: tidy });
      const fail = (error: unknown): void => {
        undo();
        void refuse(error, next);
      };
      // The cell is closed by the time of the answer: what is to be done then must not depend on it.
      if (column.name === 'stage') await move.mutateAsync({ id: row.id, version, to: String(tidy) }).catch(fail);
      else await save.mutateAsync({ id: row.id, version, set: { [column.name]: toWire(field, tidy) } }).catch(fail);
    })();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    byPointer.current = false;
    const target = event.target instanceof HTMLElement ? event.target : null;
    const choosing = target?.getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      ended.current = true;
      onEnd();
    } else if (event.key === 'Enter' && !event.shiftKey && !choosing && target?.tagName !== 'BUTTON') {
      event.preventDefault();
      event.stopPropagation();
      commit(value, 0);
    } else if (event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      commit(value, event.shiftKey ? -1 : 1);
    } else event.stopPropagation();
  };
  /** Going elsewhere saves; a calendar or a list of choices belongs to the cell. */
  const onBlur = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (!(to instanceof HTMLElement) || box.current?.contains(to) || to.closest('[data-portal], [data-mantine-shared-portal-node]')) return;
    if (!failure) commit(value, 0);
  };

  return (
    <div ref={box} className={css.editor} onKeyDown={onKeyDown} onBlur={onBlur} onPointerDown={() => (byPointer.current = true)} onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
      <Suspense fallback={<span>{cellText(w, column.name, column.field, value, row)}</span>}>
        <Editor
          entity={owner} column={column} field={field} value={value} row={row}
          onChange={(next) => {
            setValue(next);
            if (isWhole(field.kind, byPointer.current)) commit(next, 0);
          }}
        />
      </Suspense>
      {failure && (
        <div role="alert" className={css.problem}>
          {failure.message}
          {failure.conflict && (
            <div>
              <Button size="compact-xs" onClick={() => commit(value, 0, failure.conflict?.version)}>{t('conflict.mine')}</Button>
              <Button size="compact-xs" variant="default" onClick={() => { ended.current = true; onEnd(); }}>{t('conflict.theirs')}</Button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
