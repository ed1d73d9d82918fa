/** Who sees and does what: owner, department, role; and nothing of another company. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declarations } from '../../business/index.ts';
import { people, departments, roles, type Person } from '../support/company.ts';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
let mine: string;
let call: string;
beforeAll(async () => {
  app = await startApp();
  const manager = await app.as('manager');
  mine = (await manager.post('catalogs/counterparty', { name: 'ООО «Моё»', kind: 'legal' })).body.id;
  call = (await manager.post('documents/call', { title: 'Мой звонок', counterparty: mine })).body.id;
});
afterAll(() => app?.close());

/** The manager's counterparty and call, as each person may see and change them. */
const table: [Person, 'sees' | 'not', 'edits' | 'not', 'why'][] | [Person, string, string, string][] = [
  ['manager', 'sees', 'edits', 'owns it'],
  ['head', 'sees', 'edits', 'heads a department above the owner’s'],
  ['director', 'sees', 'edits', 'sees the company, may edit counterparties and documents'],
  ['admin', 'sees', 'edits', 'has all rights'],
  ['storekeeper', 'sees', 'not', 'sees the company, has no right to edit'],
  ['colleague', 'not', 'not', 'another manager'],
  ['outsider', 'not', 'not', 'another department'],
  ['foreigner', 'not', 'not', 'another company'],
];

describe.each(table)('%s', (person, sees, edits, why) => {
  test(`${sees} and ${edits}: ${why}`, async () => {
    const who = await app.as(person as Person);
    for (const path of [`catalogs/counterparty/${mine}`, `documents/call/${call}`]) {
      const row = await who.get(path);
      expect(row.status).toBe(sees === 'sees' ? 200 : 404);
      const [list, id] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
      const listed = (await who.get(list, { limit: '500' })).body.rows.map((r: { id: string }) => r.id);
      expect(listed.includes(id)).toBe(sees === 'sees');
      const change = await who.patch(path, { version: 999_999, ...(path.includes('call') ? { body: 'x' } : { note: 'x' }) });
      // 409 means: allowed, were the version right.
      expect(change.status).toBe(edits === 'edits' ? 409 : sees === 'sees' ? 403 : 404);
      if (sees === 'sees') expect(row.body.can.update).toBe(edits === 'edits');
      expect((await who.get(`${path}/history`)).status).toBe(sees === 'sees' ? 200 : 404);
    }
    const found = (await who.get('search', { q: 'Моё' })).body.rows.map((r: { id: string }) => r.id);
    expect(found.includes(mine)).toBe(sees === 'sees');
  });
});

test('an assignee sees the document, and a reader of the counterparty sees its documents', async () => {
  const colleague = await app.as('colleague');
  const task = (await (await app.as('manager')).post('documents/task', { title: 'Помоги', assignee: people.colleague, counterparty: mine })).body.id;
  expect((await colleague.get(`documents/task/${task}`)).body).toMatchObject({ title: 'Помоги', can: { update: true, delete: false } });
  const note = (await (await app.as('director')).post('documents/note', { body: 'о клиенте', counterparty: mine })).body.id;
  expect((await (await app.as('manager')).get(`documents/note/${note}`)).status).toBe(200);
  expect((await (await app.as('outsider')).get(`documents/note/${note}`)).status).toBe(404);
});

test('what one may not see cannot be referred to', async () => {
  const answer = await (await app.as('outsider')).post('documents/call', { title: 'Чужой клиент', counterparty: mine });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'counterparty', code: 'reference' }] } });
});

test('people, groups and classifiers are for those with the right', async () => {
  const manager = await app.as('manager');
  expect((await manager.post('catalogs/employee', { name: 'Взломщик', email: 'x@test.example', roles: [roles.administrator] })).status).toBe(403);
  expect((await manager.post('catalogs/group', { name: 'Своя', colour: '#b7791f' })).status).toBe(403);
  expect((await manager.post(`catalogs/employee/${people.director}/password`, { password: 'a-very-new-secret' })).status).toBe(403);
  const own = (await manager.get(`catalogs/employee/${people.manager}`)).body;
  expect((await manager.patch(`catalogs/employee/${people.manager}`, { version: own.version, roles: [roles.administrator] })).status).toBe(403);
});

test('a role given a wider scope opens more at the next request', async () => {
  const admin = await app.as('admin');
  const outsider = await app.as('outsider');
  expect((await outsider.get(`catalogs/counterparty/${mine}`)).status).toBe(404);
  const { body: role } = await admin.post('catalogs/role', { name: 'Ревизор', scope: 'company' });
  const { body: person } = await admin.get(`catalogs/employee/${people.outsider}`);
  const { body: changed } = await admin.patch(`catalogs/employee/${people.outsider}`, { version: person.version, roles: [roles.manager, role.id] });
  expect((await outsider.get(`catalogs/counterparty/${mine}`)).status).toBe(200);
  await admin.patch(`catalogs/employee/${people.outsider}`, { version: changed.version, roles: [roles.manager] });
  expect((await outsider.get(`catalogs/counterparty/${mine}`)).status).toBe(404);
});

