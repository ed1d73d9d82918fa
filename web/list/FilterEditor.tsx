/** The condition of one field, edited as its kind is best asked for: a list to tick, a range, a part of a text. */
import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState, type KeyboardEvent } from 'react';
import type { Field } from '../../kernel/field.ts';
import { choiceLabel, entityLabel, stageLabel } from '../../kernel/labels.ts';
import { parseDate } from '../fields/dates.ts';
import { isoDay } from '../format.ts';
import { useFormats, useT } from '../i18n.tsx';
import { listMessages } from '../messages/list.ts';
import { Icon } from '../ui/icons.tsx';
import { isEmptyCondition, part, valuesOf } from './conditions.ts';
import css from './filter.module.css';
import { periods } from './periods.ts';
import { ReferenceFilter } from './ReferenceFilter.tsx';

export interface FilterProps {
  readonly entity: string;
  readonly name: string;
  readonly field: Field;
  readonly label: string;
  readonly condition: unknown;
  readonly onChange: (condition: unknown) => void;
  readonly onClose: () => void;
}

export function FilterEditor(p: FilterProps) {
  const { kind } = p.field;
  return (
    <div className={css.editor}>
      {kind === 'choice' || kind === 'choices' ? <ChoiceFilter {...p} />
        : kind === 'ref' || kind === 'refs' ? <ReferenceFilter {...p} />
        : kind === 'flag' ? <FlagFilter {...p} />
        : kind === 'date' || kind === 'datetime' ? <DateFilter {...p} />
        : kind === 'integer' || kind === 'decimal' || kind === 'money' ? <RangeFilter {...p} />
        : <TextFilter {...p} />}
      {!p.field.required && <Emptiness {...p} />}
    </div>
  );
}

/** One line with a box to tick. */
export function Tick({ on, onTurn, children, label }: { on: boolean; onTurn: () => void; children: React.ReactNode; label?: string }) {
  return (
    <button type="button" role="checkbox" aria-checked={on} aria-label={label} className={css.item} onClick={onTurn}>
      <i className={css.box}><Icon name="check" size={12} /></i>
      {children}
    </button>
  );
}

function Emptiness({ condition, onChange }: FilterProps) {
  const t = useT(listMessages);
  const empty = isEmptyCondition(condition);
  return (
    <div className={css.presets}>
      <button type="button" aria-pressed={empty === true} onClick={() => onChange(empty === true ? undefined : { empty: true })}>{t('filter.empty')}</button>
      <button type="button" aria-pressed={empty === false} onClick={() => onChange(empty === false ? undefined : { empty: false })}>{t('filter.filled')}</button>
    </div>
  );
}

function ChoiceFilter({ entity, name, field, condition, onChange }: FilterProps) {
  const t = useT();
  const chosen = valuesOf(condition);
  const label = (option: string): string =>
    name === 'stage' ? stageLabel(t, entity, option) : name === 'type' ? entityLabel(t, option) : choiceLabel(t, { name: entity }, name, option);
  const turn = (option: string): void => {
    const next = chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option];
    onChange(next.length > 0 ? { in: next } : undefined);
  };
  return (
    <div className={css.values}>
      {field.options?.map((option) => <Tick key={option} on={chosen.includes(option)} onTurn={() => turn(option)}><span>{label(option)}</span></Tick>)}
    </div>
  );
}

function FlagFilter({ condition, onChange }: FilterProps) {
  const t = useT(listMessages);
  const chosen = valuesOf(condition)[0];
  return (
    <div className={css.presets}>
      {[true, false].map((value) => (
        <button key={String(value)} type="button" aria-pressed={chosen === value} onClick={() => onChange(chosen === value ? undefined : value)}>{t(value ? 'filter.yes' : 'filter.no')}</button>
      ))}
    </div>
  );
}

const onEnter = (run: () => void) => (event: KeyboardEvent): void => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  run();
};

function TextFilter({ condition, onChange, onClose, label }: FilterProps) {
  const t = useT(listMessages);
  const stored = part(condition, 'contains') ?? (typeof condition === 'string' ? condition : '');
  const [text, setText] = useState(String(stored));
  const apply = (value: string): void => onChange(value.trim() ? { contains: value.trim() } : undefined);
  const later = useDebouncedCallback(apply, 250);
  return (
    <TextInput
      size="xs" data-autofocus autoFocus aria-label={`${label}: ${t('filter.contains')}`} placeholder={t('filter.text')} value={text}
      onChange={(event) => { setText(event.currentTarget.value); later(event.currentTarget.value); }} onKeyDown={onEnter(() => { apply(text); onClose(); })}
    />
  );
}

