/** One row of a grid. It is drawn again only when its own data or its own part of the state changes. */
import { memo, type MouseEvent, type ReactNode } from 'react';
import type { DataRow } from '../api.ts';
import { Icon } from '../ui/icons.tsx';
import { cellText, type Writing } from './cell-text.ts';
import type { Column } from './columns.ts';
import css from './grid.module.css';
import type { Tint } from './tint.ts';

export interface RowProps {
  readonly row: DataRow;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column[];
  readonly frozen: number;
  readonly tint: Tint | undefined;
  readonly w: Writing;
  readonly labelColumn: string;
  /** Of the cell with the cursor, when it is in this row. */
  readonly activeColumn: number | null;
  readonly selected: boolean;
  readonly open: boolean;
  /** Icon of the document's type; catalogs show the sign of the group. */
  readonly icon: string | null;
  readonly stacked: boolean;
  readonly editing: { readonly column: string; readonly editor: ReactNode } | null;
  readonly words: { readonly select: string; readonly mark: string };
  readonly on: RowActions;
}

export interface RowActions {
  readonly press: (index: number, column: number, event: MouseEvent) => void;
  readonly open: (index: number, event: MouseEvent) => void;
  readonly edit: (index: number, column: number) => void;
  readonly select: (index: number, event: MouseEvent) => void;
}

export const cellId = (index: number, column: number): string => `cell-${index}-${column}`;

export const Row = memo(function Row(p: RowProps) {
  const { row, index, columns, tint } = p;
  const label = columns.find((c) => c.name === p.labelColumn);
  const name = label ? cellText(p.w, label.name, label.field, row[label.name], row) : '';
  return (
    <div
      role="row" aria-rowindex={index + 2} aria-selected={p.selected} className={css.row} data-open={p.open || undefined} data-active={p.activeColumn !== null || undefined} data-stacked={p.stacked || undefined}
      style={{ transform: `translateY(${p.top}px)`, ...(tint && { '--row-tint': tint.tint, '--row-mark': tint.mark, '--row-text': tint.text }) }}
    >
      <div role="gridcell" aria-colindex={1} className={css.mark} data-frozen onClick={(event) => p.on.select(index, event)}>
        <span className={css.sign} role="img" aria-label={tint?.name || p.words.mark} title={tint?.name}>
          {p.icon ? <Icon name={p.icon} size={15} /> : (tint?.sign ?? '·')}
        </span>
        <input type="checkbox" tabIndex={-1} className={css.check} checked={p.selected} readOnly aria-label={`${p.words.select} ${name}`} />
      </div>
      {p.stacked ? <Stacked {...p} name={name} /> : columns.map((c, at) => <Cell key={c.name} {...p} column={c} at={at} />)}
    </div>
  );
});

function Cell({ row, index, column, at, frozen, activeColumn, w, tint, labelColumn, editing, on }: RowProps & { column: Column; at: number }) {
  const value = row[column.name];
  const isLabel = column.name === labelColumn;
  const active = activeColumn === at;
  const beingEdited = editing?.column === column.name;
  return (
    <div
      role="gridcell" id={cellId(index, at)} aria-colindex={at + 2} className={css.cell} data-name={column.name} data-label={isLabel || undefined} data-right={column.right || undefined}
      data-active={active || undefined} data-frozen={at < frozen || undefined} data-editing={beingEdited || undefined}
      onClick={(event) => (isLabel ? on.open(index, event) : on.press(index, at, event))} onDoubleClick={() => !isLabel && on.edit(index, at)}
    >
      {beingEdited ? editing.editor : <Content w={w} column={column} value={value} row={row} tint={tint} />}
    </div>
  );
}

function Content({ w, column, value, row, tint }: { w: Writing; column: Column; value: unknown; row: DataRow; tint: Tint | undefined }) {
  const text = cellText(w, column.name, column.field, value, row);
  if (column.field.kind === 'flag') return value === true ? <span role="img" aria-label={text} className={css.flag}><Icon name="check" size={15} /></span> : null;
  if (column.name === 'stage') return <span className={css.stage}>{text}</span>;
  if (column.field.target === 'group' && tint) return <span className={css.group} title={text}>{text}</span>;
  if (column.field.kind === 'colour' && text) return <span className={css.colour}><i style={{ background: text }} />{text}</span>;
  return <span className={css.text} data-mono={column.field.format === 'mono' || undefined} title={text.length > 24 ? text : undefined}>{text}</span>;
}

/** On a telephone a row has two lines: the name, and what the next columns say. */
function Stacked({ row, index, columns, w, labelColumn, activeColumn, on, name }: RowProps & { name: string }) {
  const rest = columns.filter((c) => c.name !== labelColumn && c.name !== 'type').map((c) => cellText(w, c.name, c.field, row[c.name], row)).filter(Boolean);
  return (
    <div role="gridcell" id={cellId(index, 0)} aria-colindex={2} className={css.stacked} data-active={activeColumn === 0 || undefined} onClick={(event) => on.open(index, event)}>
      <b>{name || '—'}</b>
      <span>{rest.slice(0, 3).join(' · ')}</span>
    </div>
  );
}

/** Stands where a row will be: its shape, until it arrives. */
export const RowShape = memo(function RowShape({ top, index }: { top: number; index: number }) {
  return (
    <div role="row" aria-rowindex={index + 2} aria-busy="true" className={css.row} style={{ transform: `translateY(${top}px)` }}>
      <div role="gridcell" className={css.shape} style={{ gridColumn: '1 / -1' }}>
        <i style={{ width: `${22 + ((index * 37) % 30)}%` }} />
      </div>
    </div>
  );
});
