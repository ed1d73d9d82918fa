/** All files of a dossier, newest first; the chosen one is seen beside the list. */
import { Button, FileButton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import type { DataRow } from '../api.ts';
import { DocumentPane } from '../card/DocumentPane.tsx';
import dossier from '../card/dossier.module.css';
import { useList, useRow } from '../data.ts';
import { useDeclarations } from '../declarations.tsx';
import { asFile, asReference, asText } from '../fields/values.ts';
import { useFormats, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { Empty, Shape, Trouble } from '../ui/states.tsx';
import styles from './files.module.css';
import { iconOf } from './kind.ts';
import { UploadList } from './UploadList.tsx';
import type { Uploads } from './useUploads.ts';

const FILES = { kind: 'document', name: 'file' } as const;

export default function FilesTab({ entity, row, uploads }: { entity: Entity; row: DataRow; uploads: Uploads }): ReactElement {
  const t = useT(cardMessages);
  const { ref, width } = useElementSize();
  const [chosen, choose] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const filter = { [entity.kind === 'document' ? 'parent' : entity.name]: row.id };
  const files = useList(FILES, { filter, sort: '-date', limit: 100 });
  const single = width > 0 && width < 620;
  const shown = chosen ?? (single ? null : (files.rows[0]?.id ?? null));
  const file = useDeclarations().documents.get('file');
  const opened = useRow(FILES, shown);

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = by ? files.rows[files.rows.findIndex((one) => one.id === shown) + by] : undefined;
    if (!next) return;
    event.preventDefault();
    choose(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-id="${next.id}"]`)?.focus();
  };

  const list = (
    <section className={dossier.listPane} aria-label={t('tab.files')}>
      {uploads.accepts && (
        <div className={styles.filesHead}>
          <FileButton multiple onChange={uploads.add}>
            {(props) => (
              <Button {...props} size="compact-sm" leftSection={<Icon name="upload" size={14} />}>
                {t('files.add')}
              </Button>
            )}
          </FileButton>
          <span className={styles.dim}>{t('files.hint')}</span>
        </div>
      )}
      <UploadList uploads={uploads} />
      {files.isError ? (
        <Trouble error={files.error} again={() => void files.refetch()} />
      ) : files.isPending ? (
        <Shape rows={4} />
      ) : files.rows.length === 0 ? (
        <Empty icon="paperclip" title={t('files.none')} detail={t('files.none.detail')} />
      ) : (
        <div className={dossier.list} onKeyDown={onKeyDown}>
          {files.rows.map((one) => (
            <FileItem key={one.id} row={one} chosen={one.id === shown} onChoose={() => choose(one.id)} />
          ))}
          {files.hasNextPage && (
            <Button size="xs" variant="subtle" onClick={() => void files.fetchNextPage()}>
              {t('dossier.more')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
  const content = shown && (
    <section className={dossier.contentPane} aria-label={t('dossier.content')}>
      {opened.isError ? (
        <Trouble error={opened.error} again={() => void opened.refetch()} />
      ) : file && opened.data ? (
        <DocumentPane
          key={shown}
          entity={file}
          row={opened.data}
          editing={editing}
          onEdit={setEditing}
          of={entity.name}
          onBack={single ? () => choose(null) : undefined}
          onGone={() => choose(null)}
        />
      ) : (
        <Shape rows={5} />
      )}
    </section>
  );
  return (
    <div ref={ref} className={dossier.dossier} data-single={single || undefined}>
      {single ? content || list : list}
      {!single && (content || <section className={dossier.contentPane} />)}
    </div>
  );
}

function FileItem({ row, chosen, onChoose }: { row: DataRow; chosen: boolean; onChoose: () => void }): ReactElement {
  const formats = useFormats();
  const file = asFile(row.file);
  return (
    <button
      type="button"
      className={dossier.item}
      data-id={row.id}
      aria-current={chosen || undefined}
      tabIndex={chosen ? 0 : -1}
      onClick={onChoose}
    >
      <Icon name={iconOf(file?.type ?? '')} size={15} className={dossier.itemIcon} />
      <b>{asText(row.title) || file?.label}</b>
      <span className={dossier.when}>{file && formats.bytes(file.size)}</span>
      <small>{[formats.day(asText(row.date)), asReference(row.owner)?.label].filter(Boolean).join(' · ')}</small>
    </button>
  );
}
