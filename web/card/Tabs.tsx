/** The tabs of a card: which there are follows from what the record can have; how many stand behind each is told where it is known. */
import { useQuery } from '@tanstack/react-query';
import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import { api, type DataRow, type Page } from '../api.ts';
import { listKey } from '../cache.ts';
import { useFormats, useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import styles from './card.module.css';

export type TabKey = 'record' | 'contacts' | 'documents' | 'files' | 'history';

/** A dossier belongs to whom documents name in their header: a counterparty or a contact. */
export const hasDossier = (entity: Entity): boolean => entity.kind === 'catalog' && (entity.name === 'counterparty' || entity.name === 'contact');

export function tabsOf(entity: Entity, _row: DataRow): TabKey[] {
  if (!hasDossier(entity)) return entity.kind === 'document' && entity.name !== 'file' ? ['record', 'files', 'history'] : ['record', 'history'];
  return entity.name === 'counterparty' ? ['record', 'contacts', 'documents', 'files', 'history'] : ['record', 'documents', 'files', 'history'];
}

const KEY = 'flydoc.tab.';
export const rememberTab = (entity: Entity, tab: TabKey): void => localStorage.setItem(KEY + entity.name, tab);

/** The tab that the address names, else the one this person used last for such records; a dossier opens at its documents. */
export function chosenTab(entity: Entity, tabs: readonly TabKey[], named: string | undefined): TabKey {
  const wanted = named ?? localStorage.getItem(KEY + entity.name) ?? (entity.name === 'counterparty' ? 'documents' : 'record');
  return tabs.find((tab) => tab === wanted) ?? tabs[0]!; // !: a card has at least its own fields
}

/** How many rows a list has. Shares the key of lists, so that a new row is counted at once. */
export function useCount(path: string, name: string, filter: Readonly<Record<string, unknown>>, enabled: boolean) {
  return useQuery({
    queryKey: listKey({ kind: path.startsWith('/catalogs') ? 'catalog' : 'document', name }, { count: filter }),
    queryFn: ({ signal }) => api.get<Page>(path, { filter: JSON.stringify(filter), limit: 1, total: 1, fields: 'version' }, { signal }),
    enabled,
    select: (page) => page.total,
  }).data;
}

const ownTab = (entity: Entity) => (entity.kind === 'document' ? 'tab.document' : entity.name === 'counterparty' ? 'tab.requisites' : 'tab.record');

interface Props {
  readonly entity: Entity;
  readonly row: DataRow;
  readonly tabs: readonly TabKey[];
  readonly chosen: TabKey;
  readonly onChoose: (tab: TabKey) => void;
}

export function Tabs({ entity, row, tabs, chosen, onChoose }: Props): ReactElement {
  const t = useT(cardMessages);
  const formats = useFormats();
  const box = useRef<HTMLDivElement>(null);
  const contacts = useCount('/catalogs/contact', 'contact', { 'positions.counterparty': row.id }, tabs.includes('contacts'));
  const documents = useCount('/documents', 'document', { [entity.name]: row.id }, tabs.includes('documents'));
  const filesOf = entity.kind === 'document' ? 'parent' : entity.name;
  const files = useCount('/documents/file', 'file', { [filesOf]: row.id }, tabs.includes('files'));
  const counts: Partial<Record<TabKey, { value: number; exact: boolean }>> = { contacts, documents, files };

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!by) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(chosen) + by + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next);
    box.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };

  return (
    <div className={styles.tabs} role="tablist" ref={box} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`tab-${tab}`}
          aria-selected={tab === chosen}
          aria-controls={tab === chosen ? `panel-${tab}` : undefined}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => onChoose(tab)}
        >
          {t(tab === 'record' ? ownTab(entity) : `tab.${tab}`)}
          {counts[tab] && ' '}
          {counts[tab] && <span>{`${formats.number(counts[tab].value)}${counts[tab].exact ? '' : '+'}`}</span>}
        </button>
      ))}
    </div>
  );
}
