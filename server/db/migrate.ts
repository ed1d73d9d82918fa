/** Forward-only migrations: numbered `.sql` files, each applied once, in order, one statement at a time. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { databaseOfNewerProgram } from '../startup-problem.ts';

/** Splits SQL into statements at semicolons that end a line; bodies between `$$` stay whole. */
export function statementsOf(sql: string): string[] {
  const found: string[] = [];
  let current = '';
  let quoted = false;
  for (const line of sql.split('\n')) {
    if (!quoted && /^\s*(--.*)?$/.test(line)) continue;
    current += `${line}\n`;
    if ((line.match(/\$\$/g)?.length ?? 0) % 2 === 1) quoted = !quoted;
    if (!quoted && /;\s*$/.test(line)) {
      found.push(current.trim().replace(/;$/, ''));
      current = '';
    }
  }
  if (current.trim()) found.push(current.trim());
  return found;
}

/** Arbitrary but fixed: two processes that start at once migrate one after the other. */
const lockKey = 746_359;

/** Functions behind `like`, `@>`, `&&` on rows under row-level security: only leakproof ones may use an index. */
const leakproof = ['textlike(text, text)', 'texticlike(text, text)', 'jsonb_contains(jsonb, jsonb)', 'arraycontains(anyarray, anyarray)', 'arrayoverlap(anyarray, anyarray)'];

export interface Migrated {
  readonly applied: string[];
  /** The role to work under, or null when the server has none that row-level security binds. */
  readonly role: string | null;
}

/** Brings the database at `url` up to date; throws StartupProblem when a newer program has been there. `folder` holds the files; `url` must be of the owner of the tables. */
export async function migrate(url: string, folder: string): Promise<Migrated> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query('create table if not exists migration (name text constraint migration_pk primary key, at timestamptz not null default now())');
    const done = new Set((await client.query<{ name: string }>('select name from migration')).rows.map((r) => r.name));
    const applied: string[] = [];
    const ours = (await readdir(folder)).filter((f) => f.endsWith('.sql')).sort();
    const unknown = [...done].filter((name) => !ours.includes(name)).sort();
    if (unknown.length > 0) throw databaseOfNewerProgram(unknown);
    for (const name of ours) {
      if (done.has(name)) continue;
      await client.query('begin');
      for (const statement of statementsOf(await readFile(join(folder, name), 'utf8'))) await client.query(statement);
      await client.query('insert into migration (name) values ($1)', [name]);
      await client.query('commit');
      applied.push(name);
    }
    await markLeakproof(client);
    return { applied, role: await roleOf(client) };
  } finally {
    await client.end();
  }
}

async function roleOf(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ usable: boolean }>(
    `select exists (select from pg_roles where rolname = 'flydoc_app') and pg_has_role(current_user, (select oid from pg_roles where rolname = 'flydoc_app'), 'member') as usable`,
  );
  return rows[0]?.usable ? 'flydoc_app' : null;
}

/** Only a superuser may; on a server where we are not one, `leakproof` stays as its administrator set it. */
async function markLeakproof(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ marked: boolean; super: boolean }>(
    `select (select proleakproof from pg_proc where oid = 'pg_catalog.textlike(text, text)'::regprocedure) as marked, (select rolsuper from pg_roles where rolname = current_user) as super`,
  );
  const state = rows[0]!; // !: a select without from gives one row
  if (state.marked || !state.super) return;
  for (const signature of leakproof) await client.query(`alter function pg_catalog.${signature} leakproof`);
}
