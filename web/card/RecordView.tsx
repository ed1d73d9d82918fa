/** A record as one reads it: its groups of fields, each with its name. */
import type { ReactElement, ReactNode } from 'react';
import { allFields, type Entity } from '../../kernel/declarations.ts';
import { fieldLabel } from '../../kernel/labels.ts';
import type { DataRow } from '../api.ts';
import { FieldDisplay } from '../fields/FieldDisplay.tsx';
import { asText, isEmpty } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import styles from './card.module.css';
import { Copied } from './CardHeader.tsx';
import { groupsOf } from './groups.ts';

interface Props {
  readonly entity: Entity;
  readonly row: DataRow;
  /** Opens the form at a field; none when it may not be changed. */
  readonly onEdit?: (field: string) => void;
  readonly without?: readonly string[];
  /** Leaves empty fields out: a call has little to say about its budget. */
  readonly onlyFilled?: boolean;
}

export function RecordView({ entity, row, onEdit, without = [], onlyFilled }: Props): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const fields = allFields(entity);
  return (
    <div className={styles.view}>
      {groupsOf(entity).map((group) => {
        const names = group.fields.filter((name) => !without.includes(name) && !(onlyFilled && isEmpty(row[name])));
        if (names.length === 0) return null;
        return (
          <section key={names[0]} className={styles.viewGroup}>
            {group.title === 'group' && <h2>{tc(`group.${group.key}`)}</h2>}
            <dl>
              {names.map((name) => {
                const field = fields[name]!; // !: groups name declared fields
                const label = fieldLabel(t, entity, name);
                const shown: ReactNode = <FieldDisplay entity={entity} path={name} field={field} value={row[name]} />;
                return (
                  <div key={name} className={styles.pair} data-kind={field.kind} data-field={name}>
                    <dt>{label}</dt>
                    {/* The mouse may click anywhere on the value; the keyboard has the button. */}
                    <dd
                      data-editable={onEdit ? true : undefined}
                      onClick={() => onEdit && (getSelection()?.isCollapsed ?? true) && onEdit(name)}
                    >
                      {field.format === 'mono' && !isEmpty(row[name]) ? <Copied text={asText(row[name])} label={label} /> : <span>{shown}</span>}
                      {onEdit && (
                        <button type="button" className={styles.editValue} aria-label={tc('edit.field', { field: label })} onClick={(event) => {
                            event.stopPropagation();
                            onEdit(name);
                          }}>
                          <Icon name="edit" size={13} />
                        </button>
                      )}
                    </dd>
                  </div>
                );
              })}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
