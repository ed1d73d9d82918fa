/** Choosing: one of a few, several of a few, yes or no, a colour. */
import { Checkbox, Chip, ColorInput, Input, Select } from '@mantine/core';
import { useId, type ReactElement } from 'react';
import { PALETTE } from '../../kernel/colour.ts';
import { choiceLabel } from '../../kernel/labels.ts';
import { useT } from '../i18n.tsx';
import { inputProps, type EditorProps } from './editor.ts';
import styles from './fields.module.css';
import { asText } from './values.ts';

/** Path of a field without the numbers of lines: `phones.0.kind` has its texts under `phones.kind`. */
export const labelPath = (path: string): string => path.replace(/\.\d+(?=\.|$)/g, '');

export function ChoiceEditor(p: EditorProps): ReactElement {
  const t = useT();
  return (
    <Select
      {...inputProps(p)}
      data={(p.field.options ?? []).map((option) => ({ value: option, label: choiceLabel(t, p.entity, labelPath(p.path), option) }))}
      value={asText(p.value) || null}
      onChange={(value) => p.onChange(value)}
      onBlur={p.onBlur}
      allowDeselect={false}
      // Typing chooses too; and Enter goes on to the next field instead of opening the list.
      searchable
      openOnFocus={false}
      selectFirstOptionOnChange
      onFocus={(event) => event.currentTarget.select()}
      clearable={!p.field.required && !p.path.includes('.')}
      comboboxProps={{ shadow: 'md', transitionProps: { duration: 0 } }}
      checkIconPosition="right"
    />
  );
}

export function ChoicesEditor(p: EditorProps): ReactElement {
  const t = useT();
  const id = useId();
  const chosen = Array.isArray(p.value) ? p.value.filter((one) => typeof one === 'string') : [];
  return (
    <Input.Wrapper label={p.label} labelElement="div" labelProps={{ id }} error={p.error} size="xs">
      <Chip.Group multiple value={chosen} onChange={(next) => p.onChange(next)}>
        <div role="group" aria-labelledby={id} className={styles.chips} data-path={p.path} onBlur={p.onBlur}>
          {(p.field.options ?? []).map((option) => (
            <Chip key={option} value={option} size="xs" radius="sm" variant="light">
              {choiceLabel(t, p.entity, labelPath(p.path), option)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
    </Input.Wrapper>
  );
}

export function FlagEditor(p: EditorProps): ReactElement {
  const { withAsterisk: _, label, ...rest } = { label: undefined, ...inputProps(p) };
  return (
    <Checkbox
      {...rest}
      label={label}
      className={p.bare ? styles.bareFlag : styles.flag}
      checked={p.value === true}
      onChange={(event) => p.onChange(event.currentTarget.checked)}
      onBlur={p.onBlur}
    />
  );
}

export function ColourEditor(p: EditorProps): ReactElement {
  return (
    <ColorInput
      {...inputProps(p)}
      value={asText(p.value)}
      onChange={(value) => p.onChange(value)}
      onBlur={p.onBlur}
      format="hex"
      swatches={PALETTE.map((one) => one.colour)}
      swatchesPerRow={8}
      popoverProps={{ shadow: 'md' }}
    />
  );
}