test('departments form no circle', async () => {
  const admin = await app.as('admin');
  const { body: top } = await admin.get(`catalogs/department/${departments.company}`);
  const answer = await admin.patch(`catalogs/department/${departments.company}`, { version: top.version, parent: departments.salesEast });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'parent', code: 'circle' }] } });
});

test('two moves that are right alone cannot make a circle together', async () => {
  const admin = await app.as('admin');
  const make = async (name: string): Promise<{ id: string }> => (await admin.post('catalogs/department', { name })).body;
  const [a, b] = [await make('А'), await make('Б')];
  const answers = await Promise.all([
    admin.patch(`catalogs/department/${a.id}`, { version: 1, parent: b.id }),
    admin.patch(`catalogs/department/${b.id}`, { version: 1, parent: a.id }),
  ]);
  expect(answers.map((x) => x.status).sort()).toEqual([200, 422]);
});

test('the last administrator stays', async () => {
  const admin = await app.as('admin');
  const { body: role } = await admin.get(`catalogs/role/${roles.administrator}`);
  expect((await admin.patch(`catalogs/role/${roles.administrator}`, { version: role.version, rights: ['journal'] })).body.code).toBe('lastAdministrator');
  const { body: self } = await admin.get(`catalogs/employee/${people.admin}`);
  expect((await admin.patch(`catalogs/employee/${people.admin}`, { version: self.version, active: false })).body.code).toBe('lastAdministrator');
  expect((await admin.get('me')).status).toBe(200);
});

test('of two administrators who dismiss each other at once one stays', async () => {
  const own = await startApp();
  try {
    const admin = await own.as('admin');
    const { body: person } = await admin.post('catalogs/employee', { name: 'Второй администратор', email: 'second@test.example', roles: [roles.administrator] });
    await admin.post(`catalogs/employee/${person.id}/password`, { password: 'second-in-command' });
    const second = await own.as('second@test.example', 'second-in-command');
    const { body: first } = await admin.get(`catalogs/employee/${people.admin}`);
    const answers = await Promise.all([
      admin.patch(`catalogs/employee/${person.id}`, { version: person.version, active: false }),
      second.patch(`catalogs/employee/${people.admin}`, { version: first.version, active: false }),
    ]);
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    const { rows } = await own.db.query('select id from employee where id = any($1) and active', [[person.id, people.admin]]);
    expect(rows).toHaveLength(1);
  } finally {
    await own.close();
  }
});

describe('another company', () => {
  // The administrator's role has the same id in both companies here, on purpose: the key is the pair.
  test.each([...declarations.catalogs.keys()].filter((c) => c !== 'role').map((c) => `catalogs/${c}`))('%s: its rows do not exist', async (path) => {
    const theirs = (await (await app.as('admin')).get(path, { limit: '3' })).body.rows;
    const foreigner = await app.as('foreigner');
    if (path !== 'catalogs/contact') expect(theirs.length).toBeGreaterThan(0);
    for (const row of theirs) {
      expect((await foreigner.get(`${path}/${row.id}`)).status).toBe(404);
      expect((await foreigner.patch(`${path}/${row.id}`, { version: row.version, name: 'x' })).status).toBe(404);
      expect((await foreigner.delete(`${path}/${row.id}?version=${row.version}`)).status).toBe(404);
    }
    const seen = (await foreigner.get(path, { limit: '500' })).body.rows.map((r: { id: string }) => r.id);
    expect(seen.filter((id: string) => theirs.some((t: { id: string }) => t.id === id))).toEqual([]);
  });

  test('row-level security hides rows from a query that forgot the company', async () => {
    const client = await app.db.connect();
    try {
      await client.query('begin');
      await client.query('set local role flydoc_app');
      expect((await client.query('select * from counterparty')).rows).toEqual([]);
      await client.query('select app.set_tenant($1, $2)', ['018f0000-0000-7000-8000-000000000002', null]);
      expect((await client.query('select * from counterparty')).rows).toEqual([]);
      await client.query('select app.set_tenant($1, $2)', ['018f0000-0000-7000-8000-000000000001', null]);
      expect((await client.query('select * from counterparty')).rows.length).toBeGreaterThan(0);
      await expect(client.query(`update counterparty set org_id = '018f0000-0000-7000-8000-000000000002'`)).rejects.toThrow(/row-level security/);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
