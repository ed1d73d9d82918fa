/** Lists: filters, sorting, pages by key, search as you type. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groups, items, people } from '../support/company.ts';
import { startApp, type Client, type TestApp } from '../support/app.ts';

let app: TestApp;
let director: Client;
const names = ['Ёжиков', 'Ежов', 'ёлка', 'Елкин', 'Жуков', 'Яковлев', 'Альфа', 'Бета'];
beforeAll(async () => {
  app = await startApp();
  director = await app.as('director');
  const rows = names.map((name, i) => ({
    name, kind: i % 2 ? 'legal' : 'person', group: i < 3 ? groups.vip : i < 5 ? groups.sleeping : null, region: [items.kazan, items.samara, items.moscow, null][i % 4], roles: i < 2 ? ['client', 'partner'] : i < 4 ? ['supplier'] : [],
    owner: i < 4 ? people.manager : people.outsider, note: i === 7 ? null : `заметка ${i}`, inn: i === 1 ? '7707083893' : null, phones: i === 0 ? [{ number: '+7 916 123-45-67', kind: 'mobile' }] : [],
  }));
  for (const row of rows) expect((await director.post('catalogs/counterparty', row)).status).toBe(201);
});
afterAll(() => app?.close());

const found = async (query: Record<string, unknown>, path = 'catalogs/counterparty', who: Client = director): Promise<string[]> => {
  const answer = await who.get(path, query);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.rows.map((r: { name: string }) => r.name);
};
const sorted = (list: string[]): string[] => [...list].sort(new Intl.Collator('ru').compare);

test('names are sorted as Russians sort them', async () => {
  expect(await found({ sort: 'name' })).toEqual(['Альфа', 'Бета', 'Ёжиков', 'Ежов', 'ёлка', 'Елкин', 'Жуков', 'Яковлев']);
});

describe('filters', () => {
  test.each<[string, unknown, string[]]>([
    ['equal', { kind: 'person' }, ['Ёжиков', 'ёлка', 'Жуков', 'Альфа']],
    ['reference', { group: groups.vip }, ['Ёжиков', 'Ежов', 'ёлка']],
    ['empty', { group: null }, ['Яковлев', 'Альфа', 'Бета']],
    ['not empty', { group: { empty: false } }, ['Ёжиков', 'Ежов', 'ёлка', 'Елкин', 'Жуков']],
    ['not equal, the empty ones too', { group: { ne: groups.vip } }, ['Елкин', 'Жуков', 'Яковлев', 'Альфа', 'Бета']],
    ['one of', { group: { in: [groups.vip, groups.sleeping] } }, ['Ёжиков', 'Ежов', 'ёлка', 'Елкин', 'Жуков']],
    ['below in a tree', { region: { under: items.volga } }, ['Ёжиков', 'Ежов', 'Жуков', 'Яковлев']],
    ['one of several values', { roles: 'partner' }, ['Ёжиков', 'Ежов']],
    ['any of several values', { roles: { in: ['partner', 'supplier'] } }, ['Ёжиков', 'Ежов', 'ёлка', 'Елкин']],
    ['no values', { roles: { empty: true } }, ['Жуков', 'Яковлев', 'Альфа', 'Бета']],
    ['part of a text', { note: { contains: 'Заметка 2' } }, ['ёлка']],
    ['part of a text, ё and е alike', { name: { contains: 'ежик' } }, ['Ёжиков']],
    ['a day for a time', { createdAt: { gte: '2020-01-01', lt: '2999-12-31' } }, names],
    ['a percent sign is a percent sign', { note: { contains: '%' } }, []],
    ['inside a list', { 'phones.kind': 'mobile' }, ['Ёжиков']],
    ['in a list, as it is spoken', { phones: { contains: '8 (916) 123' } }, ['Ёжиков']],
    ['or', { or: [{ name: 'Альфа' }, { inn: '7707083893' }] }, ['Ежов', 'Альфа']],
    ['not', { not: { kind: 'person' } }, ['Ежов', 'Елкин', 'Яковлев', 'Бета']],
    ['nested', { and: [{ or: [{ kind: 'legal' }, { group: groups.vip }] }, { not: { group: null } }] }, ['Ёжиков', 'Ежов', 'ёлка', 'Елкин']],
    ['both bounds', { version: { gte: 1, lt: 2 } }, names],
    ['time', { createdAt: { gt: '2020-01-01T00:00:00Z' } }, names],
    ['nothing', {}, names],
  ])('%s', async (_, filter, expected) => {
    expect(sorted(await found({ filter }))).toEqual(sorted(expected));
  });

  test.each<[string, unknown, string, string]>([
    ['unknown field', { colour: 1 }, 'filter.colour', 'filterField'],
    ['unknown operator', { name: { like: 'x' } }, 'filter.name.like', 'filterOperator'],
    ['wrong type', { group: 'vip' }, 'filter.group.eq', 'type'],
    ['deep', { not: { not: { not: { not: { not: { not: { not: {} } } } } } } }, 'filter.not.not.not.not.not.not', 'tooDeep'],
    ['prototype', { __proto__x: 1, constructor: 1 }, 'filter.__proto__x', 'filterField'],
    ['too many', { or: Array.from({ length: 101 }, () => ({ name: 'x' })) }, 'filter', 'tooMany'],
  ])('%s is refused at its place', async (_, filter, path, code) => {
    const { status, body } = await director.get('catalogs/counterparty', { filter });
    expect(status).toBe(422);
    expect(body.errors[0].code).toBe(code);
    expect(body.errors[0].path.startsWith(path.slice(0, 10))).toBe(true);
  });
});

describe('pages', () => {
  test.each(['name', '-name', 'group,-name', '-group,name', 'region', '-inn', 'updatedAt', 'kind,-note', '-owner,region'])('by %s: every row once, in one order, page by page', async (sort) => {
    const whole = await found({ sort, limit: '500' });
    expect(new Set(whole).size).toBe(names.length);
    for (const limit of [1, 3]) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const { body } = await director.get('catalogs/counterparty', { sort, limit: String(limit), after });
        seen.push(...body.rows.map((r: { name: string }) => r.name));
        after = body.next ?? undefined;
      } while (after);
      expect(seen).toEqual(whole);
    }
  });

  test('a row that comes in before the mark does not disturb the next page', async () => {
    const first = (await director.get('catalogs/counterparty', { sort: 'name', limit: '3' })).body;
    const { body: made } = await director.post('catalogs/counterparty', { name: 'Авангард', kind: 'legal' });
    expect(await found({ sort: 'name', limit: '2', after: first.next })).toEqual(['Ежов', 'ёлка']);
    await director.delete(`catalogs/counterparty/${made.id}?version=1`);
  });

  test.each(['rubbish', Buffer.from('[]').toString('base64url'), Buffer.from('["name",0,"a","not-a-uuid"]').toString('base64url'), Buffer.from('["name",99,"a","018f0000-0000-7000-8000-000000000001"]').toString('base64url')])('a made-up mark %s is refused', async (after) => {
    expect(await director.get('catalogs/counterparty', { sort: 'name', after })).toMatchObject({ status: 422, body: { errors: [{ path: 'after', code: 'cursor' }] } });
  });

  test('only the asked fields, with a total on demand', async () => {
    const { body } = await director.get('catalogs/counterparty', { fields: 'name,group', total: '1', limit: '1', sort: 'name' });
    expect(Object.keys(body.rows[0]).sort()).toEqual(['can', 'group', 'id', 'name', 'version']);
    expect(body.total).toEqual({ value: names.length, exact: true });
  });
});

describe('search', () => {
  test.each<[string, string[]]>([
    ['ежик', ['Ёжиков']],
    ['елк', ['ёлка', 'Елкин']],
    ['ёл', ['ёлка', 'Елкин']],
    [';erjd', ['Жуков']],
    ['fkmaf', ['Альфа']],
    ['zhukov', ['Жуков']],
    ['7707 083', ['Ежов']],
    ['0838', ['Ежов']],
    ['8 (916) 123-45', ['Ёжиков']],
    ['123-45-67', ['Ёжиков']],
    ['яков лев', ['Яковлев']],
    ['ничего такого', []],
    ['%', []],
  ])('«%s»', async (q, expected) => {
    expect(sorted(await found({ q }))).toEqual(sorted(expected));
    const box = (await director.get('search', { q })).body.rows.filter((r: { entity: string }) => r.entity === 'counterparty').map((r: { label: string }) => r.label);
    expect(sorted(box)).toEqual(sorted(expected));
  });

  test('only what the caller may see', async () => {
    const manager = await app.as('manager');
    expect(await found({ q: 'Жуков' }, 'catalogs/counterparty', manager)).toEqual([]);
    expect((await manager.get('search', { q: 'Жуков' })).body.rows).toEqual([]);
  });

  test('documents by subject, content and number; people by name', async () => {
    await director.post('documents/note', { title: 'Спецификация насосов', body: 'Просили 12 штук НЦ-32' });
    const search = async (q: string): Promise<string[]> => (await director.get('search', { q })).body.rows.map((r: { entity: string; label: string }) => `${r.entity}:${r.label}`);
    expect(await search('насос')).toEqual(['note:Спецификация насосов']);
    expect(await search('НЦ-32')).toEqual(['note:Спецификация насосов']);
    expect(await search('менеджер')).toEqual(['employee:Мария Менеджерова']);
  });

  test('a name that begins with the query comes first', async () => {
    await director.post('catalogs/counterparty', { name: 'Абетон', kind: 'legal' });
    const box = (await director.get('search', { q: 'бет' })).body.rows.map((r: { label: string }) => r.label);
    expect(box.slice(0, 2)).toEqual(['Бета', 'Абетон']);
  });
});
