/** Chooses an item of a classifier: a tree that is searched by typing. Items no longer offered are shown only where they are already chosen. */
import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { useAll } from '../data.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Icon } from '../ui/icons.tsx';
import { inputProps, type EditorProps } from './editor.ts';
import styles from './fields.module.css';
import { Offer } from './RefPicker.tsx';
import { firstMatch, layTree, searchTree } from './tree.ts';
import { asReference, asText } from './values.ts';

export function ClassifierPicker(p: EditorProps): ReactElement {
  const t = useT(cardMessages);
  const current = asReference(p.value);
  const [typed, setTyped] = useState<string | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { lines, waiting } = useClassifier(p.field.classifier ?? '', current?.id, combobox.dropdownOpened);
  const shown = useMemo(() => searchTree(lines, typed ?? ''), [lines, typed]);

  // Enter takes the first item that matches itself, not the branch that it hangs on.
  useEffect(() => {
    const match = typed ? firstMatch(shown, typed) : undefined;
    if (combobox.dropdownOpened && match) combobox.selectOption(shown.indexOf(match));
    // oxlint-disable-next-line react/exhaustive-deps -- when the offers change; the box itself is new at every render
  }, [shown, combobox.dropdownOpened]);

  const submit = (id: string): void => {
    const line = lines.find((one) => one.row.id === id);
    if (line) p.onChange({ id, label: asText(line.row.name) });
    setTyped(null);
    combobox.closeDropdown();
  };

  return (
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
                onClick={() => p.onChange(null)}
              />
            ) : (
              <Icon name="chevron-down" size={14} />
            )
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown role="region" aria-label={p.label}>
        <Combobox.Options aria-label={p.label} mah={300} className={styles.options}>
          {shown.map(({ row, depth }) => (
            <Offer
              key={row.id}
              row={row}
              depth={depth}
              label={asText(row.name)}
              hint={row.retired === true ? t('picker.retired') : asText(row.code)}
              chosen={row.id === current?.id}
            />
          ))}
        </Combobox.Options>
        {shown.length === 0 && <Combobox.Empty>{waiting ? t('picker.searching') : t('picker.none')}</Combobox.Empty>}
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** The items of the classifier with this key, as tree lines. Classifiers are small: they are read once and kept fresh. */
function useClassifier(key: string, current: string | undefined, open: boolean) {
  const classifiers = useAll('classifier', {}, { enabled: open });
  const id = classifiers.rows.find((row) => row.key === key)?.id;
  const items = useAll('classifier-item', { filter: { classifier: id }, sort: 'order,name' }, { enabled: open && !!id });
  const lines = useMemo(() => layTree(items.rows.filter((row) => row.retired !== true || row.id === current)), [items.rows, current]);
  return { lines, waiting: classifiers.isFetching || items.isFetching };
}
