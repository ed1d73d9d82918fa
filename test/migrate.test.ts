/** Migrations: what a newer FlyDoc did to a database is not touched by an older one. */
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../server/db/migrate.ts';
import { createDatabase, dropDatabase } from './support/postgres.ts';

const migrations = fileURLToPath(new URL('../server/db/migrations', import.meta.url));
const name = `migrate_${process.pid}`;
let url: string;
beforeAll(async () => void (url = await createDatabase(name)));
afterAll(() => dropDatabase(name));

test('applied once; a database of a newer program is refused in words', async () => {
  expect((await migrate(url, migrations)).applied.length).toBeGreaterThan(0);
  expect((await migrate(url, migrations)).applied).toEqual([]);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`insert into migration (name) values ('9999_from_the_future.sql')`);
  await client.end();
  await expect(migrate(url, migrations)).rejects.toMatchObject({ code: 'database-of-newer-program', message: expect.stringContaining('9999_from_the_future.sql') });
});
