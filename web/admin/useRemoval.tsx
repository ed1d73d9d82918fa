/** Deleting from a screen of administration: asks, tells why not, and offers to take it back. */
import { useState, type ReactNode } from 'react';
import type { DataRow } from '../api.ts';
import type { Name } from '../cache.ts';
import { useRemove, useRestore } from '../data.ts';
import { useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { note, noteTrouble } from '../ui/notes.tsx';
import { Ask } from './Ask.tsx';
import { nameOf } from './rows.ts';

interface Options {
  readonly text?: string;
  /** What one can do instead when the server refuses. */
  readonly ways?: (row: DataRow, close: () => void) => ReactNode;
  readonly onGone?: (row: DataRow) => void;
}

export function useRemoval(entity: Name, { text, ways, onGone }: Options = {}): { ask: (row: DataRow) => void; dialog: ReactNode } {
  const t = useT(adminMessages);
  const [row, setRow] = useState<DataRow | null>(null);
  const remove = useRemove(entity);
  const restore = useRestore(entity);
  const close = (): void => setRow(null);
  const bin = async (one: DataRow): Promise<void> => {
    const gone = await remove.mutateAsync({ id: one.id, version: one.version });
    onGone?.(gone);
    note({ text: t('deleted', { name: nameOf(one) }), action: { text: t('undo'), run: () => void restore.mutateAsync({ id: gone.id, version: gone.version }).catch(noteTrouble) } });
  };
  const dialog = row && (
    <Ask
      key={row.id} title={t('delete.title', { name: nameOf(row) })} text={text ?? t('delete.text')} yes={t('delete.do')} onYes={() => bin(row)} onClose={close}
      refused={{ title: t('refused.title', { name: nameOf(row) }), ways: ways?.(row, close) }}
    />
  );
  return { ask: setRow, dialog };
}
