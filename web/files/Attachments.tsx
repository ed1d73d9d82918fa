/** Files that belong to a document: those at a letter, at a meeting. */
import { FileButton, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { addressOf } from '../address.ts';
import type { DataRow } from '../api.ts';
import { useList } from '../data.ts';
import { useDeclarations } from '../declarations.tsx';
import { asFile, asText } from '../fields/values.ts';
import { useFormats, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import styles from './files.module.css';
import { iconOf } from './kind.ts';
import { UploadList } from './UploadList.tsx';
import type { Uploads } from './useUploads.ts';

const FILES = { kind: 'document', name: 'file' } as const;

export function Attachments({ of, uploads }: { of: DataRow; uploads: Uploads }): ReactElement | null {
  const t = useT(cardMessages);
  const formats = useFormats();
  const { documents } = useDeclarations();
  const files = useList(FILES, { filter: { parent: of.id }, sort: '-date', limit: 50 }, { enabled: documents.has('file') });
  if (!documents.has('file')) return null;
  return (
    <section className={styles.attachments} aria-label={t('files.attached')}>
      <div className={styles.attachmentsHead}>
        <h2>{t('files.attached')}</h2>
        {uploads.accepts && (
          <FileButton multiple onChange={uploads.add}>
            {(props) => (
              <Button {...props} size="compact-xs" variant="subtle" leftSection={<Icon name="paperclip" size={13} />}>
                {t('files.attach')}
              </Button>
            )}
          </FileButton>
        )}
      </div>
      <UploadList uploads={uploads} />
      {files.rows.length > 0 && (
        <ul className={styles.chips}>
          {files.rows.map((row) => {
            const file = asFile(row.file);
            return (
              <li key={row.id}>
                <Link to={addressOf(FILES, row.id)}>
                  <Icon name={iconOf(file?.type ?? '')} size={14} /> {asText(row.title)} <span>{file && formats.bytes(file.size)}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
