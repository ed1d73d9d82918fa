import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase, dropDatabase } from '../support/postgres.ts';

test('a database made from a template holds what the template held', async () => {
  const template = `template_${process.pid}`;
  const copy = `copy_${process.pid}`;
  const first = new pg.Client({ connectionString: await createDatabase(template) });
  await first.connect();
  await first.query("create table word (text text); insert into word values ('Ёлка')");
  await first.end();

  const second = new pg.Client({ connectionString: await createDatabase(copy, template) });
  await second.connect();
  const found = await second.query<{ text: string }>('select lower(text) as text from word');
  await second.end();

  expect(found.rows).toEqual([{ text: 'ёлка' }]);
  await dropDatabase(copy);
  await dropDatabase(template);
});
