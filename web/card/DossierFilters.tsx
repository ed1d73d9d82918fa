/** Narrows the dossier: by type, by stage, by words. */
import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState, type ReactElement } from 'react';
import { entitiesLabel, stageLabel } from '../../kernel/labels.ts';
import { useDeclarations } from '../declarations.tsx';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import styles from './dossier.module.css';

export interface Filters {
  readonly type: string | null;
  readonly stage: string | null;
  readonly q: string;
}
export const noFilters: Filters = { type: null, stage: null, q: '' };

const isNone = (f: Filters): boolean => !f.type && !f.stage && !f.q.trim();

export function DossierFilters({ filters, onChange }: { filters: Filters; onChange: (filters: Filters) => void }): ReactElement {
  const t = useT();
  const tc = useT(cardMessages);
  const { documents } = useDeclarations();
  const [q, setQ] = useState(filters.q);
  const tell = (next: Filters): void => onChange(isNone(next) ? noFilters : next);
  const search = useDebouncedCallback((text: string) => tell({ ...filters, q: text }), 200);
  const type = filters.type ? documents.get(filters.type) : undefined;
  const common = { size: 'xs', clearable: true, comboboxProps: { shadow: 'md', width: 200, position: 'bottom-start', transitionProps: { duration: 0 } } } as const;
  return (
    <div className={styles.filters}>
      <TextInput
        size="xs"
        className={styles.filterText}
        aria-label={tc('dossier.find')}
        placeholder={tc('dossier.find')}
        leftSection={<Icon name="search" size={14} />}
        value={q}
        onChange={(event) => {
          setQ(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <Select
        {...common}
        aria-label={t('field.type')}
        placeholder={t('field.type')}
        className={styles.filterChoice}
        data={[...documents.values()].map((one) => ({ value: one.name, label: entitiesLabel(t, one.name) }))}
        value={filters.type}
        onChange={(value) => tell({ ...filters, type: value, stage: null })}
      />
      {type && Object.keys(type.stages).length > 1 && (
        <Select
          {...common}
          aria-label={t('field.stage')}
          placeholder={t('field.stage')}
          className={styles.filterChoice}
          data={Object.keys(type.stages).map((stage) => ({ value: stage, label: stageLabel(t, type.name, stage) }))}
          value={filters.stage}
          onChange={(value) => tell({ ...filters, stage: value })}
        />
      )}
    </div>
  );
}
