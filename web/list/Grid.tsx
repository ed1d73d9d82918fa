/** A grid over the rows of any entity: drawn from its declaration, used with the keyboard alone or with a pointer. */
import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import type { DataRow } from '../api.ts';
import { useDeclarations } from '../declarations.tsx';
import { useFormats, useT } from '../i18n.tsx';
import { listMessages } from '../messages/list.ts';
import { useShortcuts, type Shortcut } from '../ui/shortcuts.ts';
import { labelOf, MARK_WIDTH, type Column } from './columns.ts';
import type { Filter, SortKey } from './conditions.ts';
import css from './grid.module.css';
import { Header, type HeaderActions } from './Header.tsx';
import { cellId, Row, RowShape, type RowActions } from './Row.tsx';
import type { Rows, Snapshot } from './rows.ts';
import { useRowScroll } from './scroll.ts';
import type { Tints } from './tint.ts';
import { InlineEdit, isEditable } from './InlineEdit.tsx';
import { shellMessages } from '../messages/shell.ts';

const HEAD = 30;
/** While the server has not counted yet, there is room to scroll for one page more. */
const AHEAD = 40;

export interface GridProps {
  readonly entity: Entity;
  readonly label: string;
  readonly columns: readonly Column[];
  readonly frozen: number;
  readonly rows: Rows;
  readonly now: Snapshot;
  readonly tints: Tints;
  readonly sort: readonly SortKey[];
  readonly filter: Filter;
  readonly header: HeaderActions;
  readonly open: string | undefined;
  /** Beside an open card the cursor opens what it comes to. */
  readonly browsing: boolean;
  readonly stacked: boolean;
  readonly selection: ReadonlySet<string>;
  readonly onSelection: (selection: ReadonlySet<string>) => void;
  readonly onOpen: (row: DataRow, how: 'beside' | 'full') => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function Grid(p: GridProps) {
  const { entity, columns, rows, now, stacked } = p;
  const t = useT(listMessages);
  const tShell = useT(shellMessages);
  const tAll = useT();
  const formats = useFormats();
  const { documents } = useDeclarations();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = stacked ? 54 : 34;
  const loaded = now.rows.length;
  const count = now.state === 'loading' && loaded === 0 ? AHEAD : now.complete ? loaded : Math.max(loaded + (loaded > 0 ? AHEAD : 0), now.total?.value ?? 0);
  const { view, reveal, visible } = useRowScroll(scroller, count, rowHeight, stacked ? 0 : HEAD);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const [editing, setEditing] = useState<{ id: string; column: string } | null>(null);
  const anchor = useRef(0);
  const labelColumn = labelOf(entity);

  useEffect(() => rows.want(view.to), [rows, view.to]);
  // Another list begins at its beginning.
  useEffect(() => {
    setActive((before) => ({ row: 0, column: before.column }));
    setEditing(null);
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [rows]);
  const openAt = p.open ? now.rows.findIndex((row) => row.id === p.open) : -1;
  useEffect(() => {
    if (openAt >= 0) setActive((before) => (before.row === openAt ? before : { ...before, row: openAt }));
  }, [openAt]);
  useEffect(() => {
    if (p.browsing && openAt >= 0) reveal(openAt);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- when the list shrinks or grows, not at every step
  }, [p.browsing]);

  const latest = useRef({ p, active, editing, count });
  latest.current = { p, active, editing, count };

  const go = useCallback(
    (row: number, column: number, extend = false) => {
      const { p, count } = latest.current;
      const to = Math.min(Math.max(row, 0), Math.max(count - 1, 0));
      if (!extend) anchor.current = to;
      else {
        const [from, until] = [Math.min(anchor.current, to), Math.max(anchor.current, to)];
        p.onSelection(new Set(p.now.rows.slice(from, until + 1).map((r) => r.id)));
      }
      setActive({ row: to, column: Math.min(Math.max(column, 0), p.columns.length - 1) });
      reveal(to);
      const there = p.now.rows[to];
      if (p.browsing && there && there.id !== p.open) p.onOpen(there, 'beside');
    },
    [reveal],
  );

  const edit = useCallback((index: number, at: number) => {
    const { p } = latest.current;
    const row = p.now.rows[index];
    const column = p.columns[at];
    if (row && column && isEditable(p.entity, column, row)) setEditing({ id: row.id, column: column.name });
  }, []);

  const toggle = (index: number): void => {
    const row = now.rows[index];
    if (!row) return;
    const next = new Set(p.selection);
    if (!next.delete(row.id)) next.add(row.id);
    anchor.current = index;
    p.onSelection(next);
  };

  const on = useMemo<RowActions>(
    () => ({
      press: (index, column, event: MouseEvent) => {
        scroller.current?.focus({ preventScroll: true });
        go(index, column, event.shiftKey);
      },
      open: (index, event: MouseEvent) => {
        const row = latest.current.p.now.rows[index];
        go(index, 0);
        if (row) latest.current.p.onOpen(row, event.ctrlKey || event.metaKey ? 'full' : 'beside');
      },
      edit,
      select: (index, event: MouseEvent) => {
        const { p } = latest.current;
        const row = p.now.rows[index];
        if (!row) return;
        const next = new Set(p.selection);
        if (event.shiftKey) {
          const [from, until] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
          for (const r of p.now.rows.slice(from, until + 1)) next.add(r.id);
        } else {
          if (!next.delete(row.id)) next.add(row.id);
          anchor.current = index;
        }
        p.onSelection(next);
      },
    }),
    [go, edit],
  );

  const editAgain = useCallback((id: string, column: string) => setEditing({ id, column }), []);
  /** The next cell of the row that can be edited, as Tab goes. */
  const editNext = (step: number): void => {
    const row = now.rows[active.row];
    for (let at = active.column + step; row && at >= 0 && at < columns.length; at += step) {
      const column = columns[at];
      if (!column || !isEditable(entity, column, row)) continue;
      setActive({ row: active.row, column: at });
      setEditing({ id: row.id, column: column.name });
      return;
    }
    stopEditing();
  };
  const stopEditing = (): void => {
    setEditing(null);
    scroller.current?.focus({ preventScroll: true });
  };

  const here = (event: KeyboardEvent): boolean => event.target === scroller.current || event.target === document.body;
  const activeRow = now.rows[active.row];
  const key = (keys: string, run: () => void, text?: string, group: string = tShell('group.list')): Shortcut => ({
    keys, text, group, when: here, run: () => { scroller.current?.focus({ preventScroll: true }); run(); },
  });
  useShortcuts([
    key('ArrowDown', () => go(active.row + 1, active.column), t('key.move')),
    key('ArrowUp', () => go(active.row - 1, active.column)),
    key('ArrowRight', () => go(active.row, active.column + 1)),
    key('ArrowLeft', () => go(active.row, active.column - 1)),
    key('shift+ArrowDown', () => go(active.row + 1, active.column, true)),
    key('shift+ArrowUp', () => go(active.row - 1, active.column, true)),
    key('PageDown', () => go(active.row + visible, active.column), t('key.page')),
    key('PageUp', () => go(active.row - visible, active.column)),
    key('Home', () => go(0, active.column), t('key.home')),
    key('End', () => go(count - 1, active.column)),
    key('mod+Home', () => go(0, 0)),
    key('mod+End', () => go(count - 1, columns.length - 1)),
    key('Enter', () => activeRow && p.onOpen(activeRow, 'beside'), t('key.open')),
    key('mod+Enter', () => activeRow && p.onOpen(activeRow, 'full'), t('key.full')),
    key('Space', () => toggle(active.row), t('key.select')),
    key('mod+KeyA', () => p.onSelection(new Set(now.rows.map((row) => row.id)))),
    key('F2', () => edit(active.row, active.column), t('key.edit'), tShell('group.cell')),
    key('Escape', () => (p.selection.size > 0 ? p.onSelection(new Set()) : p.onClose())),
    { keys: 'shift+Tab', text: undefined, when: () => false, run: () => {} },
  ]);

  const w = useMemo(() => ({ t: tAll, formats, entity: entity.name }), [tAll, formats, entity.name]);
  const words = useMemo(() => ({ select: t('row.select', { name: '' }).replace(/\s*[«»“”]+/g, ''), mark: t('mark') }), [t]);
  const template = stacked ? `${MARK_WIDTH}px minmax(0, 1fr)` : templateOf(columns, labelColumn);
  const lefts = Object.fromEntries(columns.slice(0, p.frozen).map((_, at) => [`--left-${at}`, `${columns.slice(0, at).reduce((sum, c) => sum + c.width, MARK_WIDTH)}px`]));
  const drawn: ReactNode[] = [];
  for (let index = view.from; index < view.to; index++) {
    const row = now.rows[index];
    const top = index * rowHeight + view.shift;
    const column = editing && row?.id === editing.id ? columns.find((c) => c.name === editing.column) : undefined;
    drawn.push(
      row ? (
        <Row
          key={row.id} row={row} index={index} top={top} columns={columns} frozen={p.frozen} tint={p.tints.of(row)} w={w} labelColumn={labelColumn} stacked={stacked}
          activeColumn={active.row === index ? active.column : null} selected={p.selection.has(row.id)} open={row.id === p.open}
          icon={entity.kind === 'document' ? (documents.get(entity.name === 'document' ? String(row.type) : entity.name)?.icon ?? 'file') : null}
          words={words} on={on}
          editing={column ? { column: column.name, editor: <InlineEdit entity={entity} column={column} row={row} rows={rows} w={w} onEnd={stopEditing} onNext={editNext} onAgain={editAgain} /> } : null}
        />
      ) : (
        <RowShape key={`shape-${index}`} top={top} index={index} />
      ),
    );
  }
  const isDrawn = activeRow && active.row >= view.from && active.row < view.to;
  return (
    <div
      ref={scroller} role="grid" tabIndex={0} className={css.scroller} aria-label={p.label} aria-multiselectable aria-rowcount={now.total?.exact ? now.total.value + 1 : -1} aria-colcount={columns.length + 1}
      aria-activedescendant={isDrawn ? cellId(active.row, stacked ? 0 : active.column) : undefined} aria-busy={now.state === 'loading' || undefined}
      style={{ '--cols': template, '--row-height': `${rowHeight}px`, '--total': stacked ? '0px' : `${columns.reduce((sum, c) => sum + c.width, MARK_WIDTH)}px`, ...lefts }}
    >
      {!stacked && <Header entity={entity.name} columns={columns} frozen={p.frozen} sort={p.sort} filter={p.filter} on={p.header} />}
      <div role="rowgroup" className={css.body} style={{ height: view.height }}>
        {drawn}
      </div>
      {p.children}
    </div>
  );
}

/** The column with the name takes the room that is left. */
function templateOf(columns: readonly Column[], label: string): string {
  const stretched = columns.some((c) => c.name === label) ? label : columns.at(-1)?.name;
  return [`${MARK_WIDTH}px`, ...columns.map((c) => (c.name === stretched ? `minmax(${c.width}px, 1fr)` : `${c.width}px`))].join(' ');
}
