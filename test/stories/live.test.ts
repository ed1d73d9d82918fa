/** Live changes: at once, only to those who may see them, without gaps after a break. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groups, people } from '../support/company.ts';
import { startApp, type Client, type TestApp } from '../support/app.ts';
import { openStream } from '../support/stream.ts';

let app: TestApp;
beforeAll(async () => void (app = await startApp()));
afterAll(() => app?.close());

const make = async (who: Client, name: string): Promise<string> => (await who.post('catalogs/counterparty', { name, kind: 'legal' })).body.id;

test('a colleague’s change arrives; a stranger’s does not', async () => {
  const [head, outsider] = [await openStream(app, 'head'), await openStream(app, 'outsider')];
  const id = await make(await app.as('manager'), 'Живая');
  const seen = await head.change((c) => c.id === id);
  expect(seen).toMatchObject({ entity: 'counterparty', action: 'create', version: 1 });
  // The outsider's stream goes on: their own change comes, the other never did.
  const own = await make(await app.as('outsider'), 'Своя');
  await outsider.change((c) => c.id === own);
  expect(outsider.all().map((c) => c.id)).not.toContain(id);
  await Promise.all([head.close(), outsider.close()]);
});

test('after a break everything missed comes, by the mark of the last event', async () => {
  const manager = await app.as('manager');
  const stream = await openStream(app, 'manager');
  const before = await make(manager, 'До обрыва');
  await stream.change((c) => c.id === before);
  const mark = stream.lastId();
  await stream.close();
  const ids = [await make(manager, 'Раз'), await make(manager, 'Два')];
  await manager.patch(`catalogs/counterparty/${ids[0]}`, { version: 1, name: 'Раз-раз' });
  const resumed = await openStream(app, 'manager', mark);
  await resumed.change((c) => c.id === ids[1]);
  expect(resumed.all()).toEqual(expect.arrayContaining([expect.objectContaining({ id: ids[0], version: 1 }), expect.objectContaining({ id: ids[0], version: 2 })]));
  await resumed.close();
});

test('nothing is missed of a transaction that began earlier and committed later', async () => {
  const manager = await app.as('manager');
  const slow = await app.db.connect();
  await slow.query('begin');
  await slow.query('select pg_current_xact_id()');
  const stream = await openStream(app, 'manager');
  const quick = await make(manager, 'Быстрая');
  await stream.change((c) => c.id === quick);
  const mark = stream.lastId();
  await stream.close();
  const operation = '01890000-0000-7000-8000-00000000feed';
  await slow.query(`insert into operation (org_id, id, actor, kind) values ('018f0000-0000-7000-8000-000000000001', $1, $2, 'update')`, [operation, people.manager]);
  await slow.query(`insert into change (org_id, operation, n, entity, entity_id, action, version) values ('018f0000-0000-7000-8000-000000000001', $1, 0, 'counterparty', $2, 'update', 7)`, [operation, quick]);
  await slow.query('commit');
  slow.release();
  const resumed = await openStream(app, 'manager', mark);
  expect(await resumed.change((c) => c.version === 7)).toMatchObject({ id: quick });
  await resumed.close();
});

test.each(['lies', '00000000.5', 'ffffffff.99999999999999999', `${'9'.repeat(300)}`])('a mark that is not ours (%s) means: read everything again', async (mark) => {
  const stream = await openStream(app, 'manager', mark);
  await stream.reset();
  await stream.close();
});

test('a group’s new colour reaches everybody', async () => {
  const streams = await Promise.all((['manager', 'outsider', 'storekeeper'] as const).map((p) => openStream(app, p)));
  const admin = await app.as('admin');
  const { body: group } = await admin.get(`catalogs/group/${groups.vip}`);
  await admin.patch(`catalogs/group/${groups.vip}`, { version: group.version, colour: '#1f8a5b' });
  for (const s of streams) expect(await s.change((c) => c.entity === 'group')).toMatchObject({ id: groups.vip, action: 'update' });
  await Promise.all(streams.map((s) => s.close()));
});

test('whoever loses a row is told that it has gone, and no more of it', async () => {
  const [manager, outsider] = [await openStream(app, 'manager'), await openStream(app, 'outsider')];
  const director = await app.as('director');
  const id = await make(await app.as('manager'), 'Передаваемая');
  await director.patch(`catalogs/counterparty/${id}`, { version: 1, owner: people.director });
  expect(await manager.change((c) => c.id === id && c.version === 2)).toEqual({ entity: 'counterparty', id, action: 'gone', version: 2 });
  const own = await make(await app.as('outsider'), 'Посторонняя');
  await outsider.change((c) => c.id === own);
  expect(outsider.all().map((c) => c.id)).not.toContain(id);
  await Promise.all([manager.close(), outsider.close()]);
});

test('another company hears nothing', async () => {
  const foreign = await openStream(app, 'foreigner');
  await make(await app.as('manager'), 'Не для чужих');
  const own = await make(await app.as('foreigner'), 'Чужая своя');
  await foreign.change((c) => c.id === own);
  expect(foreign.all().every((c) => c.id === own)).toBe(true);
  await foreign.close();
});

test('a revoked session ends its stream', async () => {
  const stream = await openStream(app, 'colleague');
  await (await app.as('admin')).delete(`catalogs/employee/${people.colleague}/sessions`);
  await stream.ended;
});

test('whoever leaves at any moment harms nobody, and leaves nothing open', async () => {
  const { cookie } = await app.as('outsider');
  const hasty = Array.from({ length: 60 }, async (_, i) => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), i);
    await fetch(`${app.url}/api/v1/live`, { headers: { cookie }, signal: abort.signal }).then((r) => r.text()).catch(() => undefined);
  });
  const admin = await app.as('admin');
  for (let i = 0; i < 5; i++) await admin.delete(`catalogs/employee/${people.outsider}/sessions`);
  await Promise.all(hasty);
  const stream = await openStream(app, 'director');
  const id = await make(admin, 'После спешки');
  await stream.change((c) => c.id === id);
  await stream.close();
});

test('of more streams than a person can look at the oldest ends', async () => {
  const oldest = await openStream(app, 'storekeeper');
  const others = await Promise.all(Array.from({ length: 20 }, () => openStream(app, 'storekeeper')));
  await oldest.ended;
  const id = await make(await app.as('admin'), 'Всем вкладкам');
  await Promise.all(others.map((s) => s.change((c) => c.id === id)));
  await Promise.all(others.map((s) => s.close()));
});

test('a stream shows what its person may see now: whoever leaves sees nothing more, a wider role more', async () => {
  const admin = await app.as('admin');
  const { body: role } = await admin.post('catalogs/role', { name: 'Наблюдатель', scope: 'company' });
  const [narrow, foreign] = [await openStream(app, 'head'), await openStream(app, 'foreigner')];
  const { body: head } = await admin.get(`catalogs/employee/${people.head}`);
  await admin.patch(`catalogs/employee/${people.head}`, { version: head.version, roles: [...head.roles.map((r: { id?: string } | string) => (typeof r === 'string' ? r : r.id)), role.id] });
  await narrow.ended;
  const wide = await openStream(app, 'head', narrow.lastId());
  const id = await make(admin, 'Видна с новой ролью');
  await wide.change((c) => c.id === id);

  const { body: now } = await admin.get(`catalogs/employee/${people.head}`);
  await admin.patch(`catalogs/employee/${people.head}`, { version: now.version, active: false });
  await wide.ended;
  await expect(openStream(app, 'head', wide.lastId())).rejects.toThrow('401');
  // Another company's streams go on.
  const own = await make(await app.as('foreigner'), 'Всё ещё здесь');
  await foreign.change((c) => c.id === own);
  await foreign.close();
});

test('however often the listening connection breaks, one comes back and changes arrive', async () => {
  const listening = async (): Promise<number[]> => (await app.db.query(`select pid from pg_stat_activity where application_name = 'flydoc live' and datname = current_database()`)).rows.map((r) => r.pid);
  let mark = '';
  for (let i = 0; i < 3; i++) {
    const stream = await openStream(app, 'director', mark);
    mark = stream.lastId();
    for (const pid of await listening()) await app.db.query('select pg_terminate_backend($1)', [pid]);
    await stream.ended;
    await expect.poll(listening).toHaveLength(1);
  }
  // Nobody can connect for a while: each attempt fails.
  const name = (await app.db.query('select current_database() as name')).rows[0].name;
  await app.db.query(`alter database "${name}" allow_connections false`).catch(() => undefined);
  await app.db.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'flydoc live' and datname = current_database()`);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const missed = await make(await app.as('admin'), 'Пока канал молчал');
  await app.db.query(`alter database "${name}" allow_connections true`);
  await expect.poll(listening, { timeout: 10_000 }).toHaveLength(1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await listening()).toHaveLength(1);
  const stream = await openStream(app, 'director', mark);
  await stream.change((c) => c.id === missed);
  // What another process tells comes through the channel.
  const id = await make(await app.as('admin'), 'После обрывов');
  await stream.change((c) => c.id === id);
  const { rows: [session] } = await app.db.query('select org_id from session where employee = $1 limit 1', [people.director]);
  await app.db.query('select pg_notify($1, $2)', ['flydoc', JSON.stringify({ orgId: session.org_id, notice: { kind: 'session', employee: people.director } })]);
  await stream.ended;
});
