/**
 * Loading into empty tables without their indexes and foreign keys, which are made again afterwards from what the catalogue
 * of the database says: several times faster, above all for search. All in the caller's transaction: it happens wholly or not.
 */
import type pg from 'pg';

interface Part {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

const named = (name: string): string => `"${name.replace(/"/g, '""')}"`;

const indexes = `select c.relname as "table", i.relname as name, pg_get_indexdef(x.indexrelid) as definition
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
  where c.relnamespace = 'public'::regnamespace and c.relname = any($1) and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))`;

const foreignKeys = `select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = k.conrelid where c.relnamespace = 'public'::regnamespace and k.contype = 'f' and c.relname = any($1)`;

/** Tables that `work` fills. Those that already hold rows keep their indexes: making them again would cost more than it saves. */
export async function loadInBulk(client: pg.Client, tables: readonly string[], work: () => Promise<void>, log: (step: string) => void = () => undefined): Promise<void> {
  const empty: string[] = [];
  for (const table of tables) {
    const { rows } = await client.query(`select from ${named(table)} limit 1`);
    if (rows.length === 0) empty.push(table);
  }
  const taken = { indexes: (await client.query<Part>(indexes, [empty])).rows, keys: (await client.query<Part>(foreignKeys, [empty])).rows };
  for (const key of taken.keys) await client.query(`alter table ${named(key.table)} drop constraint ${named(key.name)}`);
  for (const index of taken.indexes) await client.query(`drop index ${named(index.name)}`);
  await work();
  await client.query(`set local maintenance_work_mem = '256MB'`);
  for (const index of taken.indexes) {
    log(index.name);
    await client.query(index.definition);
  }
  for (const key of taken.keys) {
    log(key.name);
    await client.query(`alter table ${named(key.table)} add constraint ${named(key.name)} ${key.definition}`);
  }
}
