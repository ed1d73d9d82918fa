/** When the database does not answer people are told so, and may try again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => void (app = await startApp()));
afterAll(() => app?.close());

test.each([['pg_terminate_backend', 'restarts'], ['pg_cancel_backend', 'takes too long']])('%s: a request that the database leaves because it %s is told to come again', async (end) => {
  const manager = await app.as('manager');
  const busy = await app.db.connect();
  await busy.query('begin');
  await busy.query('lock table counterparty in access exclusive mode');
  const asked = manager.get('catalogs/counterparty');
  const waiting = `select pid from pg_stat_activity where application_name = 'flydoc' and datname = current_database() and wait_event_type = 'Lock'`;
  await expect.poll(async () => (await app.db.query(waiting)).rows.length).toBeGreaterThan(0);
  await app.db.query(`select ${end}(pid) from (${waiting}) w`);
  const answer = await asked;
  await busy.query('rollback');
  busy.release();
  expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', title: 'Сервер сейчас не отвечает' } });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await manager.get('catalogs/counterparty')).status).toBe(200);
});
