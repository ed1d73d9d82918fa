/** A new record made on the way, over the form that needs it. */
import type { ReactElement } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import type { Reference, Values } from '../fields/values.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Dialog } from './Dialog.tsx';
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
    <Dialog title={tc('form.new', { name: t(entity.name).toLocaleLowerCase() })} size="xl" onClose={onCancel} holdsForm>
      <NewRecord entity={entity} preset={preset} bare onDone={(_, reference) => onDone(reference)} onCancel={onCancel} />
    </Dialog>
  );
}
