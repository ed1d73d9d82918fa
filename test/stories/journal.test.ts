/** Every write is one operation with its changes; a repeat happens once; what is deleted comes back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groups, people } from '../support/company.ts';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => void (app = await startApp()));
afterAll(() => app?.close());

const client = (name: string): object => ({ name, kind: 'legal' });

test('history tells who changed what, from what, to what', async () => {
  const manager = await app.as('manager');
  const { body: made } = await manager.post('catalogs/counterparty', { ...client('ООО «Ромашка»'), phones: [{ number: '8 916 123-45-67' }] });
  const { body: changed } = await manager.patch(`catalogs/counterparty/${made.id}`, { version: 1, group: groups.vip, name: 'ООО «Ромашка-2»' });
  expect(changed).toMatchObject({ version: 2, group: { id: groups.vip, label: 'VIP' } });

  const { body: history } = await manager.get(`catalogs/counterparty/${made.id}/history`);
  expect(history.rows).toHaveLength(2);
  expect(history.rows[0]).toMatchObject({
    action: 'update', version: 2, by: { id: people.manager, label: 'Мария Менеджерова' },
    changes: [
      { field: 'name', before: 'ООО «Ромашка»', after: 'ООО «Ромашка-2»' },
      { field: 'group', before: null, after: { id: groups.vip, label: 'VIP' } },
    ],
  });
  expect(history.rows[1]).toMatchObject({ action: 'create', version: 1 });
  expect(history.rows[1].changes).toContainEqual({ field: 'phones', before: null, after: [{ number: '+79161234567', kind: 'work' }] });
});

test('a write that changes nothing leaves no trace', async () => {
  const manager = await app.as('manager');
  const { body: made } = await manager.post('catalogs/counterparty', client('ООО «Покой»'));
  const { body: same } = await manager.patch(`catalogs/counterparty/${made.id}`, { version: 1, name: 'ООО «Покой»' });
  expect(same.version).toBe(1);
  expect((await manager.get(`catalogs/counterparty/${made.id}/history`)).body.rows).toHaveLength(1);
});

test('a repeat with the same key gets the first answer; another request with that key is refused', async () => {
  const manager = await app.as('manager');
  const key = { 'idempotency-key': 'once-and-for-all' };
  const first = await manager.post('catalogs/counterparty', client('ООО «Однажды»'), key);
  const again = await manager.post('catalogs/counterparty', client('ООО «Однажды»'), key);
  expect(again.status).toBe(201);
  expect(again.text).toBe(first.text);
  expect(again.headers.get('idempotent-replay')).toBe('true');
  const other = await manager.post('catalogs/counterparty', client('ООО «Другое»'), key);
  expect(other).toMatchObject({ status: 409, body: { code: 'keyReused' } });
  expect((await manager.get('catalogs/counterparty', { q: 'Однажды' })).body.rows).toHaveLength(1);
});

test('ten clicks at once make one record, and all see it', async () => {
  const manager = await app.as('manager');
  const key = { 'idempotency-key': 'impatient' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => manager.post('documents/call', { title: 'Нетерпение' }, key)));
  expect(new Set(answers.map((a) => a.body.id)).size).toBe(1);
  expect(answers.every((a) => a.status === 201)).toBe(true);
  const { rows } = await app.db.query(`select count(*)::int as n from document where title = 'Нетерпение'`);
  expect(rows[0].n).toBe(1);
  const operations = await app.db.query(`select count(*)::int as n from operation where key = 'impatient'`);
  expect(operations.rows[0].n).toBe(1);
});

test('the same key in another person’s hands is another key', async () => {
  const key = { 'idempotency-key': 'shared-key' };
  const mine = await (await app.as('manager')).post('documents/note', { body: 'моя' }, key);
  const theirs = await (await app.as('colleague')).post('documents/note', { body: 'чужая' }, key);
  expect([mine.status, theirs.status]).toEqual([201, 201]);
  expect(mine.body.id).not.toBe(theirs.body.id);
});

test('two who edit the same version: one wins, the other sees mine, theirs and the original', async () => {
  const manager = await app.as('manager');
  const head = await app.as('head');
  const { body: made } = await manager.post('catalogs/counterparty', { ...client('ООО «Спор»'), note: 'исходное' });
  const answers = await Promise.all([
    manager.patch(`catalogs/counterparty/${made.id}`, { version: 1, note: 'моё' }),
    head.patch(`catalogs/counterparty/${made.id}`, { version: 1, note: 'её' }),
  ]);
  expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
  const lost = answers.find((a) => a.status === 409)!;
  const [field] = lost.body.fields;
  expect(lost.body).toMatchObject({ code: 'conflict', version: 2 });
  expect(field).toMatchObject({ path: 'note', original: 'исходное' });
  expect(new Set([field.mine, field.theirs])).toEqual(new Set(['моё', 'её']));
});

test('the trash: deleted by one, restored by the same one, hidden from others', async () => {
  const manager = await app.as('manager');
  const head = await app.as('head');
  const { body: made } = await manager.post('catalogs/counterparty', client('ООО «Корзина»'));
  const { body: gone } = await manager.delete(`catalogs/counterparty/${made.id}?version=1`);
  expect(gone).toMatchObject({ version: 2, can: { update: false, restore: true } });
  expect((await manager.get('catalogs/counterparty', { q: 'Корзина' })).body.rows).toEqual([]);
  expect((await manager.get('catalogs/counterparty', { trash: '1' })).body.rows.map((r: { id: string }) => r.id)).toContain(made.id);
  expect((await manager.patch(`catalogs/counterparty/${made.id}`, { version: 2, name: 'x' })).body.code).toBe('deleted');

  expect((await head.get(`catalogs/counterparty/${made.id}`)).status).toBe(404);
  expect((await head.post(`catalogs/counterparty/${made.id}/restore`)).status).toBe(404);
  const { body: back } = await manager.post(`catalogs/counterparty/${made.id}/restore`);
  expect(back).toMatchObject({ version: 3, deletedAt: null, can: { update: true } });
  expect((await manager.get(`catalogs/counterparty/${made.id}/history`)).body.rows.map((r: { action: string }) => r.action)).toEqual(['restore', 'delete', 'create']);
  expect((await manager.post(`catalogs/counterparty/${made.id}/restore`)).body.code).toBe('notDeleted');
});

test('the application cannot rewrite the journal', async () => {
  const app2 = await app.db.connect();
  try {
    await app2.query('set role flydoc_app');
    await expect(app2.query(`update operation set kind = 'x'`)).rejects.toThrow(/permission denied/);
    await expect(app2.query('delete from change')).rejects.toThrow(/permission denied/);
  } finally {
    await app2.query('reset role');
    app2.release();
  }
});

test('a client may choose the id, once', async () => {
  const manager = await app.as('manager');
  const id = '01890000-0000-7000-8000-00000000abcd';
  expect((await manager.post('documents/note', { id, body: 'a' })).body.id).toBe(id);
  expect(await manager.post('documents/note', { id, body: 'b' })).toMatchObject({ status: 422, body: { errors: [{ path: 'id', code: 'idTaken' }] } });
});

test('the journal of operations: one’s own for everybody, all for those with the right', async () => {
  await (await app.as('colleague')).post('documents/note', { body: 'коллега пишет' });
  const mine = (await (await app.as('manager')).get('operations', { limit: '500' })).body.rows;
  expect(new Set(mine.map((o: { by: { id: string } }) => o.by.id))).toEqual(new Set([people.manager]));
  const all = (await (await app.as('director')).get('operations', { limit: '500' })).body.rows;
  expect(all.map((o: { by: { id: string } }) => o.by.id)).toContain(people.colleague);
  const page = (await (await app.as('director')).get('operations', { limit: '2' })).body;
  const next = (await (await app.as('director')).get('operations', { limit: '2', after: page.next })).body;
  expect(next.rows[0].id).toBe(all[2].id);
});

test('a row made under the id of another tells nothing of the other’s history', async () => {
  const director = await app.as('director');
  const { body: hidden } = await director.post('catalogs/counterparty', { ...client('ООО «Секрет»'), note: 'тайна' });
  await director.patch(`catalogs/counterparty/${hidden.id}`, { version: 1, note: 'другая тайна' });
  const manager = await app.as('manager');
  expect((await manager.get(`catalogs/counterparty/${hidden.id}`)).status).toBe(404);
  expect((await manager.post('documents/note', { id: hidden.id, body: 'моё' })).status).toBe(201);
  const told = await manager.get(`documents/note/${hidden.id}/history`);
  expect(told.body.rows).toHaveLength(1);
  expect(told.text).not.toContain('тайна');
});

test('the right to the trash opens no more of it than one may read', async () => {
  const admin = await app.as('admin');
  const { body: role } = await admin.post('catalogs/role', { name: 'Уборщик', scope: 'own', rights: ['trash'] });
  const { body: person } = await admin.get(`catalogs/employee/${people.outsider}`);
  await admin.patch(`catalogs/employee/${people.outsider}`, { version: person.version, roles: [role.id] });
  const { body: made } = await (await app.as('manager')).post('catalogs/counterparty', client('ООО «Удалённое»'));
  await (await app.as('manager')).delete(`catalogs/counterparty/${made.id}?version=1`);
  const outsider = await app.as('outsider');
  expect((await outsider.get('catalogs/counterparty', { trash: '1' })).body.rows).toEqual([]);
  expect((await outsider.get(`catalogs/counterparty/${made.id}`)).status).toBe(404);
  expect((await outsider.post(`catalogs/counterparty/${made.id}/restore`)).status).toBe(404);
  expect((await admin.get('catalogs/counterparty', { trash: '1', filter: { id: made.id } })).body.rows).toHaveLength(1);
  expect((await admin.post(`catalogs/counterparty/${made.id}/restore`)).status).toBe(200);
});
