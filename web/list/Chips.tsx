/** The filter in words: a chip for each condition, to change it or to take it away. */
import { lazy, Suspense, useState } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import type { Field } from '../../kernel/field.ts';
import { fieldLabel } from '../../kernel/labels.ts';
import { useFormats, useT } from '../i18n.tsx';
import { listMessages } from '../messages/list.ts';
import { Icon } from '../ui/icons.tsx';
import { Pop } from '../ui/Pop.tsx';
import { cellText } from './cell-text.ts';
import { isEmptyCondition, isFilterable, part, valuesOf, withCondition, type Filter } from './conditions.ts';
import { useLabels } from './labels.ts';
import css from './registry.module.css';

const FilterEditor = lazy(() => import('./FilterEditor.tsx').then((m) => ({ default: m.FilterEditor })));
const FieldList = lazy(() => import('./FieldList.tsx'));

interface Props {
  readonly entity: Entity;
  readonly fields: Readonly<Record<string, Field>>;
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

export function Chips({ entity, fields, filter, onChange }: Props) {
  const t = useT(listMessages);
  const names = Object.keys(filter);
  return (
    <>
      {names.map((name) => <Chip key={name} entity={entity} name={name} field={fields[name]} condition={filter[name]} onChange={(condition) => onChange(withCondition(filter, name, condition))} />)}
      {names.length > 0 && <button type="button" className={css.quiet} onClick={() => onChange({})}>{t('filter.clear')}</button>}
    </>
  );
}

function Chip({ entity, name, field, condition, onChange }: { entity: Entity; name: string; field: Field | undefined; condition: unknown; onChange: (condition: unknown) => void }) {
  const t = useT(listMessages);
  const tAll = useT();
  const [open, setOpen] = useState(false);
  const label = field ? fieldLabel(tAll, entity, name) : t('filter');
  const text = useConditionText(entity, name, field, condition);
  return (
    <span className={css.chip}>
      <Pop
        open={open && field !== undefined} onOpen={setOpen} label={t('filter.by', { name: label })}
        trigger={(props) => (
          <button type="button" title={t('filter.change', { name: label })} disabled={!field} {...props}>
            {label}: <b>{text}</b>
          </button>
        )}
      >
        <Suspense fallback={<div style={{ height: 120 }} />}>
          {field && <FilterEditor entity={entity.name} name={name} field={field} label={label} condition={condition} onChange={onChange} onClose={() => setOpen(false)} />}
        </Suspense>
      </Pop>
      <button type="button" aria-label={t('filter.remove', { name: label })} onClick={() => onChange(undefined)}>
        <Icon name="close" size={13} />
      </button>
    </span>
  );
}

/** What a condition says, in a few words. */
function useConditionText(entity: Entity, name: string, field: Field | undefined, condition: unknown): string {
  const t = useT(listMessages);
  const tAll = useT();
  const formats = useFormats();
  const values = valuesOf(condition);
  const isReference = field?.kind === 'ref' || field?.kind === 'refs';
  const labels = useLabels(isReference ? (field.target ?? '') : '', isReference ? values.map(String) : []);
  if (!field) return t('filter.complex');
  const empty = isEmptyCondition(condition);
  if (empty !== undefined) return t(empty ? 'filter.empty' : 'filter.filled');
  const contains = part(condition, 'contains');
  if (typeof contains === 'string') return `«${contains}»`;
  const scalar: Field = field.kind === 'choices' ? { ...field, kind: 'choice' } : field;
  const text = (value: unknown): string => (isReference ? (labels.get(String(value)) ?? '…') : cellText({ t: tAll, formats, entity: entity.name }, name, scalar, value));
  if (values.length > 0) {
    const first = values.slice(0, 2).map(text);
    return values.length <= 2 ? first.join(', ') : t('filter.several', { first: first.join(', '), n: values.length - 2 });
  }
  const date = field.kind === 'date' || field.kind === 'datetime';
  const edge = (value: unknown, before: boolean): string | undefined => {
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    return date ? formats.date(before ? new Date(Date.parse(String(value)) - 1).toISOString() : String(value)) : formats.number(value);
  };
  const from = edge(part(condition, 'gte') ?? part(condition, 'gt'), false);
  const to = edge(part(condition, 'lte'), false) ?? edge(part(condition, 'lt'), true);
  if (from && to) return from === to ? from : `${from} – ${to}`;
  if (from) return `≥ ${from}`;
  return to ? `≤ ${to}` : t('filter.complex');
}

/** Begins a new condition: first the field, then its editor. */
export function AddFilter({ entity, fields, filter, onChange }: Props) {
  const t = useT(listMessages);
  const tAll = useT();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const field = name ? fields[name] : undefined;
  const close = (): void => setOpen(false);
  return (
    <Pop
      open={open} onOpen={(next) => { setName(null); setOpen(next); }} label={t('filter.add')}
      trigger={(props) => (
        <button type="button" className={css.tool} aria-label={t('filter.add')} {...props}>
          <Icon name="filter" size={15} />
          <span>{t('filter.add')}</span>
        </button>
      )}
    >
      <Suspense fallback={<div style={{ height: 240 }} />}>
          {name && field ? (
            <>
              <button type="button" className={css.back} onClick={() => setName(null)}><Icon name="chevron-left" size={14} />{fieldLabel(tAll, entity, name)}</button>
              <FilterEditor
                entity={entity.name} name={name} field={field} label={fieldLabel(tAll, entity, name)} condition={filter[name]} onClose={close}
                onChange={(condition) => onChange(withCondition(filter, name, condition))}
              />
            </>
          ) : (
            <FieldList entity={entity} fields={Object.fromEntries(Object.entries(fields).filter(([, f]) => isFilterable(f)))} first={entity.list.filters ?? []} on={Object.keys(filter)} onChoose={setName} />
          )}
      </Suspense>
    </Pop>
  );
}
