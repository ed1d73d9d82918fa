/** What every engine function needs: the database, the declarations, the clock. Passed first, always. */
import type { Declarations, Entity } from '../kernel/declarations.ts';
import type { Actor } from '../kernel/access.ts';
import { NotFound } from '../kernel/errors.ts';
import type { SavedMoment } from '../kernel/moment.ts';
import type { Catalogue, Locale, Translate } from '../kernel/i18n.ts';
import type { Pool } from './db/pool.ts';
import type { FileStore } from './files/store.ts';
import type { Log } from './log.ts';

/** A row as the engine handles it: values by field name, references as ids. */
export type Values = Record<string, unknown>;

export interface Context {
  readonly pool: Pool;
  /** For LISTEN, COPY and cursors: the same database without pipelining. */
  readonly url: string;
  readonly declarations: Declarations;
  readonly catalogues: readonly Catalogue[];
  readonly translate: Readonly<Record<Locale, Translate>>;
  readonly saved: Readonly<Record<string, SavedMoment>>;
  readonly log: Log;
  readonly now: () => Date;
  readonly files: FileStore;
  readonly demo: boolean;
  /** Tells other processes and open browsers; called after commit. */
  readonly notify: (orgId: string, message: Notice) => void;
}

export type Notice = { kind: 'operation'; id: string; entities: string[] } | { kind: 'session'; employee: string };

/** Who asks, and how: each request makes one. */
export interface Caller {
  readonly actor: Actor;
  readonly idempotencyKey?: string;
  /** Hash of method, path and body: a key that is used for another request is refused. */
  readonly requestHash?: string;
}

export function catalogOf(ctx: Context, name: string): Entity {
  const found = ctx.declarations.catalogs.get(name);
  if (!found) throw new NotFound(`catalog ${name}`);
  return found;
}

export function documentOf(ctx: Context, type: string): Entity {
  const found = ctx.declarations.documents.get(type);
  if (!found) throw new NotFound(`document type ${type}`);
  return found;
}

/** The entity of a journal line or a link: catalogs first, then document types. */
export const entityOf = (ctx: Context, name: string): Entity | undefined => ctx.declarations.catalogs.get(name) ?? ctx.declarations.documents.get(name);
