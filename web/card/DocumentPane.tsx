/** One document, opened in place: its way through the stages, what it says, what is attached; edited where it stands. */
import { ActionIcon, Button } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { Link } from '@tanstack/react-router';
import type { Document } from '../../kernel/document.ts';
import { addressOf } from '../address.ts';
import type { DataRow } from '../api.ts';
import { useMove } from '../data.ts';
import { asFile, asText } from '../fields/values.ts';
import { FileContent } from '../files/FileContent.tsx';
import { Attachments } from '../files/Attachments.tsx';
import { FileDrop } from '../files/FileDrop.tsx';
import { useUploads } from '../files/useUploads.ts';
import { useFormats, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { noteTrouble } from '../ui/notes.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useDelete } from './CardHeader.tsx';
import styles from './document.module.css';
import { DeletedBanner } from './DeletedBanner.tsx';
import { EntityForm } from './EntityForm.tsx';
import { FinishBox } from './FinishBox.tsx';
import { RecordView } from './RecordView.tsx';
import { StageSteps } from './StageSteps.tsx';

interface Props {
  readonly entity: Document;
  readonly row: DataRow;
  readonly editing: string | null;
  readonly onEdit: (field: string | null) => void;
  /** The document has a card of its own, whose head tells its name; in a dossier the pane tells it. */
  readonly alone?: boolean;
  /** Back to the list, where there is room for one pane only. */
  readonly onBack?: () => void;
  /** The document went to the trash. */
  readonly onGone?: () => void;
  /** The record whose dossier this is: what everyone here knows need not be said again. */
  readonly of?: string;
}

export function DocumentPane({ entity, row, editing, onEdit, alone, onBack, onGone, of }: Props): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const formats = useFormats();
  const [finishing, setFinishing] = useState(false);
  const move = useMove(entity);
  const remove = useDelete(entity);
  const own = useUploads(entity, row);
  const canFinish = entity.finish !== undefined && row.can.to?.includes(entity.finish.to) === true;

  const goTo = (to: string): void => {
    if (to === entity.finish?.to) return setFinishing(true);
    move.mutate({ id: row.id, version: row.version, to }, { onError: noteTrouble });
  };
  useShortcuts([
    ...(canFinish && editing === null ? [{ keys: 'KeyD', text: tc('finish'), group: tc('keys.document'), run: () => setFinishing(true) }] : []),
    ...(row.can.update && editing === null && !alone ? [{ keys: 'KeyE', text: tc('edit'), group: tc('keys.document'), run: () => onEdit('') }] : []),
  ]);

  if (editing !== null) {
    return <EntityForm entity={entity} row={row} focus={editing || undefined} onCancel={() => onEdit(null)} onSaved={(_, after) => after === 'close' && onEdit(null)} />;
  }
  const file = asFile(row.file);
  return (
    <FileDrop
      className={styles.paneDrop}
      label={tc('files.attach.drop')}
      paste={false}
      disabled={file !== null || !own.accepts}
      onFiles={own.add}
    >
      <article className={styles.pane} aria-label={asText(row.title) || t(entity.name)}>
        <div className={styles.paneTop}>
          {onBack && (
            <ActionIcon aria-label={tc('back')} onClick={onBack} className={styles.back}>
              <Icon name="arrow-left" />
            </ActionIcon>
          )}
          <StageSteps entity={entity} row={row} onMove={goTo} />
          <span className={styles.paneTools}>
            {canFinish && !finishing && (
              <Button
                size="compact-sm"
                variant="light"
                leftSection={<Icon name="check" size={14} />}
                onClick={() => setFinishing(true)}
                title="D"
              >
                {tc('finish')}
              </Button>
            )}
            {!alone && row.can.update && (
              <ActionIcon aria-label={tc('edit')} title={`${tc('edit')} (E)`} onClick={() => onEdit('')}>
                <Icon name="edit" />
              </ActionIcon>
            )}
            {!alone && (
              <ActionIcon component={Link} to={addressOf(entity, row.id)} aria-label={tc('open.whole')} title={tc('open.whole')}>
                <Icon name="expand" />
              </ActionIcon>
            )}
            {!alone && row.can.delete && (
              <ActionIcon aria-label={tc('delete')} title={tc('delete')} onClick={() => remove(row, onGone)}>
                <Icon name="trash" />
              </ActionIcon>
            )}
          </span>
        </div>
        {!alone && <DeletedBanner entity={entity} row={row} />}
        {finishing && canFinish && <FinishBox entity={entity} row={row} onClose={() => setFinishing(false)} />}
        {!alone && (
          <h2 className={styles.title}>
            <Icon name={entity.icon} size={17} /> {asText(row.title) || t(entity.name)}
            {asText(row.number) && <span className={styles.number}>№ {asText(row.number)}</span>}
          </h2>
        )}
        <RecordView
          entity={entity}
          row={row}
          onlyFilled={!alone}
          without={['title', ...(of ? [of] : []), ...(file ? ['file'] : [])]}
          onEdit={row.can.update ? onEdit : undefined}
        />
        {file ? <FileContent document={entity} row={row} file={file} /> : <Attachments of={row} uploads={own} />}
        <p className={styles.trace}>{tc('trace', { when: typeof row.updatedAt === 'string' ? formats.moment(row.updatedAt) : '' })}</p>
      </article>
    </FileDrop>
  );
}
