/** Fields to choose from, those asked for most often first. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import type { Field } from '../../kernel/field.ts';
import { fieldLabel } from '../../kernel/labels.ts';
import { foldText } from '../../kernel/search-text.ts';
import { useFormats, useT } from '../i18n.tsx';
import { listMessages } from '../messages/list.ts';
import { Icon } from '../ui/icons.tsx';
import css from './filter.module.css';

export default function FieldList({ entity, fields, first, on, onChoose }: {
  entity: Entity; fields: Readonly<Record<string, Field>>; first: readonly string[]; on: readonly string[]; onChoose: (name: string) => void;
}) {
  const t = useT(listMessages);
  const tAll = useT();
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const label = (name: string): string => fieldLabel(tAll, entity, name);
  const names = Object.keys(fields).filter((name) => !name.startsWith('deleted') && foldText(label(name)).includes(foldText(typed)));
  const frequent = names.filter((name) => first.includes(name));
  const others = names.filter((name) => !first.includes(name)).toSorted((a, b) => formats.compare(label(a), label(b)));
  const found = [...frequent, ...others];
  const item = (name: string) => (
    <button key={name} type="button" className={css.item} aria-pressed={on.includes(name)} onClick={() => onChoose(name)}>
      <span>{label(name)}</span>
      {on.includes(name) && <Icon name="filter" size={13} />}
    </button>
  );
  return (
    <div className={css.editor}>
      <TextInput
        size="xs" data-autofocus autoFocus aria-label={t('filter.field')} placeholder={t('filter.field')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && found[0]) { event.preventDefault(); onChoose(found[0]); } }}
      />
      <div className={css.values} style={{ maxHeight: 320 }}>
        {frequent.map(item)}
        {frequent.length > 0 && others.length > 0 && <div className={css.line} />}
        {others.map(item)}
      </div>
    </div>
  );
}
