/**
 * The whole result of a list, fetched page after page as one scrolls. Rows stay in the order in which they came;
 * a change replaces a row where it stands, so that nothing moves under one's hands.
 */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import { api, pathOf, type DataRow, type Page, type Query } from '../api.ts';
import { holders } from '../cache.ts';

export interface ListQuery {
  /** JSON, as the address has it. */
  readonly filter?: string;
  readonly sort?: string;
  readonly q?: string;
  readonly fields: readonly string[];
}

export interface Snapshot {
  readonly rows: readonly DataRow[];
  /** How many rows there are; told by the server once it has counted. */
  readonly total: { readonly value: number; readonly exact: boolean } | null;
  /** All rows are here. */
  readonly complete: boolean;
  readonly state: 'loading' | 'ready' | 'failed';
  readonly error: unknown;
  /** The text that search really found by: another layout, a transliteration. */
  readonly variant: string | null;
  /** New rows were made that may belong here. */
  readonly stale: boolean;
}

interface ListPage extends Page {
  readonly variant?: { readonly kind: string; readonly text: string };
}

const FIRST = 100;
const FURTHER = 500;
const nothing: Snapshot = { rows: [], total: null, complete: false, state: 'loading', error: null, variant: null, stale: false };

export type Rows = ReturnType<typeof openRows>;

export function openRows(entity: Entity, query: ListQuery, from: Snapshot = nothing) {
  const path = pathOf(entity);
  const asked: Query = { filter: query.filter, sort: query.sort, q: query.q, fields: query.fields.join(',') };
  const listeners = new Set<() => void>();
  let now: Snapshot = { ...from, state: from.rows.length > 0 ? 'ready' : 'loading' };
  let next: string | null = null;
  let wanted = 0;
  let running: AbortController | null = null;

  const tell = (change: Partial<Snapshot>): void => {
    now = { ...now, ...change };
    for (const listener of listeners) listener();
  };

  /** Counting a large result takes longer than its first page: it comes after it. */
  const count = async (signal: AbortSignal): Promise<void> => {
    const page = await api.get<ListPage>(path, { ...asked, fields: 'version', limit: 1, total: 1 }, { signal }).catch(() => null);
    if (page?.total && !now.complete) tell({ total: page.total });
  };

  const arrive = (page: ListPage, rows: readonly DataRow[]): void => {
    next = page.next;
    const complete = page.next === null;
    tell({ rows, complete, state: 'ready', error: null, ...(complete && { total: { value: rows.length, exact: true } }) });
  };

  async function begin(): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    try {
      const page = await api.get<ListPage>(path, { ...asked, limit: FIRST }, { signal: mine.signal });
      now = { ...now, stale: false, variant: page.variant?.text ?? null, total: null };
      arrive(page, page.rows);
      if (page.next) void count(mine.signal);
      running = null;
      void more();
    } catch (error) {
      if (mine.signal.aborted) return;
      running = null;
      tell({ state: 'failed', error });
    }
  }

  /** Fetches until the wanted row is here; dragging far fetches page after page, and stops when one turns back. */
  async function more(): Promise<void> {
    while (!running && next && now.rows.length < wanted) {
      const mine = (running = new AbortController());
      try {
        const limit = wanted - now.rows.length > FIRST ? FURTHER : FIRST;
        const page = await api.get<ListPage>(path, { ...asked, limit, after: next }, { signal: mine.signal });
        const here = new Set(now.rows.slice(-FURTHER).map((row) => row.id));
        running = null;
        arrive(page, [...now.rows, ...page.rows.filter((row) => !here.has(row.id))]);
      } catch (error) {
        if (mine.signal.aborted) return;
        running = null;
        tell({ state: 'failed', error });
        return;
      }
    }
  }

  const replace = (id: string, change: (row: DataRow) => DataRow): void => {
    if (now.rows.some((row) => row.id === id)) tell({ rows: now.rows.map((row) => (row.id === id ? change(row) : row)) });
  };

  return {
    entity,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    snapshot: (): Snapshot => now,
    /** Says that rows up to this one are to be shown. */
    want(index: number): void {
      wanted = index;
      if (now.state === 'ready') void more();
    },
    again(): void {
      wanted = Math.min(wanted, FIRST);
      void begin();
    },
    retry: (): void => void (now.rows.length > 0 ? more() : begin()),
    /** Shows a value before the server has confirmed it; gives what takes it back. */
    put(id: string, values: Readonly<Record<string, unknown>>): () => void {
      const before = now.rows.find((row) => row.id === id);
      replace(id, (row) => ({ ...row, ...values }));
      return () => before && replace(id, (row) => ({ ...row, ...Object.fromEntries(Object.keys(values).map((name) => [name, before[name]])) }));
    },
    close: (): void => running?.abort(),
    begin,
    holder: {
      holds: (name: string, id: string) => name === entity.name && now.rows.some((row) => row.id === id),
      arrived: (name: string, fresh: DataRow) => {
        if (name === entity.name) replace(fresh.id, (row) => (fresh.version < row.version ? row : { ...row, ...fresh }));
      },
      gone: (name: string, id: string) => {
        if (name !== entity.name || !now.rows.some((row) => row.id === id)) return;
        const total = now.total && { ...now.total, value: now.total.value - 1 };
        tell({ rows: now.rows.filter((row) => row.id !== id), total });
      },
      // One's own new row is looked for at once; a colleague's waits to be asked for, so that rows do not move by themselves.
      made: (name: string, row: DataRow | null) => {
        if (name !== entity.name) return;
        if (row) void begin();
        else tell({ stale: true });
      },
      reset: () => void begin(),
    },
  };
}

/** Results left a moment ago, so that going back shows them at once. */
const left = new Map<string, Snapshot>();

export function useRows(entity: Entity, query: ListQuery): { rows: Rows; now: Snapshot } {
  const key = JSON.stringify([entity.name, query]);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says all that the query does
  const rows = useMemo(() => openRows(entity, query, left.get(key)), [key]);
  useEffect(() => {
    holders.add(rows.holder);
    void rows.begin();
    return () => {
      holders.delete(rows.holder);
      rows.close();
      const last = rows.snapshot();
      left.delete(key);
      if (last.state === 'ready') left.set(key, { ...last, rows: last.rows.slice(0, FIRST), complete: last.complete && last.rows.length <= FIRST });
      for (const old of [...left.keys()].slice(0, -12)) left.delete(old);
    };
  }, [rows, key]);
  return { rows, now: useSyncExternalStore(rows.subscribe, rows.snapshot) };
}
