/** A registry: the list of an entity with its search, filter and columns, and the card of the chosen record beside it. */
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import { entitiesLabel, entityLabel, fieldLabel } from '../../kernel/labels.ts';
import { addressOf, useGo, usePlace } from '../address.ts';
import { api, pathOf, type DataRow, type Page } from '../api.ts';
import { listFields, useDeclarations } from '../declarations.tsx';
import { useT } from '../i18n.tsx';
import { useMe } from '../me.ts';
import { listMessages } from '../messages/list.ts';
import { shellMessages } from '../messages/shell.ts';
import { remember } from '../shell/recent.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Boundary, Shape } from '../ui/states.tsx';
import { withStyles } from '../ui/with-styles.ts';
import { defaultWidth, fitting, labelOf, useColumnSettings, type Column } from './columns.ts';
import { readFilter, readSort, turnSort, withCondition, writeFilter, writeSort, type Filter } from './conditions.ts';
import { Foot } from './Foot.tsx';
import { Grid } from './Grid.tsx';
import type { HeaderActions } from './Header.tsx';
import { Nothing } from './Nothing.tsx';
import css from './registry.module.css';
import { useRows } from './rows.ts';
import { Splitter, useSplit } from './Splitter.tsx';
import { useTints } from './tint.ts';
import { Toolbar } from './Toolbar.tsx';

const Card = lazy(() => withStyles(import('../card/Card.tsx')).then((m) => ({ default: m.Card })));
const NewRecord = lazy(() => withStyles(import('../card/NewRecord.tsx')).then((m) => ({ default: m.NewRecord })));

