/** A file of the dossier, opened: seen in place where the browser can show it, with its versions; a drop on it is the next version. */
import { Button, FileButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { api, ApiProblem, type DataRow, type Named, type NamedFile } from '../api.ts';
import { useFormats, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import type { Document } from '../../kernel/document.ts';
import { Icon } from '../ui/icons.tsx';
import { UploadList } from './UploadList.tsx';
import { FileDrop } from './FileDrop.tsx';
import styles from './files.module.css';
import { iconOf, previewOf } from './kind.ts';
import { useUploads } from './useUploads.ts';

interface Version {
  readonly version: number;
  readonly at: string;
  readonly by: Named | null;
  readonly file: NamedFile;
}

export function FileContent({ document, row, file }: { document: Document; row: DataRow; file: NamedFile }): ReactElement {
  const t = useT(cardMessages);
  const formats = useFormats();
  const uploads = useUploads(document, row);
  const [older, setOlder] = useState<NamedFile | null>(null);
  const versions = useQuery({
    queryKey: ['history', 'file', row.id, 'versions'],
    queryFn: ({ signal }) => api.get<{ rows: readonly Version[] }>(`/documents/file/${row.id}/versions`, undefined, { signal }),
  });
  const shown = older ?? file;
  const all = versions.data?.rows ?? [];
  const replace = (next: File | null | undefined): void => {
    if (next) uploads.replace(row, next);
    setOlder(null);
  };
  return (
    <FileDrop
      className={styles.content}
      label={t('files.newVersion.drop')}
      paste={false}
      disabled={!row.can.update}
      onFiles={([next]) => replace(next)}
    >
      <div className={styles.fileLine}>
        <Icon name={iconOf(shown.type)} size={18} />
        {shown.label !== row.title && <span className={styles.fileName}>{shown.label}</span>}
        <span className={styles.dim}>{formats.bytes(shown.size)}</span>
        <span className={styles.fileTools}>
          <Button
            component="a"
            href={`/api/v1/files/${shown.id}?download=1`}
            size="compact-sm"
            variant="light"
            leftSection={<Icon name="download" size={14} />}
          >
            {t('files.download')}
          </Button>
          {row.can.update && (
            <FileButton onChange={replace}>
              {(props) => (
                <Button {...props} size="compact-sm" variant="default" leftSection={<Icon name="upload" size={14} />}>
                  {t('files.newVersion')}
                </Button>
              )}
            </FileButton>
          )}
        </span>
      </div>
      <UploadList uploads={uploads} />
      {older && (
        <p className={styles.olderNote} role="status">
          {t('files.older')}{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => setOlder(null)}>
            {t('files.current')}
          </Button>
        </p>
      )}
      <Preview key={shown.id} file={shown} />
      {all.length > 1 && (
        <section className={styles.versions} aria-label={t('files.versions')}>
          <h2>{t('files.versions')}</h2>
          <ol>
            {all.map((one, index) => (
              <li key={one.version}>
                <button
                  type="button"
                  aria-current={one.file.id === shown.id || undefined}
                  onClick={() => setOlder(index === 0 ? null : one.file)}
                >
                  <b>{one.file.label}</b>
                  <span>
                    {formats.moment(one.at)} · {one.by?.label} · {formats.bytes(one.file.size)}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </section>
      )}
    </FileDrop>
  );
}

function Preview({ file }: { file: NamedFile }): ReactElement {
  const t = useT(cardMessages);
  const kind = previewOf(file.type, file.size);
  const [broken, setBroken] = useState(false);
  const address = `/api/v1/files/${file.id}`;
  if (kind === 'image' && !broken) {
    return (
      <a href={address} target="_blank" rel="noreferrer" className={styles.picture}>
        <img src={address} alt={file.label} onError={() => setBroken(true)} />
      </a>
    );
  }
  if (kind === 'pdf') return <iframe className={styles.pdf} src={address} title={file.label} />;
  if (kind === 'text') return <TextPreview file={file} />;
  return <p className={styles.noPreview}>{t('files.noPreview')}</p>;
}

function TextPreview({ file }: { file: NamedFile }): ReactElement {
  const t = useT(cardMessages);
  const text = useQuery({
    queryKey: ['file-text', file.id],
    staleTime: Infinity, // what is stored under an id never changes
    queryFn: async ({ signal }) => {
      const response = await fetch(`/api/v1/files/${file.id}`, { signal });
      if (!response.ok) throw new ApiProblem(response.status, 'unknown', response.statusText, '');
      // The server has looked at the bytes and names their encoding; `text()` would read all as UTF-8.
      const charset = /charset=([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1] ?? 'utf-8';
      return new TextDecoder(charset).decode(await response.arrayBuffer());
    },
  });
  if (text.isError) return <p className={styles.noPreview}>{t('files.noPreview')}</p>;
  return (
    <pre className={styles.text} tabIndex={0} aria-label={file.label}>
      {text.data}
    </pre>
  );
}
