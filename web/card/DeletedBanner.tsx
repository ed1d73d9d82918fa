/** A record in the trash says so, who put it there, and how to bring it back. */
import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import type { DataRow } from '../api.ts';
import { useRestore } from '../data.ts';
import { asReference, asText } from '../fields/values.ts';
import { useFormats, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { noteTrouble } from '../ui/notes.tsx';
import styles from './card.module.css';

export function DeletedBanner({ entity, row }: { entity: Entity; row: DataRow }): ReactElement | null {
  const t = useT(cardMessages);
  const formats = useFormats();
  const restore = useRestore(entity);
  const at = asText(row.deletedAt);
  if (!at) return null;
  return (
    <div className={styles.deleted} role="status">
      <Icon name="trash" />
      <span>{t('deleted.banner', { who: asReference(row.deletedBy)?.label ?? '', when: formats.moment(at) })}</span>
      {row.can.restore && (
        <Button
          size="compact-xs"
          loading={restore.isPending}
          onClick={() => restore.mutate({ id: row.id, version: row.version }, { onError: noteTrouble })}
        >
          {t('restore')}
        </Button>
      )}
    </div>
  );
}
