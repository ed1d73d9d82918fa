/** Ctrl+K: finds any record and does any action, by the keyboard alone. */
import { Modal, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import { entityLabel } from '../../kernel/labels.ts';
import { foldText, queryVariants } from '../../kernel/search-text.ts';
import { addressOf, useGo } from '../address.ts';
import { api } from '../api.ts';
import { entityOf, useDeclarations } from '../declarations.tsx';
import { useFormats, useLocale, useT } from '../i18n.tsx';
import { useMe, useOwnSettings, useSignOut } from '../me.ts';
import { shellMessages } from '../messages/shell.ts';
import { Icon } from '../ui/icons.tsx';
import { Empty } from '../ui/states.tsx';
import css from './palette.module.css';
import { useSections } from './Rail.tsx';
import { recentOf } from './recent.ts';

interface Found {
  readonly rows: readonly { entity: string; id: string; label: string; hint: string | null; date?: string | null }[];
  readonly variant?: { readonly kind: string; readonly text: string };
}
interface Item {
  readonly key: string;
  readonly icon: string;
  readonly text: string;
  readonly hint?: string;
  readonly run: () => void;
}
interface Group {
  readonly title: string;
  readonly items: readonly Item[];
}

/** True when every word of the query begins a word of the text, in whichever layout it was typed. */
function fits(text: string, q: string): boolean {
  const folded = ` ${foldText(text)}`;
  return queryVariants(q).some((variant) => variant.text.split(' ').every((word) => folded.includes(` ${word}`)));
}

const iconOf = (entity: Entity | undefined): string => (entity?.kind === 'document' ? entity.icon : entity?.name === 'contact' ? 'card' : entity?.name === 'employee' ? 'user' : 'building');

export default function Palette({ onClose, onSheet, setTheme }: { onClose: () => void; onSheet: () => void; setTheme: (theme: MantineColorScheme) => void }) {
  const t = useT(shellMessages);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const q = typed.trim();
  const asked = useLater(q, 120);
  const search = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => api.get<Found>('/search', { q: asked, limit: 20 }, { signal }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const groups = useGroups(q, q ? search.data : undefined, { onSheet, setTheme });
  const items = groups.flatMap((group) => group.items);
  const current = Math.min(at, Math.max(items.length - 1, 0));
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current, items.length]);

  const choose = (item: Item | undefined): void => {
    if (!item) return;
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step && items.length > 0) {
      event.preventDefault();
      setAt(Math.abs(step) === 1 ? (current + step + items.length) % items.length : Math.min(Math.max(current + step, 0), items.length - 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(items[current]);
    }
  };

  let index = -1;
  return (
    <Modal opened onClose={onClose} withCloseButton={false} size={640} padding={0} radius="lg" yOffset="9vh" classNames={{ body: css.body }}>
      <Modal.Title className="sr-only">{t('palette')}</Modal.Title>
      <div className={css.ask}>
        <Icon name="search" size={18} />
        <input
          data-autofocus role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" aria-label={t('palette')} placeholder={t('palette.placeholder')}
          aria-activedescendant={items[current] && `palette-${current}`} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); setAt(0); }} onKeyDown={onKeyDown} autoComplete="off" spellCheck={false}
        />
      </div>
      {q && search.data?.variant && search.data.variant.kind !== 'typed' && search.data.variant.kind !== 'digits' && <div className={css.variant} role="status">{t('palette.variant', { text: search.data.variant.text })}</div>}
      {q && search.isError && <div className={css.variant} role="alert">{t('palette.failed')}</div>}
      <div ref={list} id="palette-list" role="listbox" aria-label={t('palette')} className={css.list} tabIndex={-1}>
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <h3 aria-hidden="true">{group.title}</h3>
            {group.items.map((item) => {
              const mine = ++index;
              return (
                <div
                  key={item.key} id={`palette-${mine}`} role="option" aria-selected={mine === current} className={css.option} onMouseMove={() => mine !== current && setAt(mine)} onClick={() => choose(item)}
                >
                  <Icon name={item.icon} size={17} />
                  <span className={css.label}>{item.text}</span>
                  {item.hint && <span className={css.hint}>{item.hint}</span>}
                </div>
              );
            })}
          </div>
        ))}
        {items.length === 0 && (asked !== q || search.isFetching ? <div className={css.wait} /> : <Empty icon="search" title={t('palette.nothing', { q })} detail={t('palette.nothing.detail')} />)}
      </div>
      <div className={css.keys} aria-hidden="true">
        <span><kbd>↑</kbd> <kbd>↓</kbd> {t('palette.hint.choose')}</span>
        <span><kbd>Enter</kbd> {t('palette.hint.open')}</span>
        <span><kbd>Esc</kbd> {t('palette.hint.close')}</span>
      </div>
      <span className="sr-only" role="status">{t('palette.results', { n: items.length })}</span>
    </Modal>
  );
}

