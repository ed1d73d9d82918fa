/** What a slice may do on the server beside a save: same transaction, plain SQL, throws to refuse (`employee.server.ts`). */
import type { Actor } from './access.ts';

/** The part of a transaction that a slice needs. `$1` of every statement is the company. */
export interface SliceTx {
  readonly tenant: { readonly orgId: string };
  query<R extends Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>;
}

/** `before` is null for a new (or restored) row, `after` for one that goes to the trash. */
export interface Saved {
  readonly id: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export type SavedMoment = (tx: SliceTx, change: Saved, actor: Actor) => Promise<void>;
