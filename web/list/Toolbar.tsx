/** Above a list: what it is, search, filter, columns, a new record. */
import { lazy, Suspense, useEffect, useState, type RefObject } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import type { Field } from '../../kernel/field.ts';
import { entityLabel } from '../../kernel/labels.ts';
import type { Place } from '../address.ts';
import { useDeclarations } from '../declarations.tsx';
import { useT } from '../i18n.tsx';
import { listMessages } from '../messages/list.ts';
import { Icon } from '../ui/icons.tsx';
import { Pop } from '../ui/Pop.tsx';
import { withStyles } from '../ui/with-styles.ts';
import { AddFilter, Chips } from './Chips.tsx';
import type { ColumnSettings } from './columns.ts';
import type { Filter } from './conditions.ts';
import css from './registry.module.css';

const NewMenu = lazy(() => withStyles(import('./NewMenu.tsx')));
const ColumnsPanel = lazy(() => import('./ColumnsPanel.tsx'));

interface Props {
  readonly entity: Entity;
  readonly title: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly place: Place;
  readonly filter: Filter;
  readonly narrow: boolean;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  readonly settings: ColumnSettings;
  readonly variant: string | null;
  readonly onSearch: (q: string) => void;
  readonly onFilter: (filter: Filter) => void;
  readonly onNew: (type?: string) => void;
  readonly onSettings: (change: Partial<ColumnSettings> | null) => void;
}

export function Toolbar(p: Props) {
  const t = useT(listMessages);
  const filters = { entity: p.entity, fields: p.fields, filter: p.filter, onChange: p.onFilter };
  const chips = Object.keys(p.filter).length > 0;
  return (
    <header className={css.toolbar} data-narrow={p.narrow || undefined}>
      <div className={css.line}>
        <h1>{p.title}</h1>
        <SearchBox q={p.place.q ?? ''} box={p.searchBox} onSearch={p.onSearch} />
        <AddFilter {...filters} />
        <Columns {...p} />
        <span className={css.grow} />
        <NewButton {...p} />
      </div>
      {(chips || p.variant) && (
        <div className={css.chips}>
          {p.variant && <span className={css.variant} role="status">{t('find.variant', { text: p.variant })}</span>}
          <Chips {...filters} />
        </div>
      )}
    </header>
  );
}

function SearchBox({ q, box, onSearch }: { q: string; box: RefObject<HTMLInputElement | null>; onSearch: (q: string) => void }) {
  const t = useT(listMessages);
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped((before) => (before.trim() === q ? before : q)), [q]);
  useEffect(() => {
    if (typed.trim() === q) return;
    const timer = setTimeout(() => onSearch(typed.trim()), 160);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is typed starts the clock; the answer must not start it again
  }, [typed]);
  return (
    <div className={css.search}>
      <Icon name="search" size={15} />
      <input
        ref={box} type="search" aria-label={t('find')} placeholder={t('find')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" spellCheck={false}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            if (typed) { setTyped(''); onSearch(''); }
            event.currentTarget.blur();
          }
          // From the search one goes straight down into what was found.
          if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            if (typed.trim() !== q) onSearch(typed.trim());
            event.currentTarget.closest('section')?.querySelector<HTMLElement>('[role="grid"]')?.focus();
          }
        }}
      />
      {typed ? <button type="button" aria-label={t('find.clear')} onClick={() => { setTyped(''); onSearch(''); box.current?.focus(); }}><Icon name="close" size={13} /></button> : <kbd aria-hidden="true">/</kbd>}
    </div>
  );
}

function Columns({ entity, fields, settings, onSettings }: Props) {
  const t = useT(listMessages);
  const [open, setOpen] = useState(false);
  return (
    <Pop
      open={open} onOpen={setOpen} label={t('columns')} padded={false}
      trigger={(props) => (
        <button type="button" className={`${css.tool} ${css.columnsTool}`} aria-label={t('columns')} title={t('columns')} {...props}>
          <Icon name="columns" size={15} />
          <span>{t('columns')}</span>
        </button>
      )}
    >
      <Suspense fallback={<div style={{ height: 300 }} />}>
        <ColumnsPanel entity={entity} fields={fields} settings={settings} onChange={onSettings} />
      </Suspense>
    </Pop>
  );
}

function NewButton({ entity, onNew }: Props) {
  const t = useT(listMessages);
  const tAll = useT();
  const { documents } = useDeclarations();
  const [wanted, setWanted] = useState(false);
  const face = (
    <>
      <Icon name="plus" size={15} />
      <span>{t('new')}</span>
    </>
  );
  if (entity.name !== 'document') {
    return <button type="button" className={css.new} title={`${t('new.what', { what: entityLabel(tAll, entity.name).toLowerCase() })} (N)`} onClick={() => onNew()}>{face}</button>;
  }
  const button = <button type="button" className={css.new} aria-label={t('new.type')}>{face}</button>;
  return wanted ? (
    <Suspense fallback={button}>
      <NewMenu items={[...documents.values()].map((d) => ({ name: d.name, icon: d.icon, text: entityLabel(tAll, d.name) }))} onChoose={onNew}>{button}</NewMenu>
    </Suspense>
  ) : (
    <button type="button" className={css.new} aria-label={t('new.type')} aria-haspopup="menu" onClick={() => setWanted(true)}>{face}</button>
  );
}
