/** The head of a grid: names of columns, their order, their widths, and a menu with the filter of each. */
import { lazy, memo, Suspense, useRef, useState, type PointerEvent } from 'react';
import { useT } from '../i18n.tsx';
import { listMessages } from '../messages/list.ts';
import { Icon } from '../ui/icons.tsx';
import { Pop } from '../ui/Pop.tsx';
import { isFilterable, isSortable, type Filter, type SortKey } from './conditions.ts';
import { MIN_WIDTH, type Column } from './columns.ts';
import css from './grid.module.css';

const ColumnMenu = lazy(() => import('./ColumnMenu.tsx'));

export interface HeaderProps {
  readonly entity: string;
  readonly columns: readonly Column[];
  readonly frozen: number;
  readonly sort: readonly SortKey[];
  readonly filter: Filter;
  readonly on: HeaderActions;
}
export interface HeaderActions {
  readonly sort: (name: string, add: boolean) => void;
  readonly order: (name: string, descending: boolean) => void;
  readonly filter: (name: string, condition: unknown) => void;
  /** While one drags, and when one lets go. */
  readonly resize: (name: string, width: number, done: boolean) => void;
  readonly move: (name: string, before: string) => void;
  readonly hide: (name: string) => void;
}

export const Header = memo(function Header(p: HeaderProps) {
  const t = useT(listMessages);
  return (
    <div role="rowgroup" className={css.head}>
      <div role="row" aria-rowindex={1} className={css.headRow}>
        <div role="columnheader" aria-colindex={1} className={css.header} data-frozen style={{ '--left': '0px' }}>
          <span className="sr-only">{t('mark')}</span>
        </div>
        {p.columns.map((column, at) => <HeaderCell key={column.name} {...p} column={column} at={at} />)}
      </div>
    </div>
  );
});

function HeaderCell({ entity, column, at, frozen, sort, filter, on }: HeaderProps & { column: Column; at: number }) {
  const t = useT(listMessages);
  const [menu, setMenu] = useState(false);
  const [over, setOver] = useState(false);
  const place = sort.findIndex((key) => key.name === column.name);
  const key = sort[place];
  const sortable = isSortable(column.field);
  const condition = filter[column.name];
  return (
    <div
      role="columnheader" aria-colindex={at + 2} aria-sort={key ? (key.descending ? 'descending' : 'ascending') : undefined} className={css.header}
      data-right={column.right || undefined} data-frozen={at < frozen || undefined} data-name={column.name} data-over={over || undefined} style={{ '--left': `var(--left-${at})` }}
      draggable={!menu} onDragStart={(event) => { event.dataTransfer.setData('text/flydoc-column', column.name); event.dataTransfer.effectAllowed = 'move'; }}
      onDragOver={(event) => { if (event.dataTransfer.types.includes('text/flydoc-column')) { event.preventDefault(); setOver(true); } }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => { setOver(false); on.move(event.dataTransfer.getData('text/flydoc-column'), column.name); }}
    >
      <button type="button" className={css.sort} disabled={!sortable} title={sortable ? `${column.label}. ${t('sort.hint')}` : column.label} onClick={(event) => on.sort(column.name, event.shiftKey)}>
        <span>{column.label}</span>
        {key && <Icon name={key.descending ? 'arrow-down' : 'arrow-up'} size={12} />}
        {key && sort.length > 1 && <sup>{place + 1}</sup>}
      </button>
      <Pop
        open={menu} onOpen={setMenu} label={column.label} align="end" width={280} padded={false}
        trigger={(props) => (
          <button type="button" className={css.menu} aria-label={t('columns.menu', { name: column.label })} data-on={condition !== undefined || undefined} {...props}>
            <Icon name={condition !== undefined ? 'filter' : 'chevron-down'} size={13} />
          </button>
        )}
      >
          <Suspense fallback={<div style={{ height: 180 }} />}>
            <ColumnMenu
              entity={entity} column={column} sortable={sortable} filterable={isFilterable(column.field)} condition={condition} current={key}
              onOrder={(descending) => { on.order(column.name, descending); setMenu(false); }} onHide={() => on.hide(column.name)}
              onFilter={(next) => on.filter(column.name, next)} onClose={() => setMenu(false)}
            />
          </Suspense>
      </Pop>
      <Resizer column={column} onResize={on.resize} />
    </div>
  );
}

function Resizer({ column, onResize }: { column: Column; onResize: HeaderActions['resize'] }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const [dragged, setDragged] = useState(false);
  const width = (event: PointerEvent): number => Math.max(MIN_WIDTH, Math.round((start.current?.width ?? column.width) + event.clientX - (start.current?.x ?? event.clientX)));
  return (
    <span
      className={css.resize} data-dragged={dragged || undefined} draggable onDragStart={(event) => { event.preventDefault(); event.stopPropagation(); }}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? column.width };
        setDragged(true);
      }}
      onPointerMove={(event) => dragged && onResize(column.name, width(event), false)}
      onPointerUp={(event) => { if (dragged) onResize(column.name, width(event), true); start.current = null; setDragged(false); }}
    />
  );
}
