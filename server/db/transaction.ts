/** Transactions: each says first for which company and person it runs. */
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import type pg from 'pg';
import type { Pool } from './pool.ts';

export type DbRow = Record<string, unknown>;

/** For whom a transaction runs. `id` is null for the system itself (migration, demonstration data). */
export interface Tenant {
  readonly orgId: string;
  readonly id: string | null;
}

export interface Tx {
  readonly tenant: Tenant;
  /** Runs a statement and gives its rows. Statements sent without awaiting each other travel in one trip, in order. */
  query<R extends DbRow = DbRow>(text: string, values?: readonly unknown[], how?: { unnamed?: boolean }): Promise<R[]>;
}

const names = new Map<string, string>();
const mostNames = 1000;

/**
 * The name under which a statement is kept prepared on each connection: planned once, then only run.
 * Statements beyond the first thousand texts stay unnamed, so that odd filters cannot fill the server's memory.
 */
function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= mostNames) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

const corked = new WeakSet<Writable>();

/** Statements that are sent in one go leave in one system call: each write of its own costs more than the statement. */
function writeTogether(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection; // as: the typings of pg leave the connection out
  if (corked.has(stream)) return;
  corked.add(stream);
  stream.cork();
  process.nextTick(() => {
    corked.delete(stream);
    stream.uncork();
  });
}

/** `unnamed` plans the statement for its own values; otherwise it is prepared once and keeps its plan. */
function send<R extends DbRow>(client: pg.ClientBase, text: string, values: readonly unknown[], unnamed = false): Promise<R[]> {
  writeTogether(client);
  if (unnamed && values.length > 0) void send(client, 'set local plan_cache_mode = force_custom_plan', []);
  const sent = client.query<R>({ text, values: [...values], name: unnamed ? undefined : statementName(text) }).then((r) => r.rows);
  sent.catch(() => undefined); // whoever awaits it sees the error; a statement behind a failed one may have nobody waiting
  return sent;
}

const open = (client: pg.ClientBase, tenant: Tenant): void => {
  void send(client, 'begin', [], true);
  void send(client, 'select app.set_tenant($1, $2)', [tenant.orgId, tenant.id]);
};

/** Serialization failure and deadlock: the same work may simply be done again. */
const retryable = (error: unknown): boolean => ['40001', '40P01'].includes((error as { code?: string }).code ?? '');

/** Runs `work` in one transaction; commits when it returns, rolls back when it throws. Retries deadlocks three times. */
export async function transact<T>(pool: Pool, tenant: Tenant, work: (tx: Tx) => Promise<T>, attempt = 1): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // Statements behind a failed one only tell that the transaction is over: the first failure is the one that counts.
  let failed: { error: unknown } | undefined;
  try {
    open(client, tenant);
    const sent: Promise<unknown>[] = [];
    const query: Tx['query'] = (text, values = [], how) => {
      const answer = send<never>(client, text, values, how?.unnamed); // the caller says what its own statement gives
      answer.catch((e: unknown) => (failed ??= { error: e }));
      sent.push(answer);
      return answer;
    };
    const result = await work({ tenant, query });
    // The commit follows without waiting for statements whose answer nobody needs; had one of them failed, the
    // server would have rolled back instead, so they are asked before anything is acknowledged.
    const committed = send(client, 'commit', [], true);
    await Promise.all([...sent, committed]);
    return result;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => (broken = e));
    const cause = failed ? failed.error : error;
    if (!retryable(cause) || attempt >= 3) throw cause;
  } finally {
    client.release(broken);
  }
  return transact(pool, tenant, work, attempt + 1);
}

/** Several reads of one moment's company: statements that `work` sends without awaiting each other are one trip. */
export async function read<T>(pool: Pool, tenant: Tenant, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    open(client, tenant);
    return await work({ tenant, query: (text, values = [], how) => send(client, text, values, how?.unnamed) });
  } finally {
    await client.query('commit').catch((e: Error) => (broken = e));
    client.release(broken);
  }
}

/** One statement, one trip. */
export async function readOne<R extends DbRow>(pool: Pool, tenant: Tenant, text: string, values: readonly unknown[], how?: { unnamed?: boolean }): Promise<R[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    open(client, tenant);
    const rows = send<R>(client, text, values, how?.unnamed);
    const done = send(client, 'commit', [], true).catch((e: Error) => void (broken = e));
    await Promise.allSettled([rows, done]);
    return await rows;
  } finally {
    client.release(broken);
  }
}
