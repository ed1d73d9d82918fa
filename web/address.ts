/** Addresses: everything that is open is named by them, so that they can be kept, sent and gone back to. */
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Entity } from '../kernel/declarations.ts';

/** What may stand behind `?`. All are plain texts; `filter` is JSON as the lists take it. */
export interface Place {
  filter?: string;
  sort?: string;
  q?: string;
  /** Id of the record shown beside the list. */
  open?: string;
  /** Tab of the card. */
  tab?: string;
  /** The document opened in a dossier: `call.<id>`. */
  doc?: string;
  /** Anything: a new record is being written. */
  new?: string;
}

/** `/c/counterparty`, `/c/counterparty/<id>`, `/d/call`, `/d` for all documents together. */
export function addressOf(entity: Pick<Entity, 'kind' | 'name'>, id?: string): string {
  const base = entity.kind === 'catalog' ? `/c/${entity.name}` : entity.name === 'document' ? '/d' : `/d/${entity.name}`;
  return id ? `${base}/${id}` : base;
}

export const parsePlace = (search: string): Place => Object.fromEntries(new URLSearchParams(search));

export function writePlace(place: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(place)) if (typeof value === 'string' && value !== '') parameters.set(name, value);
  const text = parameters.toString();
  return text && `?${text}`;
}

/** Goes to an address of the product: `go('/c/counterparty', { q: 'ромашка' })`. */
export function useGo(): (path: string, place?: Place, how?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback((path, place = {}, how = {}) => void navigate({ to: path, search: place as never, replace: how.replace ?? false }), [navigate]);
}

/** What the address says, and a change of a part of it; `undefined` takes a part away. */
export function usePlace(): [Place, (change: Place, how?: { replace?: boolean }) => void] {
  const searchStr = useRouterState({ select: (s) => s.location.searchStr });
  const navigate = useNavigate();
  const place = useMemo(() => parsePlace(searchStr), [searchStr]);
  const change = useCallback(
    (next: Place, how: { replace?: boolean } = {}) =>
      void navigate({ to: '.', search: ((before: Place) => ({ ...before, ...next })) as never, replace: how.replace ?? false }),
    [navigate],
  );
  return [place, change];
}

export const usePath = (): string => useRouterState({ select: (s) => s.location.pathname });
