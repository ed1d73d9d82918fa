/** People come from address books and go back to them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseVCards } from '../business/crm/vcard.ts';
import { startApp, type Answer, type Client, type TestApp } from './support/app.ts';

let app: TestApp;
let manager: Client;
let outsider: Client;

beforeAll(async () => {
  app = await startApp();
  [manager, outsider] = await Promise.all([app.as('manager'), app.as('outsider')]);
});
afterAll(() => app?.close());

const card = (...lines: string[]): string => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n');
const take = (who: Client, body: string | Uint8Array, query = '', headers: Record<string, string> = {}): Promise<Answer> =>
  who.request('POST', `catalogs/contact/vcard${query}`, body, { 'content-type': 'text/vcard', ...headers });
const counterparty = async (who: Client, name: string): Promise<string> => (await who.post('catalogs/counterparty', { name, kind: 'legal' })).body.id;
const contactsNamed = async (who: Client, name: string): Promise<any[]> => (await who.get('catalogs/contact', { filter: { name } })).body.rows;

test('a person from a telephone becomes a contact of the counterparty whose card is open', async () => {
  const company = await counterparty(manager, 'ООО «Ромашка»');
  const answer = await take(
    manager,
    card(
      'N:Иванов;Иван;Иванович;;', 'FN:Иванов Иван Иванович', 'TITLE:Директор', 'TEL;TYPE=CELL:8 (916) 123-45-67', 'TEL;TYPE=FAX:+7 495 775-17-37', 'EMAIL;TYPE=WORK:Ivan@Example.ru',
      'ADR;TYPE=WORK:;;ул. Ленина, 1;Казань;;420000;Россия', 'URL:https://example.ru', 'BDAY:1980-04-12', 'NOTE:Любит чай',
    ),
    `?counterparty=${company}`,
  );
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ created: [{ id: expect.any(String), label: 'Иванов Иван Иванович' }], skipped: [], problems: [] });
  const { body } = await manager.get(`catalogs/contact/${answer.body.created[0].id}`);
  expect(body).toMatchObject({
    lastName: 'Иванов', firstName: 'Иван', middleName: 'Иванович', birthday: '1980-04-12', note: 'Любит чай',
    positions: [{ counterparty: { id: company, label: 'ООО «Ромашка»' }, position: 'Директор' }],
    phones: [{ number: '+79161234567', kind: 'mobile' }, { number: '+74957751737', kind: 'other' }],
    emails: [{ address: 'ivan@example.ru', kind: 'work' }],
    addresses: [{ kind: 'work', text: 'Россия, Казань, ул. Ленина, 1', postcode: '420000' }],
    sites: [{ address: 'https://example.ru' }],
  });

  // And back, by one's own card and as a part of the list.
  const one = await manager.get(`catalogs/contact/${body.id}`, { as: 'vcf' });
  expect(one.headers.get('content-type')).toBe('text/vcard; charset=utf-8');
  expect(one.headers.get('content-disposition')).toContain(encodeURIComponent('Иванов Иван Иванович.vcf'));
  const [person] = parseVCards(one.text).people;
  expect(person).toMatchObject({ fullName: 'Иванов Иван Иванович', organisation: 'ООО «Ромашка»', position: 'Директор', birthday: '1980-04-12', note: 'Любит чай' });
  const list = await manager.get('catalogs/contact', { as: 'vcf', filter: { 'positions.counterparty': company } });
  expect(list.text).toBe(one.text);
  expect((await outsider.get(`catalogs/contact/${body.id}`, { as: 'vcf' })).status).toBe(404);
  expect((await outsider.get('catalogs/contact', { as: 'vcf', filter: { 'positions.counterparty': company } })).text).toBe('');
});

test('the organisation of a card finds the one counterparty of that name; otherwise it stands in the note', async () => {
  const known = await counterparty(manager, 'ЗАО "Лютик"');
  await counterparty(manager, 'ООО «Тёзка»');
  await counterparty(manager, 'АО «Тезка»');
  await counterparty(outsider, 'ООО «Чужая»');
  const body = ['Лютик, ООО', 'Тёзка', 'Чужая'].map((name, i) => card(`FN:Человек ${i}`, `ORG:${name.replace(',', '\\,')}`, 'TITLE:Инженер')).join('');
  const { created } = (await take(manager, body)).body;
  const rows = await Promise.all(created.map(async (c: { id: string }) => (await manager.get(`catalogs/contact/${c.id}`)).body));
  expect(rows[0]).toMatchObject({ positions: [{ counterparty: { id: known }, position: 'Инженер' }], note: null });
  expect(rows[1]).toMatchObject({ positions: [], note: 'Тёзка, Инженер' });
  expect(rows[2]).toMatchObject({ positions: [], note: 'Чужая, Инженер' });
});

test('somebody who is there already is skipped; a namesake is not', async () => {
  const again = card('FN:Петров Пётр', 'TEL:+79031112233');
  expect((await take(manager, again)).body.created).toHaveLength(1);
  const { body } = await take(manager, card('FN:ПЕТРОВ ПЕТР', 'TEL:8 903 111-22-33') + card('FN:Петров Пётр', 'TEL:+79039999999') + card('FN:Сидоров Пётр', 'TEL:+79031112233') + card('FN:Петров Пётр'));
  expect(body.created).toHaveLength(3);
  expect(body.skipped).toEqual([{ index: 1, why: 'Такой контакт уже есть: Петров Пётр.' }]);
  // One whom the caller may not see is nobody they could be told of.
  expect((await take(outsider, again)).body.created).toHaveLength(1);
});

test('a repeat with the same key makes nobody twice, and half a file goes on where it stopped', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const name = `Повторова ${key['idempotency-key']}`;
  const body = card(`FN:${name}`, 'TEL:+79035554433') + card(`FN:${name}`, 'EMAIL:p@example.ru') + card('NOTE:nobody') + card(`FN:${name}`);
  const first = await take(manager, body, '', key);
  const second = await take(manager, body, '', key);
  expect(first.body.created).toHaveLength(3);
  expect(first.body.skipped).toEqual([{ index: 3, why: expect.stringContaining('нет имени') }]);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get('idempotent-replay')).toBe('true');
  expect(await contactsNamed(manager, name)).toHaveLength(3);
  expect((await take(manager, card('FN:Другой'), '', key)).body).toMatchObject({ status: 409, code: 'keyReused' });
  expect(await contactsNamed(manager, 'Другой')).toHaveLength(0);
});

test('what does not fit its field moves to the note and costs nobody', async () => {
  const { body } = await take(manager, card('FN:Неаккуратная Анна', 'EMAIL:not an address', 'EMAIL:anna@example.ru', 'URL:javascript:alert(1)', `N:${'Д'.repeat(200)};Анна;;;`, 'BDAY:1980-02-31'));
  expect(body.created).toHaveLength(1);
  expect(body.skipped).toEqual([]);
  expect(body.problems).toEqual([{ index: 1, why: expect.stringContaining('даты') }, { index: 1, why: expect.stringContaining('примечание') }]);
  const row = (await manager.get(`catalogs/contact/${body.created[0].id}`)).body;
  expect(row).toMatchObject({ emails: [{ address: 'anna@example.ru' }], sites: [], lastName: null, firstName: 'Анна', birthday: null });
  for (const lost of ['not an address', 'javascript:alert(1)', 'Д'.repeat(200)]) expect(row.note).toContain(lost);

  const long = await take(manager, card(`FN:${'Ж'.repeat(400)}`) + card('FN:Следующий за длинным'));
  expect(long.body.created).toEqual([{ id: expect.any(String), label: 'Следующий за длинным' }]);
  expect(long.body.skipped).toEqual([{ index: 1, why: 'Слишком длинно: не больше 300 знаков.' }]);
});

test('old address books write windows-1251, and version 2.1', async () => {
  const cyrillic = (text: string): number[] => [...text].map((c) => (c >= 'А' && c <= 'я' ? c.charCodeAt(0) - 0x350 : c.charCodeAt(0)));
  const body = new Uint8Array(cyrillic('BEGIN:VCARD\r\nVERSION:2.1\r\nN:Старов;Семен\r\nTEL;CELL:+79160000001\r\nEND:VCARD\r\n'));
  expect((await take(manager, body, '', { 'content-type': 'text/x-vcard; charset=windows-1251' })).body.created).toEqual([{ id: expect.any(String), label: 'Старов Семен' }]);
});

test('what is no vCard, or too much of it, is refused in words', async () => {
  expect((await take(manager, 'hello')).body).toMatchObject({ status: 422, detail: 'В файле нет ни одной карточки vCard.' });
  expect((await take(manager, '')).status).toBe(422);
  expect((await take(manager, card('FN:Х'), `?counterparty=${randomUUID()}`)).body.errors[0]).toMatchObject({ path: 'counterparty', code: 'reference' });
  expect((await take(manager, card('FN:Х'), '?counterparty=1')).status).toBe(422);
  expect((await take(manager, card('FN:Х'), '?x=1')).body.errors[0]).toMatchObject({ path: 'x', code: 'parameter' });
  expect((await manager.post('catalogs/contact/vcard', { name: 'x' })).status).toBe(415);
  expect((await take(manager, 'x'.repeat((10 << 20) + 1))).body).toMatchObject({ status: 413, detail: expect.stringContaining('10 MB') });
  expect((await take(app.nobody, card('FN:Х'))).status).toBe(401);
  expect((await manager.get('catalogs/counterparty', { as: 'vcf' })).body.errors[0]).toMatchObject({ path: 'as', code: 'option' });
  expect((await manager.get('catalogs/contact', { as: 'pdf' })).status).toBe(422);
  expect((await manager.get('catalogs/contact', { as: 'vcf', filter: '{"nothing":1}' })).status).toBe(422);
});

test('a list longer than a page is given whole', async () => {
  const many = Array.from({ length: 520 }, (_, i) => card(`FN:Много ${String(i).padStart(3, '0')}`)).join('');
  expect((await take(manager, many)).body.created).toHaveLength(520);
  const { text } = await manager.get('catalogs/contact', { as: 'vcf', filter: { name: { contains: 'Много' } }, sort: 'name' });
  expect(parseVCards(text).people.map((p) => p.fullName)).toEqual(Array.from({ length: 520 }, (_, i) => `Много ${String(i).padStart(3, '0')}`));
});
