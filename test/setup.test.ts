/** The first start without a demonstration: exactly one company comes of it, whoever asks and how often. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf, startApp, type TestApp } from './support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ empty: true });
});
afterAll(() => app?.close());

const wish = { organisation: 'ООО «Первая»', name: 'Петров Пётр Петрович', email: 'Petrov@first.example', password: 'tri-veselykh-gusya' };

test('a wrong wish names its fields and makes nothing', async () => {
  const wrong = await app.nobody.post('setup', { ...wish, organisation: '', email: 'petrov', password: 'qwerty', colour: 'red' });
  expect(wrong.status).toBe(422);
  expect(wrong.body.errors.map((e: { path: string }) => e.path).sort()).toEqual(['colour', 'email', 'organisation', 'password']);
  expect((await app.nobody.get('setup')).body).toEqual({ needed: true });
});

test('of ten who set up at once one does', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => app.nobody.post('setup', { ...wish, email: `petrov${i}@first.example` })));
  expect(answers.map((a) => a.status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 404)]);
  const winner = answers.find((a) => a.status === 201);
  expect(winner?.body).toMatchObject({ name: wish.name, organisation: { name: wish.organisation }, roleKeys: ['administrator'], scope: 'company', demo: false });
  expect((await app.nobody.get('setup')).body).toEqual({ needed: false });
  const { rows } = await app.db.query('select (select count(*) from organisation)::int as companies, (select count(*) from account)::int as accounts, (select count(*) from employee)::int as people');
  expect(rows[0]).toEqual({ companies: 1, accounts: 1, people: 1 });

  const administrator = clientOf(app.url, (winner?.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  const groups = await administrator.get('catalogs/group');
  expect(groups.body.rows.map((g: { name: string }) => g.name)).toContain('Постоянные');
  const [vip] = groups.body.rows;
  const history = await administrator.get(`catalogs/group/${vip.id}/history`);
  expect(history.body.rows).toMatchObject([{ action: 'create', by: { label: wish.name } }]);
  expect((await administrator.post('catalogs/counterparty', { name: 'ООО «Вторая»', kind: 'legal' })).status).toBe(201);
});

test('later there is nothing to set up', async () => {
  expect((await app.nobody.post('setup', wish)).status).toBe(404);
});