/** The text as it was when one paused. */
function useLater(value: string, ms: number): string {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return later;
}

function useGroups(q: string, found: Found | undefined, { onSheet, setTheme }: { onSheet: () => void; setTheme: (theme: MantineColorScheme) => void }): readonly Group[] {
  const t = useT(shellMessages);
  const tAll = useT();
  const me = useMe();
  const go = useGo();
  const formats = useFormats();
  const declarations = useDeclarations();
  const sections = useSections();
  const { locale, setLocale } = useLocale();
  const settings = useOwnSettings();
  const signOut = useSignOut();
  const { colorScheme } = useMantineColorScheme();
  const recent = useMemo(() => recentOf(me.id), [me.id]);

  /** A counterparty opens beside its list, so that one can go on to its neighbours; others on their own page. */
  const openRecord = (name: string, id: string): void => {
    const entity = entityOf(declarations, name);
    if (entity) go(addressOf(entity, id));
  };
  const creatable = ['counterparty', 'contact'].flatMap((name) => declarations.catalogs.get(name) ?? []);
  const actions: Item[] = [
    ...[...declarations.documents.values(), ...creatable].map((d): Item => ({
      key: `new ${d.name}`, icon: 'plus', text: t('palette.new', { what: entityLabel(tAll, d.name).toLowerCase() }), run: () => go(addressOf(d), { new: '1' }),
    })),
    { key: 'language', icon: 'language', text: t('language.switch'), run: () => { const next = locale === 'ru' ? 'en' : 'ru'; setLocale(next); settings.mutate({ language: next }); } },
    ...(['light', 'dark', 'auto'] as const).filter((theme) => theme !== colorScheme).map((theme): Item => ({ key: `theme ${theme}`, icon: theme === 'dark' ? 'moon' : theme === 'light' ? 'sun' : 'monitor', text: `${t('user.theme')}: ${t(`theme.${theme}`).toLowerCase()}`, run: () => setTheme(theme) })),
    { key: 'sheet', icon: 'keyboard', text: t('user.shortcuts'), run: onSheet },
    { key: 'me', icon: 'user', text: t('user.profile'), run: () => go('/me') },
    { key: 'out', icon: 'sign-out', text: t('user.signOut'), run: () => signOut.mutate() },
  ];
  const places = sections.flatMap((section) => section.items).map((item): Item => ({ key: item.to, icon: item.icon, text: item.text, run: () => go(item.to) }));
  const wanted = (items: readonly Item[]): readonly Item[] => (q ? items.filter((item) => fits(item.text, q)) : items);
  const records = (found?.rows ?? []).map((row): Item => ({
    key: `${row.entity} ${row.id}`, icon: iconOf(entityOf(declarations, row.entity)), text: row.label || entityLabel(tAll, row.entity), run: () => openRecord(row.entity, row.id),
    hint: [row.hint, row.date && formats.day(row.date), entityLabel(tAll, row.entity).toLowerCase()].filter(Boolean).join(' · '),
  }));
  const last = q ? [] : recent.slice(0, 6).map((r): Item => ({ key: `recent ${r.id}`, icon: iconOf(entityOf(declarations, r.entity)), text: r.label || entityLabel(tAll, r.entity), hint: entityLabel(tAll, r.entity).toLowerCase(), run: () => openRecord(r.entity, r.id) }));
  const named: Group[] = [
    { title: t('palette.actions'), items: wanted(actions) },
    { title: t('palette.go'), items: wanted(places) },
  ];
  const guessed = q !== '' && !records.some((record) => fits(record.text, q));
  const kept: Group = { title: t('palette.found'), items: records };
  // An action that is called what was typed comes before records that only hold it somewhere within.
  return [{ title: t('palette.recent'), items: last }, ...(guessed ? [...named, kept] : [kept, ...named])].filter((group) => group.items.length > 0);
}
