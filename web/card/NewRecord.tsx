/** A new record of any kind: its form, and while one types, the records that may already be the same. */
import { useCallback, useState, type ReactElement } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import { writableFields } from '../../kernel/declarations.ts';
import { useEntity } from '../declarations.tsx';
import { labelField, labelOf } from '../fields/describe.ts';
import type { Reference, Values } from '../fields/values.ts';
import { useT, useTimeZone } from '../i18n.tsx';
import { today } from '../fields/dates.ts';
import { useMe } from '../me.ts';
import { cardMessages } from '../messages/card.ts';
import { note } from '../ui/notes.tsx';
import { NoPage } from '../ui/states.tsx';
import { DuplicateWarning } from './DuplicateWarning.tsx';
import { EntityForm, type AfterSave } from './EntityForm.tsx';
import styles from './form.module.css';

interface Props {
  /** Name of a catalog or a document type, or its declaration. */
  readonly entity: string | Entity;
  readonly preset?: Values;
  readonly onDone: (made: string, reference: Reference, after: AfterSave) => void;
  readonly onCancel: () => void;
  /** Without a heading of its own: inside a dialog that has one. */
  readonly bare?: boolean;
}

export function NewRecord({ entity, ...rest }: Props): ReactElement {
  const named = useEntity(typeof entity === 'string' ? entity : entity.name);
  const found = typeof entity === 'string' ? named : entity;
  return found && found.name !== 'document' ? <Form key={found.name} {...rest} entity={found} /> : <NoPage />;
}

function Form({ entity, preset, onDone, onCancel, bare }: Props & { entity: Entity }): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const me = useMe();
  const { timeZone } = useTimeZone();
  // One's own name and today's date are what one would type first.
  const [start] = useState(() => {
    const fields = writableFields(entity);
    const own = { id: me.id, label: me.name };
    const ownedBy = entity.kind === 'catalog' ? entity.ownedBy : 'owner';
    return {
      ...(ownedBy && fields[ownedBy] ? { [ownedBy]: own } : {}),
      ...(entity.kind === 'document' ? { date: today(timeZone) } : {}),
      ...preset,
    };
  });
  const warning = useCallback((values: Values) => (hasDuplicates(entity) ? <DuplicateWarning entity={entity} values={values} /> : null), [entity]);
  return (
    <div className={styles.newRecord} data-new={entity.name}>
      {!bare && <h2 className={styles.heading}>{tc('form.new', { name: t(entity.name).toLocaleLowerCase() })}</h2>}
      <EntityForm
        entity={entity}
        preset={start}
        withSaveAndNew={!bare}
        warning={warning}
        onCancel={onCancel}
        onSaved={(row, after) => {
          note({ text: tc('form.made', { name: labelOf(entity, row) || t(entity.name) }) });
          if (after !== 'new') onDone(row.id, { id: row.id, label: labelOf(entity, row) }, after);
        }}
        focus={preset?.[labelField(entity)] ? undefined : labelField(entity)}
      />
    </div>
  );
}

const hasDuplicates = (entity: Entity): boolean => entity.kind === 'catalog' && entity.duplicateKeys !== undefined;
