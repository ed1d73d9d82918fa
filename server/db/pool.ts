/**
 * The connections of the application: pipelined, in UTC, under the role that row-level security binds.
 * Joins run in the order written (the page first, then what its rows refer to), and a prepared statement keeps its
 * plan: planning a page with its dozen joins anew costs several times its execution. Searches, whose best plan depends
 * on the words, ask for a plan of their own (`unnamed` in transaction.ts).
 */
import pg from 'pg';

/** Dates stay 'YYYY-MM-DD', times become ISO 8601 in UTC, bigint becomes a number (all of ours are below 2^53). */
const parsers: Record<number, (value: string) => unknown> = {
  20: Number,
  1082: (value) => value,
  1184: (value) => new Date(value).toISOString(),
};
const types = {
  getTypeParser: (oid: number, format?: string) =>
    (format === 'binary' ? undefined : parsers[oid]) ?? pg.types.getTypeParser(oid, format as 'text'), // as: the typings of pg know no union here
} as pg.CustomTypesConfig;

export type Pool = pg.Pool;

/** Milliseconds after which a statement is given up: one heavy question must not hold a connection that all need. */
const longest = 30_000;

export interface PoolOptions {
  readonly url: string;
  readonly max?: number;
  /** The role to work under; none when the server has none (row-level security is then off). */
  readonly role?: string | null;
  /** One connection at a time carries several statements; off for cursors and COPY. */
  readonly pipeline?: boolean;
}

export function createPool({ url, max = 10, role = null, pipeline = true }: PoolOptions): Pool {
  const options = ['-c timezone=UTC', '-c jit=off', '-c join_collapse_limit=1', '-c plan_cache_mode=force_generic_plan', `-c statement_timeout=${longest}`, ...(role ? [`-c role=${role}`] : [])].join(' ');
  const pool = new pg.Pool({ connectionString: url, max, pipeline, options, types, idleTimeoutMillis: 60_000, connectionTimeoutMillis: 15_000, application_name: 'flydoc' });
  // A connection that breaks at work fails its statements, an idle one is replaced at the next use; without
  // listeners either would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return pool;
}
