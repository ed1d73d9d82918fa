/** Files on their way: how far each is, and what can be done when it does not get through. */
import { ActionIcon, Button, Progress } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFormats, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import styles from './files.module.css';
import { LARGEST } from './send.ts';
import type { Uploads } from './useUploads.ts';

export function UploadList({ uploads }: { uploads: Uploads }): ReactElement | null {
  const t = useT(cardMessages);
  const formats = useFormats();
  if (uploads.all.length === 0) return null;
  return (
    <ul className={styles.uploads} aria-label={t('files.sending')}>
      {uploads.all.map((upload) => {
        const failed = upload.state === 'failed' || upload.state === 'tooLarge';
        return (
          <li key={upload.id} data-failed={failed || undefined}>
            <Icon name={failed ? 'alert' : 'upload'} size={15} />
            <span className={styles.uploadName}>{upload.file.name}</span>
            <span className={styles.uploadSize}>
              {upload.state === 'sending' ? `${Math.round(upload.share * 100)} %` : formats.bytes(upload.file.size)}
            </span>
            {upload.state === 'failed' && (
              <Button size="compact-xs" variant="light" onClick={() => uploads.retry(upload.id)}>
                {t('files.retry')}
              </Button>
            )}
            <ActionIcon size="sm" aria-label={t('files.cancel', { name: upload.file.name })} onClick={() => uploads.cancel(upload.id)}>
              <Icon name="close" size={14} />
            </ActionIcon>
            {failed ? (
              <p role="alert">
                {upload.state === 'tooLarge' ? t('files.tooLarge', { max: formats.bytes(LARGEST) }) : upload.problem || t('form.offline')}
              </p>
            ) : (
              <Progress value={upload.share * 100} size={3} className={styles.uploadBar} aria-label={upload.file.name} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
