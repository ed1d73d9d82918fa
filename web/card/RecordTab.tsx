/** The fields of a record, read first and edited in place: a click on a value opens the form at that field. */
import type { ReactElement } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import type { DataRow } from '../api.ts';
import { EntityForm } from './EntityForm.tsx';
import { RecordView } from './RecordView.tsx';
import styles from './card.module.css';

interface Props {
  readonly entity: Entity;
  readonly row: DataRow;
  /** The field being edited, `''` for the form as a whole, null while reading. */
  readonly editing: string | null;
  readonly onEdit: (field: string | null) => void;
}

export function RecordTab({ entity, row, editing, onEdit }: Props): ReactElement {
  if (editing !== null) {
    return <EntityForm entity={entity} row={row} focus={editing || undefined} onCancel={() => onEdit(null)} onSaved={(_, after) => after === 'close' && onEdit(null)} />;
  }
  return (
    <div className={styles.scroll}>
      <RecordView entity={entity} row={row} onEdit={row.can.update ? onEdit : undefined} />
    </div>
  );
}
