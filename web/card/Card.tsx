/** The card of any record: who it is at a glance, and under tabs everything that is known and has happened. View first; `e` or a click on a value edits. */
import { Button } from '@mantine/core';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import { entityOf, useDeclarations } from '../declarations.tsx';
import { isHidden, useRow } from '../data.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { NoPage, Shape, Trouble } from '../ui/states.tsx';
import type { DataRow } from '../api.ts';
import styles from './card.module.css';
import { CardHeader } from './CardHeader.tsx';
import { DeletedBanner } from './DeletedBanner.tsx';
import { DocumentPane } from './DocumentPane.tsx';
import { NoLonger } from './NoLonger.tsx';
import { RecordTab } from './RecordTab.tsx';
import { chosenTab, rememberTab, Tabs, tabsOf, type TabKey } from './Tabs.tsx';
import { FileDrop } from '../files/FileDrop.tsx';
import { useUploads } from '../files/useUploads.ts';

const ContactsTab = lazy(() => import('./ContactsTab.tsx'));
const Dossier = lazy(() => import('./Dossier.tsx'));
const FilesTab = lazy(() => import('../files/FilesTab.tsx'));
const HistoryTab = lazy(() => import('./HistoryTab.tsx'));

export interface CardProps {
  /** Name of a catalog or a document type. */
  readonly entity: string;
  readonly id: string;
  readonly tab?: string;
  readonly onTab: (tab: string) => void;
  readonly onClose: () => void;
  /** Another record takes the card's place. */
  readonly onSwitch: (id: string) => void;
  /** The record before or after this one in its list; none when the card stands alone. */
  readonly onStep?: (by: -1 | 1) => void;
}

export function Card({ entity: name, id, ...rest }: CardProps): ReactElement {
  const entity = entityOf(useDeclarations(), name);
  const row = useRow(entity ?? { kind: 'catalog', name }, entity && entity.name !== 'document' ? id : null);
  if (!entity || entity.name === 'document') return <NoPage />;
  if (row.data && !isHidden(row.error)) return <Opened key={id} entity={entity} row={row.data} {...rest} />;
  if (row.isError) return <Missing error={row.error} seen={!!row.data} again={() => void row.refetch()} onClose={rest.onClose} />;
  return (
    <div className={styles.card}>
      <Shape />
    </div>
  );
}

function Opened({ entity, row, tab, onTab, onClose, onStep }: Omit<CardProps, 'entity' | 'id'> & { entity: Entity; row: DataRow }): ReactElement {
  const tc = useT(cardMessages);
  const [edited, setEdited] = useState<string | null>(null);
  const tabs = tabsOf(entity, row);
  const chosen = chosenTab(entity, tabs, tab);
  const choose = (next: TabKey): void => {
    rememberTab(entity, next);
    onTab(next);
  };
  const edit = (field = ''): void => {
    if (!row.can.update) return;
    if (chosen !== 'record') choose('record');
    setEdited(field);
  };
  const uploads = useUploads(entity, row);

  useShortcuts([
    ...(row.can.update && edited === null && chosen !== 'documents' ? [{ keys: 'KeyE', text: tc('edit'), group: tc('keys.card'), run: () => edit() }] : []),
    ...(onStep
      ? [
          { keys: 'BracketLeft', text: tc('previous'), group: tc('keys.card'), run: () => onStep(-1) },
          { keys: 'BracketRight', text: tc('next'), group: tc('keys.card'), run: () => onStep(1) },
        ]
      : []),
    ...tabs.slice(0, 9).map((one, index) => ({ keys: `alt+Digit${index + 1}`, text: index === 0 ? tc('keys.tabs') : undefined, group: tc('keys.card'), run: () => choose(one) })),
  ]);

  return (
    <FileDrop className={styles.card} label={tc('files.drop')} onFiles={(files) => uploads.add(files)} disabled={!uploads.accepts}>
      <CardHeader
        entity={entity}
        row={row}
        onEdit={() => edit()}
        editing={edited !== null}
        onHistory={() => choose('history')}
        onClose={onClose}
        onStep={onStep}
      />
      <DeletedBanner entity={entity} row={row} />
      <Tabs entity={entity} row={row} tabs={tabs} chosen={chosen} onChoose={choose} />
      <div className={styles.panel} role="tabpanel" id={`panel-${chosen}`} aria-labelledby={`tab-${chosen}`} tabIndex={-1}>
        <Suspense fallback={<Shape />}>
          {chosen === 'record' &&
            (entity.kind === 'document' ? (
              <DocumentPane entity={entity} row={row} editing={edited} onEdit={setEdited} alone />
            ) : (
              <RecordTab entity={entity} row={row} editing={edited} onEdit={setEdited} />
            ))}
          {chosen === 'contacts' && <ContactsTab counterparty={row} />}
          {chosen === 'documents' && <Dossier entity={entity} row={row} uploads={uploads} />}
          {chosen === 'files' && <FilesTab entity={entity} row={row} uploads={uploads} />}
          {chosen === 'history' && <HistoryTab entity={entity} id={row.id} />}
        </Suspense>
      </div>
    </FileDrop>
  );
}

function Missing({ error, seen, again, onClose }: { error: unknown; seen: boolean; again: () => void; onClose: () => void }): ReactElement {
  const tc = useT(cardMessages);
  return (
    <div className={styles.card}>
      {seen ? <NoLonger /> : <Trouble error={error} again={again} />}
      <Button variant="subtle" onClick={onClose}>
        {tc('close')}
      </Button>
    </div>
  );
}
