/** The editor of the field's kind, as forms have it, without a label of its own. */
import type { Field } from '../../kernel/field.ts';
import { choiceLabel, stageLabel } from '../../kernel/labels.ts';
import type { DataRow } from '../api.ts';
import type { Name } from '../cache.ts';
import { FieldEditor } from '../fields/FieldEditor.tsx';
import { useT } from '../i18n.tsx';
import type { Column } from './columns.ts';
import css from './cell-editor.module.css';

const none: ReadonlyMap<string, string> = new Map();

export default function CellEditor({ entity, column, field, value, row, onChange }: {
  entity: Name; column: Column; field: Field; value: unknown; row: DataRow; onChange: (value: unknown) => void;
}) {
  const t = useT();
  // The browser's own list of choices is quick to use with the keys and needs no room in the cell.
  if (field.kind === 'choice') {
    const label = (option: string): string => (column.name === 'stage' ? stageLabel(t, entity.name, option) : choiceLabel(t, entity, column.name, option));
    return (
      <select autoFocus className={css.choice} aria-label={column.label} value={typeof value === 'string' ? value : ''} onChange={(event) => onChange(event.currentTarget.value || null)}>
        {!field.required && <option value="">—</option>}
        {field.options?.map((option) => <option key={option} value={option}>{label(option)}</option>)}
      </select>
    );
  }
  return (
    <div className={css.bare}>
      <FieldEditor entity={entity} path={column.name} field={field} label={column.label} value={value} row={row} onChange={onChange} errors={none} onLeave={() => {}} bare autoFocus />
    </div>
  );
}