export function Registry({ entity }: { entity: Entity }) {
  const t = useT(listMessages);
  const tShell = useT(shellMessages);
  const tAll = useT();
  const me = useMe();
  const go = useGo();
  const declarations = useDeclarations();
  const [place, change] = usePlace();
  const phone = useMediaQuery('(max-width: 720px)', innerWidth <= 720) ?? false;
  const fields = useMemo(() => listFields(entity, declarations), [entity, declarations]);
  const [settings, changeSettings] = useColumnSettings(me.id, entity, fields);
  const [split, setSplit] = useSplit();
  const tints = useTints(entity);
  const searchBox = useRef<HTMLInputElement>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const making = place.new !== undefined && entity.name !== 'document';
  const beside = place.open !== undefined || making;

  const sort = place.sort ?? entity.list.sort ?? '';
  const sortKeys = useMemo(() => readSort(sort), [sort]);
  const filter = useMemo(() => readFilter(place.filter), [place.filter]);
  const columns = useMemo<readonly Column[]>(
    () =>
      settings.shown.flatMap((name) => {
        const field = fields[name];
        const right = field?.kind === 'integer' || field?.kind === 'money' || field?.kind === 'decimal';
        return field ? [{ name, field, right, label: fieldLabel(tAll, entity, name), width: settings.widths[name] ?? defaultWidth(entity, name, field) }] : [];
      }),
    [settings, fields, entity, tAll],
  );
  // Documents share their subjects: beside a card they need the second line that tells them apart.
  const stacked = phone || (beside && entity.kind === 'document');
  const shown = useMemo(() => (beside && !stacked ? fitting(entity, columns, split) : columns), [beside, stacked, columns, split, entity]);

  // What is asked for does not change while the card opens and the list shrinks.
  const asked = useMemo(() => {
    const needed = [...columns.map((c) => c.name), labelOf(entity), ...(tints.field ? [tints.field] : []), ...(entity.kind === 'document' ? ['type', 'stage'] : [])];
    return { filter: place.filter, sort, q: place.q, fields: [...new Set(needed)].toSorted() };
  }, [columns, entity, tints.field, place.filter, sort, place.q]);
  const { rows, now } = useRows(entity, useDeferredValue(asked));
  const openRow = place.open ? now.rows.find((row) => row.id === place.open) : undefined;
  const openType = useTypeOf(entity, place.open, openRow);

  useEffect(() => {
    if (openRow && openType) remember(me.id, { entity: openType, id: openRow.id, label: String(openRow[labelOf(entity)] ?? '') });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each record that is opened
  }, [openRow?.id, openType]);
  useEffect(() => {
    document.title = `${entitiesLabel(tAll, entity.name)} — FlyDoc`;
  }, [entity, tAll]);

  const setFilter = useCallback((next: Filter) => change({ filter: writeFilter(next) }), [change]);
  const latest = useRef({ filter, sortKeys, settings });
  latest.current = { filter, sortKeys, settings };
  const header = useMemo<HeaderActions>(
    () => ({
      sort: (name, add) => change({ sort: writeSort(turnSort(latest.current.sortKeys, name, add)) || undefined }),
      order: (name, descending) => change({ sort: writeSort([{ name, descending }]) }),
      filter: (name, condition) => setFilter(withCondition(latest.current.filter, name, condition)),
      resize: (name, width) => changeSettings({ widths: { ...latest.current.settings.widths, [name]: width } }),
      move: (name, before) => {
        const rest = latest.current.settings.shown.filter((one) => one !== name);
        const at = rest.indexOf(before);
        if (name && name !== before && at >= 0) changeSettings({ shown: [...rest.slice(0, at), name, ...rest.slice(at)] });
      },
      hide: (name) => {
        const rest = latest.current.settings.shown.filter((one) => one !== name);
        if (rest.length > 0) changeSettings({ shown: rest });
      },
    }),
    [change, changeSettings, setFilter],
  );

  const open = useCallback(
    (row: DataRow, how: 'beside' | 'full') => {
      if (how === 'beside') change({ open: row.id, new: undefined }, { replace: beside });
      else go(addressOf(entity.name === 'document' ? { kind: 'document', name: String(row.type) } : entity, row.id), { tab: place.tab });
    },
    [change, go, entity, beside, place.tab],
  );
  const focusGrid = (): void => requestAnimationFrame(() => document.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true })) as unknown as void; // as: the handle is of no use
  const close = useCallback(() => {
    change({ open: undefined, tab: undefined, new: undefined });
    focusGrid();
  }, [change]);
  const step = useCallback(
    (by: -1 | 1) => {
      const next = rows.snapshot().rows[rows.snapshot().rows.findIndex((row) => row.id === place.open) + by];
      if (next) change({ open: next.id }, { replace: true });
    },
    [rows, place.open, change],
  );
  const begin = useCallback((type?: string) => (type && type !== entity.name ? go(`/d/${type}`, { new: '1' }) : change({ new: '1', open: undefined })), [entity, go, change]);

  const group = tShell('group.list');
  useShortcuts([
    ...(entity.name === 'document' ? [] : [{ keys: 'KeyN', text: t('key.new'), group, run: () => begin() }]),
    { keys: 'Slash', text: t('key.search'), group, run: () => searchBox.current?.focus() },
    ...(beside ? [{ keys: 'Escape', text: t('key.close'), group, whileTyping: false, run: close }] : []),
  ]);

  const conditions = Boolean(place.q) || Object.keys(filter).length > 0;
  const empty = now.state !== 'loading' && now.rows.length === 0;
  const title = entitiesLabel(tAll, entity.name);
  return (
    <div className={css.registry} data-beside={beside || undefined} style={{ '--split': `${split}px` }}>
      <section className={css.list} aria-label={t('list', { what: title })} hidden={phone && beside}>
        <Toolbar
          entity={entity} title={title} fields={fields} place={place} filter={filter} narrow={beside} searchBox={searchBox} settings={settings} variant={now.variant}
          onSearch={(q) => change({ q: q || undefined }, { replace: true })} onFilter={setFilter} onNew={begin} onSettings={changeSettings}
        />
        {empty ? (
          <Nothing error={now.state === 'failed' ? now.error : null} conditions={conditions} entity={entity} onAgain={rows.again} onClear={() => change({ q: undefined, filter: undefined })} onNew={begin} />
        ) : (
          <Grid
            entity={entity} label={title} columns={shown} frozen={beside || phone ? 0 : Math.min(settings.frozen, shown.length)} rows={rows} now={now} tints={tints} sort={sortKeys} filter={filter}
            header={header} open={place.open} browsing={place.open !== undefined && !phone} stacked={stacked} selection={selection} onSelection={setSelection} onOpen={open} onClose={close}
          />
        )}
        <Foot entity={entity} now={now} rows={rows} tints={tints} filter={filter} columns={columns} selection={selection} narrow={beside} onFilter={setFilter} onSelection={setSelection} />
      </section>
      {beside && !phone && <Splitter value={split} onChange={setSplit} label={t('splitter')} />}
      {beside && (
        <section className={css.card} aria-label={entityLabel(tAll, openType ?? entity.name)}>
          <Boundary key={place.open ?? 'new'}>
            <Suspense fallback={<Shape />}>
              {making ? (
                <NewRecord
                  entity={entity.name} onCancel={close}
                  onDone={(id, _, after) => (after === 'close' ? close() : change({ new: undefined, open: id }, { replace: true }))}
                />
              ) : (
                openType && place.open && (
                  <Card
                    entity={openType} id={place.open} tab={place.tab} onTab={(tab) => change({ tab }, { replace: true })} onClose={close} onStep={step}
                    onSwitch={(id) => change({ open: id })}
                  />
                )
              )}
            </Suspense>
          </Boundary>
        </section>
      )}
    </div>
  );
}

/** In the list of all documents the open one tells its type by its row; when it is not in the list, the server is asked. */
function useTypeOf(entity: Entity, id: string | undefined, row: DataRow | undefined): string | undefined {
  const together = entity.name === 'document';
  const query = useQuery({
    queryKey: ['type', id],
    queryFn: async ({ signal }) => (await api.get<Page>(pathOf(entity), { filter: JSON.stringify({ id }), fields: 'type', limit: 1 }, { signal })).rows[0]?.type ?? null,
    enabled: together && id !== undefined && !row,
    staleTime: Infinity,
  });
  if (!together) return entity.name;
  const type = row?.type ?? query.data;
  return typeof type === 'string' ? type : undefined;
}
