/** Counterparties and contacts: requisites, lists of phones and accounts, duplicates, positions in several companies. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import requisites from '../vectors/requisites.json' with { type: 'json' };
import { groups, items, people } from '../support/company.ts';
import { startApp, type Client, type TestApp } from '../support/app.ts';

let app: TestApp;
let manager: Client;
beforeAll(async () => {
  app = await startApp();
  manager = await app.as('manager');
});
afterAll(() => app?.close());

const create = (more: object): ReturnType<Client['post']> => manager.post('catalogs/counterparty', { name: 'Проверка', kind: 'legal', ...more });

test('only name and kind are needed; the owner is who made it', async () => {
  const { status, body } = await create({});
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'Проверка', kind: 'legal', roles: [], phones: [], group: null, owner: { id: people.manager, label: 'Мария Менеджерова' }, version: 1, attributes: {} });
  expect((await manager.post('catalogs/counterparty', {})).body.errors.map((e: { path: string }) => e.path)).toEqual(['name', 'kind']);
});

test('everything at once comes back as it was written, in the stored spelling', async () => {
  const full = {
    name: 'ООО «Вектор-Снаб»', fullName: 'Общество с ограниченной ответственностью «Вектор-Снаб»', kind: 'legal', roles: ['client', 'supplier'],
    inn: '7709 999 995', kpp: '773601001', ogrn: '1027700132195', group: groups.vip, region: items.kazan, industry: items.trade,
    phones: [{ number: '8 (495) 775-17-37', kind: 'work' }, { number: '8-800-555-35-35' }],
    emails: [{ address: 'Sales@Vector.example', kind: 'work' }],
    addresses: [{ kind: 'legal', text: 'Казань, ул. Баумана, 1', region: items.kazan, postcode: '420111' }],
    bankAccounts: [{ account: '40702810138250123017', bic: '044525225', bankName: 'Банк', correspondentAccount: '30101810400000000225' }],
    sites: [{ address: 'vector.example' }],
  };
  const { status, body } = await create(full);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    inn: '7709999995', roles: ['client', 'supplier'], group: { id: groups.vip, label: 'VIP' }, region: { id: items.kazan, label: 'Казань' },
    phones: [{ number: '+74957751737', kind: 'work' }, { number: '+78005553535', kind: 'work' }],
    emails: [{ address: 'sales@vector.example', kind: 'work' }],
    addresses: [{ kind: 'legal', text: 'Казань, ул. Баумана, 1', region: { id: items.kazan, label: 'Казань' }, postcode: '420111' }],
    sites: [{ address: 'https://vector.example' }],
  });
  // What came out goes back in as it is.
  const again = await manager.patch(`catalogs/counterparty/${body.id}`, { version: 1, group: body.group, addresses: body.addresses, phones: body.phones });
  expect(again.body.version).toBe(1);
});

describe('requisites are checked', () => {
  test.each(requisites.inn.valid)('INN %s passes', async (inn) => {
    expect((await create({ kind: inn.length === 12 ? 'person' : 'legal', inn })).status).toBe(201);
  });
  test.each([...requisites.inn.invalid.filter(Boolean), '0000000000'])('INN %s is refused at its field', async (inn) => {
    const { status, body } = await create({ kind: inn.length === 12 ? 'sole-trader' : 'legal', inn });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ path: 'inn' }]);
    expect(body.errors[0].message.length).toBeGreaterThan(20);
  });
  test.each(requisites.account.invalid as [string, string][])('account %s at %s is refused in its line', async (account, bic) => {
    const { body } = await create({ bankAccounts: [{ account, bic }] });
    expect(body.errors).toMatchObject([{ path: 'bankAccounts.0.account' }]);
  });
  test('an INN of a person does not fit a legal entity, also when the kind changes later', async () => {
    expect((await create({ inn: '500999999900' })).body.errors).toMatchObject([{ path: 'inn', code: 'innOfPerson' }]);
    const { body } = await create({ inn: '7707083893' });
    expect((await manager.patch(`catalogs/counterparty/${body.id}`, { version: 1, kind: 'person' })).body.errors).toMatchObject([{ path: 'inn', code: 'innOfLegal' }]);
  });
});

test('an item of another classifier is refused', async () => {
  expect((await create({ region: items.trade })).body.errors).toMatchObject([{ path: 'region', code: 'classifierOf' }]);
});

test('duplicates are told while typing: by INN, telephone in any spelling, e-mail, name without the legal form', async () => {
  const { body } = await create({ name: 'АО «Дубль-Сервис»', inn: '7702070139', phones: [{ number: '+7 916 111-22-33' }], emails: [{ address: 'info@double.example' }] });
  const why = async (query: Record<string, string>): Promise<string[]> => (await manager.get('catalogs/counterparty/duplicates', query)).body.rows.filter((r: { id: string }) => r.id === body.id).flatMap((r: { why: string[] }) => r.why);
  expect(await why({ inn: '7702070139' })).toEqual(['inn']);
  expect(await why({ phone: '8 (916) 111 22 33' })).toEqual(['phone']);
  expect(await why({ email: 'INFO@double.example' })).toEqual(['email']);
  expect(await why({ name: 'ООО Дубль Сервис' })).toEqual(['name']);
  expect(await why({ inn: '7702070139', except: body.id })).toEqual([]);
  expect((await (await app.as('outsider')).get('catalogs/counterparty/duplicates', { inn: '7702070139' })).body.rows).toEqual([]);
});

test('a person works at several companies, and is found from each', async () => {
  const [a, b] = await Promise.all([create({ name: 'Первая' }), create({ name: 'Вторая' })]);
  const { body: person } = await manager.post('catalogs/contact', {
    name: 'Мария Лебедева', positions: [{ counterparty: a.body.id, position: 'Закупки', decides: true }, { counterparty: b.body.id, position: 'Советник' }], birthday: '1988-02-29', consent: 'given', consentDate: '2026-01-10',
  });
  expect(person.positions).toMatchObject([{ counterparty: { id: a.body.id, label: 'Первая' }, position: 'Закупки', decides: true }, { counterparty: { label: 'Вторая' } }]);
  const at = async (id: string): Promise<string[]> => (await manager.get('catalogs/contact', { filter: { 'positions.counterparty': id } })).body.rows.map((r: { name: string }) => r.name);
  expect(await at(a.body.id)).toEqual(['Мария Лебедева']);
  expect(await at(b.body.id)).toEqual(['Мария Лебедева']);
  await manager.patch(`catalogs/contact/${person.id}`, { version: 1, positions: [{ counterparty: b.body.id, position: 'Советник' }] });
  expect(await at(a.body.id)).toEqual([]);
  expect((await manager.post('catalogs/contact', { name: 'Х', birthday: '2025-02-29' })).body.errors).toMatchObject([{ path: 'birthday', code: 'date' }]);
});

test('whoever sees the company sees its people', async () => {
  const { body: company } = await (await app.as('outsider')).post('catalogs/counterparty', { name: 'Компания отдела', kind: 'legal' });
  const director = await app.as('director');
  const { body: person } = await director.post('catalogs/contact', { name: 'Пётр Чужих', positions: [{ counterparty: company.id }] });
  expect((await (await app.as('outsider')).get(`catalogs/contact/${person.id}`)).status).toBe(200);
  expect((await manager.get(`catalogs/contact/${person.id}`)).status).toBe(404);
});

test('a group in use is not deleted, and says by how many', async () => {
  await create({ group: groups.sleeping });
  const admin = await app.as('admin');
  const { body: group } = await admin.get(`catalogs/group/${groups.sleeping}`);
  const answer = await admin.delete(`catalogs/group/${groups.sleeping}?version=${group.version}`);
  expect(answer).toMatchObject({ status: 409, body: { code: 'inUse' } });
  expect(answer.body.detail).toContain('1');
});

test('a colour that cannot be read is refused', async () => {
  const answer = await (await app.as('admin')).post('catalogs/group', { name: 'Бледные', colour: '#ffff99', mark: '●' });
  expect(answer.body.errors).toMatchObject([{ path: 'colour', code: 'contrast' }]);
  expect((await (await app.as('admin')).post('catalogs/group', { name: 'x', colour: 'red', mark: '●' })).body.errors).toMatchObject([{ path: 'colour', code: 'colour' }]);
});
