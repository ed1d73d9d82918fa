/** Chooses a row of a catalog as one types: the server finds, a few rows come, and what is not there yet can be made here. */
import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import { api, pathOf, type DataRow, type Page } from '../api.ts';
import { listKey } from '../cache.ts';
import { useEntity } from '../declarations.tsx';
import { useT } from '../i18n.tsx';
import { useMe } from '../me.ts';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { hintOf, labelField, labelOf, referenceTo } from './describe.ts';
import { inputProps, type EditorProps } from './editor.ts';
import styles from './fields.module.css';
import { mayCreate } from './may-create.ts';
import { asReference, type Reference } from './values.ts';

// The form of a new row holds pickers itself: loaded on demand, so that the two do not import each other in a circle.
const NewRecordDialog = lazy(() => import('../card/NewRecordDialog.tsx'));
const CREATE = '+';

/** What a search of the target gives, twenty at most; nothing is asked until the list is open. */
export function useOffers(target: string, q: string, open: boolean, filter?: Readonly<Record<string, unknown>>) {
  const entity = useEntity(target);
  const [asked] = useDebouncedValue(q.trim(), 150);
  const params = { q: asked, limit: 20, filter: filter && JSON.stringify(filter) };
  const query = useQuery({
    queryKey: listKey(entity ?? { kind: 'catalog', name: target }, { offers: params }),
    queryFn: ({ signal }) => api.get<Page>(entity ? pathOf(entity) : `/catalogs/${target}`, params, { signal }),
    enabled: open && !!entity,
    placeholderData: keepPreviousData,
  });
  return { entity, rows: query.data?.rows ?? [], waiting: query.isFetching || asked !== q.trim(), failed: query.isError };
}

export function RefPicker(p: EditorProps & { exclude?: readonly string[]; filter?: Readonly<Record<string, unknown>> }): ReactElement {
  const t = useT(cardMessages);
  const me = useMe();
  const current = asReference(p.value);
  const [typed, setTyped] = useState<string | null>(null);
  const [making, setMaking] = useState<string | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { entity, rows, waiting, failed } = useOffers(p.field.target ?? '', typed ?? '', combobox.dropdownOpened, p.filter);
  const offers = rows.filter((row) => !p.exclude?.includes(row.id));
  const canMake = entity?.kind === 'catalog' && mayCreate(entity, me);

  // The first offer is the likely one: Enter takes it.
  useEffect(() => {
    if (combobox.dropdownOpened && typed) combobox.selectFirstOption();
    // oxlint-disable-next-line react/exhaustive-deps -- when the offers change; the box itself is new at every render
  }, [rows, combobox.dropdownOpened]);

  const choose = (value: Reference | null): void => {
    p.onChange(value);
    setTyped(null);
    combobox.closeDropdown();
  };
  const submit = (value: string): void => {
    if (value === CREATE) {
      combobox.closeDropdown();
      setMaking(typed?.trim() ?? '');
      return;
    }
    const row = offers.find((one) => one.id === value);
    if (row && entity) choose(referenceTo(entity, row));
  };

  return (
    <>
      <Combobox store={combobox} onOptionSubmit={submit} shadow="md" transitionProps={{ duration: 0 }}>
        <Combobox.Target withExpandedAttribute>
          <TextInput
            {...inputProps(p)}
            role="combobox"
            value={typed ?? current?.label ?? ''}
            onFocus={(event) => event.currentTarget.select()}
            onClick={() => combobox.openDropdown()}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              combobox.openDropdown();
              combobox.resetSelectedOption();
            }}
            onBlur={() => {
              combobox.closeDropdown();
              if (typed === '') p.onChange(null);
              setTyped(null);
              p.onBlur?.();
            }}
            autoComplete="off"
            spellCheck={false}
            rightSectionPointerEvents={current && !p.field.required ? 'all' : 'none'}
            rightSection={
              current && !p.field.required ? (
                <CloseButton
                  size="xs"
                  tabIndex={-1}
                  aria-label={t('picker.clear', { field: p.label })}
                  onMouseDown={(e) => e.preventDefault()}
                  onClick={() => choose(null)}
                />
              ) : (
                <Icon name="chevron-down" size={14} />
              )
            }
          />
        </Combobox.Target>
        <Combobox.Dropdown role="region" aria-label={p.label}>
          <Combobox.Options aria-label={p.label} mah={280} className={styles.options}>
            {offers.map((row) => entity && <Offer key={row.id} row={row} label={labelOf(entity, row) || t('untitled')} hint={hintOf(entity, row)} chosen={row.id === current?.id} />)}
            {canMake && (
              <Combobox.Option value={CREATE} className={styles.create}>
                <Icon name="plus" size={14} /> {typed?.trim() ? t('picker.createNamed', { name: typed.trim() }) : t('picker.create')}
              </Combobox.Option>
            )}
          </Combobox.Options>
          {offers.length === 0 && <Combobox.Empty>{failed ? t('failed') : waiting ? t('picker.searching') : t('picker.none')}</Combobox.Empty>}
        </Combobox.Dropdown>
      </Combobox>
      {making !== null && entity?.kind === 'catalog' && (
        <Suspense>
          <NewRecordDialog
            entity={entity}
            preset={{ [labelField(entity)]: making || null, ...p.filter }}
            onDone={(made) => {
              setMaking(null);
              choose(made);
            }}
            onCancel={() => setMaking(null)}
          />
        </Suspense>
      )}
    </>
  );
}

interface OfferProps {
  readonly row: Pick<DataRow, 'id'>;
  readonly label: string;
  readonly hint?: string;
  readonly chosen?: boolean;
  /** How deep it hangs in a tree. */
  readonly depth?: number;
}

export function Offer({ row, label, hint, chosen, depth = 0 }: OfferProps): ReactElement {
  return (
    <Combobox.Option
      value={row.id}
      active={chosen}
      className={styles.offer}
      style={depth ? { paddingInlineStart: 10 + depth * 16 } : undefined}
    >
      <span className={styles.offerLabel}>{label}</span>
      {hint && <span className={styles.offerHint}>{hint}</span>}
    </Combobox.Option>
  );
}
