/** Several rows of a catalog: chosen one after another, each to be taken away by its cross. */
import { Input, Pill } from '@mantine/core';
import { useId, type ReactElement } from 'react';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { ClassifierPicker } from './ClassifierPicker.tsx';
import type { EditorProps } from './editor.ts';
import styles from './fields.module.css';
import { RefPicker } from './RefPicker.tsx';
import { isReference } from './values.ts';

export function RefsEditor(p: EditorProps): ReactElement {
  const t = useT(cardMessages);
  const id = useId();
  const chosen = Array.isArray(p.value) ? p.value.filter(isReference) : [];
  const Picker = p.field.classifier ? ClassifierPicker : RefPicker;
  const add = (value: unknown): void => {
    if (isReference(value) && !chosen.some((one) => one.id === value.id)) p.onChange([...chosen, value]);
  };
  return (
    <Input.Wrapper label={p.label} labelElement="div" labelProps={{ id }} error={p.error} size="xs">
      <div role="group" aria-labelledby={id} className={styles.refs}>
        {chosen.map((one) => (
          <Pill
            key={one.id}
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('picker.remove', { name: one.label }), 'aria-hidden': undefined, tabIndex: 0 }}
            onRemove={() => p.onChange(chosen.filter((other) => other.id !== one.id))}
          >
            {one.label}
          </Pill>
        ))}
        <div className={styles.refsAdd}>
          <Picker
            {...p}
            field={{ ...p.field, kind: 'ref', required: false }}
            label={t('picker.add', { field: p.label })}
            bare
            value={null}
            onChange={add}
            error={undefined}
            {...(Picker === RefPicker ? { exclude: chosen.map((one) => one.id) } : {})}
          />
        </div>
      </div>
    </Input.Wrapper>
  );
}
