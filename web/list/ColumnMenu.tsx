/** What one can do with a column: its order, its filter, its place. */
import { useT } from '../i18n.tsx';
import { listMessages } from '../messages/list.ts';
import { Icon } from '../ui/icons.tsx';
import type { Column } from './columns.ts';
import type { SortKey } from './conditions.ts';
import css from './filter.module.css';
import { FilterEditor } from './FilterEditor.tsx';

export default function ColumnMenu({ entity, column, sortable, filterable, condition, current, onOrder, onFilter, onHide, onClose }: {
  entity: string; column: Column; sortable: boolean; filterable: boolean; condition: unknown; current: SortKey | undefined;
  onOrder: (descending: boolean) => void; onFilter: (condition: unknown) => void; onHide: () => void; onClose: () => void;
}) {
  const t = useT(listMessages);
  return (
    <div className={css.menu}>
      {filterable && (
        <>
          <div className={css.title}>{t('filter.by', { name: column.label })}</div>
          <FilterEditor entity={entity} name={column.name} field={column.field} label={column.label} condition={condition} onChange={onFilter} onClose={onClose} />
          <div className={css.line} />
        </>
      )}
      {sortable && [false, true].map((descending) => (
        <button key={String(descending)} type="button" className={css.item} aria-pressed={current?.descending === descending} onClick={() => onOrder(descending)}>
          <Icon name={descending ? 'arrow-down' : 'arrow-up'} />
          <span>{t(descending ? 'sort.down' : 'sort.up')}</span>
        </button>
      ))}
      <button type="button" className={css.item} onClick={onHide}>
        <Icon name="eye" />
        <span>{t('columns.hide')}</span>
      </button>
    </div>
  );
}
