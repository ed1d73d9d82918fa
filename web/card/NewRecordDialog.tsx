/** A new record made on the way, over the form that needs it. */
import { Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import type { Reference, Values } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import styles from './form.module.css';
import { NewRecord } from './NewRecord.tsx';

interface Props {
  readonly entity: Entity;
  readonly preset?: Values;
  readonly onDone: (made: Reference) => void;
  readonly onCancel: () => void;
}

export default function NewRecordDialog({ entity, preset, onDone, onCancel }: Props): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  return (
    <Modal
      opened
      onClose={onCancel}
      closeOnEscape={false}
      size="xl"
      title={tc('form.new', { name: t(entity.name).toLocaleLowerCase() })}
      classNames={{ body: styles.dialogBody! }} // !: the class is in the style sheet
      closeButtonProps={{ 'aria-label': tc('close') }}
    >
      <NewRecord entity={entity} preset={preset} bare onDone={(_, reference) => onDone(reference)} onCancel={onCancel} />
    </Modal>
  );
}
