/** Calls to the server: JSON both ways, one kind of error, and writes that are safe to repeat. */
import type { Entity } from '../kernel/declarations.ts';
import { storedLocale } from './i18n.tsx';
import { heardNothing, heardServer } from './connection.ts';

export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}
export interface FieldConflict {
  readonly path: string;
  readonly original: unknown;
  readonly theirs: unknown;
  readonly mine: unknown;
}

/** An answer of the server that says no. `status` 0: the server could not be reached. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly FieldProblem[] = [],
    /** Of a conflict: the version that is stored now, and the fields that both sides changed. */
    readonly version?: number,
    readonly fields: readonly FieldConflict[] = [],
  ) {
    super(title);
  }
  /** What went wrong in one field, to stand beside it. */
  of(path: string): string | undefined {
    return this.errors.find((e) => e.path === path)?.message;
  }
  /** What to tell when there is one line for it: the fields' own messages say more than the common title. */
  get summary(): string {
    return this.errors[0]?.message ?? (this.detail || this.title);
  }
}

/** A reference as it comes out. */
export interface Named {
  readonly id: string;
  readonly label: string;
}
export interface NamedFile extends Named {
  readonly size: number;
  readonly type: string;
}
export interface Can {
  readonly update: boolean;
  readonly delete: boolean;
  readonly restore: boolean;
  /** Of a document: stages that one may move to now. */
  readonly to?: readonly string[];
}
/** A row of a catalog or a document with its fields; references are `{id, label}`. */
export interface DataRow {
  readonly id: string;
  readonly version: number;
  readonly can: Can;
  readonly [field: string]: unknown;
}
export interface Page<R = DataRow> {
  readonly rows: readonly R[];
  readonly next: string | null;
  readonly total?: { readonly value: number; readonly exact: boolean };
}

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;
interface How {
  readonly query?: Query;
  readonly signal?: AbortSignal;
  /** The key of this action; given when the caller itself may send the same action again. */
  readonly key?: string;
}

/** `/catalogs/counterparty`, `/documents/call`; `/documents` for all types together. */
export const pathOf = (entity: Pick<Entity, 'kind' | 'name'>): string =>
  entity.kind === 'catalog' ? `/catalogs/${entity.name}` : entity.name === 'document' ? '/documents' : `/documents/${entity.name}`;

export function addressOfCall(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const item of Array.isArray(value) ? value : [value]) parameters.append(name, String(item));
  }
  const text = parameters.toString();
  return `/api/v1${path}${text && `?${text}`}`;
}

let signedOut = (): void => {};
/** What to do when the server says that nobody is signed in any more. */
export const onSignedOut = (action: () => void): void => void (signedOut = action);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const uncertain = new Set([502, 503, 504]);

/** Makes the key of one action of the user. `crypto.randomUUID` is absent on plain http, so it is made of random bytes. */
export const actionKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');

async function problemOf(response: Response): Promise<ApiProblem> {
  const body: Partial<ApiProblem> = await response.json().catch(() => ({}));
  return new ApiProblem(response.status, body.code ?? 'unknown', body.title ?? response.statusText, body.detail ?? '', body.errors, body.version, body.fields);
}

/** A write whose answer was lost is sent again with the same key: the server answers as it did, and nothing is done twice. */
async function call<T>(method: string, path: string, body: unknown, how: How): Promise<T> {
  const form = body instanceof FormData;
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': storedLocale() };
  if (method !== 'GET') headers['idempotency-key'] = how.key ?? actionKey();
  if (body !== undefined && !form) headers['content-type'] = 'application/json';
  const init: RequestInit = { method, headers, credentials: 'same-origin', signal: how.signal, body: form ? body : body === undefined ? undefined : JSON.stringify(body) };

  for (let attempt = 0; ; attempt++) {
    let response: Response;
    try {
      response = await fetch(addressOfCall(path, how.query), init);
    } catch (error) {
      if (how.signal?.aborted) throw error;
      heardNothing();
      if (attempt >= 2) throw new ApiProblem(0, 'offline', '', '');
      await pause(400 * 3 ** attempt);
      continue;
    }
    heardServer();
    if (uncertain.has(response.status) && attempt < 2) {
      await pause(400 * 3 ** attempt);
      continue;
    }
    if (response.status === 401 && path !== '/session') signedOut();
    if (!response.ok) throw await problemOf(response);
    return (response.status === 204 ? undefined : await response.json()) as T; // as: the server's contract, docs/http-interface.md
  }
}

export const api = {
  get: <T>(path: string, query?: Query, how: How = {}): Promise<T> => call<T>('GET', path, undefined, { ...how, query }),
  post: <T>(path: string, body: unknown = {}, how: How = {}): Promise<T> => call<T>('POST', path, body, how),
  patch: <T>(path: string, body: unknown, how: How = {}): Promise<T> => call<T>('PATCH', path, body, how),
  delete: <T>(path: string, query?: Query, how: How = {}): Promise<T> => call<T>('DELETE', path, undefined, { ...how, query }),
};