function RangeFilter({ condition, onChange, onClose, field }: FilterProps) {
  const t = useT(listMessages);
  const [from, setFrom] = useState(String(part(condition, 'gte') ?? ''));
  const [to, setTo] = useState(String(part(condition, 'lte') ?? ''));
  const read = (text: string): string | number | undefined => {
    const plain = text.replace(/\s/g, '').replace(',', '.');
    if (!/^-?\d+(\.\d+)?$/.test(plain)) return undefined;
    return field.kind === 'integer' ? Math.round(Number(plain)) : plain;
  };
  const apply = (): void => {
    const range = { ...(read(from) !== undefined && { gte: read(from) }), ...(read(to) !== undefined && { lte: read(to) }) };
    onChange(Object.keys(range).length > 0 ? range : undefined);
  };
  return (
    <div className={css.pair}>
      <TextInput size="xs" data-autofocus inputMode="decimal" label={t('filter.least')} value={from} onChange={(e) => setFrom(e.currentTarget.value)} onBlur={apply} onKeyDown={onEnter(() => { apply(); onClose(); })} />
      <TextInput size="xs" inputMode="decimal" label={t('filter.most')} value={to} onChange={(e) => setTo(e.currentTarget.value)} onBlur={apply} onKeyDown={onEnter(() => { apply(); onClose(); })} />
    </div>
  );
}

/** A moment's day lasts from its midnight to the next by the person's clock. */
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const startOf = (day: string): string => new Date(`${day}T00:00:00`).toISOString();

function DateFilter({ condition, onChange, onClose, field }: FilterProps) {
  const t = useT(listMessages);
  const formats = useFormats();
  const moments = field.kind === 'datetime';
  const shown = (value: unknown, last: boolean): string => {
    if (typeof value !== 'string') return '';
    return formats.date(last && moments ? new Date(Date.parse(value) - 1).toISOString() : value);
  };
  const [from, setFrom] = useState(shown(part(condition, 'gte'), false));
  const [to, setTo] = useState(shown(part(condition, moments ? 'lt' : 'lte'), true));
  const [bad, setBad] = useState<'from' | 'to' | null>(null);
  const range = (first: string | undefined, last: string | undefined): Record<string, string> | undefined => {
    const made = {
      ...(first && { gte: moments ? startOf(first) : first }),
      ...(last && (moments ? { lt: startOf(dayAfter(last)) } : { lte: last })),
    };
    return Object.keys(made).length > 0 ? made : undefined;
  };
  const apply = (): boolean => {
    const [first, last] = [from, to].map((text) => (text.trim() ? parseDate(text, isoDay()) : undefined));
    setBad(first === null ? 'from' : last === null ? 'to' : null);
    if (first === null || last === null) return false;
    onChange(range(first, last));
    return true;
  };
  const current = JSON.stringify(condition);
  return (
    <>
      <div className={css.presets}>
        {periods(isoDay()).map(({ name, first, last }) => {
          const made = range(first, last);
          const on = current === JSON.stringify(made);
          return (
            <button
              key={name} type="button" aria-pressed={on}
              onClick={() => { onChange(on ? undefined : made); setFrom(on || !first ? '' : formats.date(first)); setTo(on || !last ? '' : formats.date(last)); }}
            >
              {t(`filter.${name}`)}
            </button>
          );
        })}
      </div>
      <div className={css.pair}>
        <TextInput size="xs" data-autofocus label={t('filter.from')} value={from} error={bad === 'from'} onChange={(e) => setFrom(e.currentTarget.value)} onBlur={apply} onKeyDown={onEnter(() => apply() && onClose())} />
        <TextInput size="xs" label={t('filter.to')} value={to} error={bad === 'to'} onChange={(e) => setTo(e.currentTarget.value)} onBlur={apply} onKeyDown={onEnter(() => apply() && onClose())} />
      </div>
      {bad && <div role="alert" style={{ color: 'var(--danger)' }}>{t('filter.bad')}</div>}
    </>
  );
}
