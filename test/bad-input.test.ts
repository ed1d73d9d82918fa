/** What the world may send, on purpose or not: each is answered with a problem that names the place, and nothing of it is stored. */
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type Answer, type Client, type TestApp } from './support/app.ts';
import { emailOf, groups, people } from './support/company.ts';

let app: TestApp;
let admin: Client;
let manager: Client;
let counterparty: { id: string; version: number };

beforeAll(async () => {
  app = await startApp();
  admin = await app.as('admin');
  manager = await app.as('manager');
});
afterAll(() => app?.close());
beforeEach(async () => {
  counterparty = (await manager.post('catalogs/counterparty', { name: 'Ромашка', kind: 'legal' })).body;
});

const paths = (a: Answer): string[] => a.body.errors.map((e: { path: string }) => e.path);
const codes = (a: Answer): string[] => a.body.errors.map((e: { path: string; code: string }) => `${e.path} ${e.code}`);
const journal = async (): Promise<number> => Number((await app.db.query('select count(*) as n from operation')).rows[0].n);

/** The answer is a whole problem of this status. */
function expectProblem(a: Answer, status: number, code?: string): void {
  expect(a.status, a.text).toBe(status);
  expect(a.headers.get('content-type')).toContain('application/problem+json');
  expect(a.body).toMatchObject({ type: expect.stringMatching(/^https:/), title: expect.stringMatching(/./), status,
    detail: expect.stringMatching(/./), code: code ?? expect.any(String) });
}

/** Sends bytes as they are and reads the answer until the server closes. */
const overTheWire = (text: string): Promise<string> =>
  new Promise((done, fail) => {
    const { hostname, port } = new URL(app.url);
    const parts: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(text));
    socket.on('data', (part) => parts.push(part)).on('close', () => done(Buffer.concat(parts).toString())).on('error', fail);
  });

describe('A wrong body', () => {
  it('is told by field, all mistakes at once', async () => {
    const before = await journal();
    const a = await manager.post('catalogs/counterparty', {
      name: 5, kind: 'firm', roles: 'client', group: 'vip', phones: [{ number: 4957751737 }, 'x'], emails: {}, inn: ['7709999995'],
        note: { text: 'x' },
    });
    expectProblem(a, 422, 'invalid');
    expect(paths(a).toSorted()).toEqual(['emails', 'group', 'inn', 'kind', 'name', 'note', 'phones.0.number', 'phones.1', 'roles']);
    const call = await manager.post('documents/call', { date: '2026-02-30', startsAt: '2026-11-23 10:00', counterparty: 5,
      direction: null });
    expect(codes(call).toSorted()).toEqual(['counterparty type', 'date date', 'direction required', 'startsAt datetime']);
    expect(await journal()).toBe(before);
  });

  it('with fields that are not there, or that the system fills in, is refused and not half taken', async () => {
    const a = await manager.post('catalogs/counterparty', { name: 'x', kind: 'legal', nmae: 'y', org_id: groups.vip,
      createdBy: people.admin, version: 7, phones: [{ number: '1', extra: 1 }] });
    expectProblem(a, 422);
    expect(codes(a).toSorted()).toEqual(['createdBy computed', 'nmae unknownField', 'org_id unknownField', 'phones.0.extra unknownField',
      'version computed']);
    expect(codes(await manager.post('session', { email: 'a@b.example', password: 'x', admin: true }))).toEqual(['admin unknownField']);
  });

  it('cannot smuggle the company\'s own fields or another id into a change', async () => {
    const { id, version } = counterparty;
    expect(codes(await manager.patch(`catalogs/counterparty/${id}`, { version,
      attributes: { secret: 1 } }))).toEqual(['attributes.secret unknownField']);
    expect(codes(await manager.patch(`catalogs/counterparty/${id}`, { version, attributes: 5 }))).toEqual(['attributes type']);
    expect(codes(await manager.patch(`catalogs/counterparty/${id}`, { version, id: groups.vip, note: 'x' }))).toEqual(['id computed']);
    const same = await manager.patch(`catalogs/counterparty/${id}`, { version, id, note: 'x' });
    expect(same.status).toBe(200);
  });

  it('that is no object is refused', async () => {
    for (const body of ['[]', '5', '"text"', 'null', 'true']) expectProblem(await manager.post('catalogs/counterparty', body), 422);
    for (const body of ['{', '{"name":', 'nul', "{'name': 1}", '{"name":"x"}}']) expectProblem(await manager.post('catalogs/counterparty',
      body), 400, 'json');
    expectProblem(await manager.post('catalogs/counterparty', ''), 422);
  });

  it('of another type than JSON is refused', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'x']) {
      expectProblem(await manager.post('catalogs/counterparty', 'name=x', { 'content-type': type }), 415, 'content-type');
    }
  });

  it('of more than a megabyte is refused', async () => {
    expectProblem(await manager.post('catalogs/counterparty', { name: 'x', kind: 'legal', note: 'x'.repeat(1 << 20) }), 413, 'too-large');
  });

  it('cannot reach a prototype', async () => {
    expect(codes(await manager.post('catalogs/counterparty',
      '{"__proto__":{"rights":["people"]},"name":"x","kind":"legal"}'))).toEqual(['__proto__ unknownField']);
    expect(codes(await manager.post('catalogs/counterparty',
      '{"phones":[{"number":"1","__proto__":{}}],"name":"x","kind":"legal"}'))).toEqual(['phones.__proto__ unknownField']);
    expect(codes(await manager.post('catalogs/counterparty',
      '{"constructor":{"prototype":{"rights":1}},"name":"x","kind":"legal"}'))).toEqual(['constructor unknownField']);
    expect(codes(await manager.post('catalogs/counterparty', { constructor: 1, toString: 2, name: 'x',
      kind: 'legal' })).toSorted()).toEqual(['constructor unknownField', 'toString unknownField']);
    expect(({} as { rights?: unknown }).rights).toBeUndefined();
  });
});

describe('Text that cannot be stored', () => {
  it('is refused when it is not UTF-8, and not turned into question marks', async () => {
    const before = await journal();
    const body = Buffer.concat([Buffer.from('{"kind":"legal","name":"'), Buffer.from('Ромашка', 'utf16le'), Buffer.from([0xff, 0xc3,
      0x28]), Buffer.from('"}')]);
    const a = await manager.post('catalogs/counterparty', body);
    expectProblem(a, 422);
    expect(codes(a)).toEqual([' characters']);
    expect(await journal()).toBe(before);
  });

  it('is named when it holds NUL or half a character', async () => {
    expect(codes(await manager.post('catalogs/counterparty', { name: 'a\0b', kind: 'legal', note: '\0',
      phones: [{ number: '1\0' }] })).toSorted()).toEqual(['name characters', 'note characters', 'phones.0.number characters']);
    expect(codes(await manager.post('catalogs/counterparty', '{"name":"\\ud83d","kind":"legal"}'))).toEqual(['name characters']);
    for (const q of ['%00', 'a%00b']) expectProblem(await manager.get(`search?q=${q}`), 422);
  });

  it('is named when it is a million characters long', async () => {
    const a = await manager.post('catalogs/counterparty', { name: 'x'.repeat(1_000_000), kind: 'legal' });
    expectProblem(a, 422);
    expect(codes(a)).toEqual(['name tooLong']);
  });

  it('does not include emoji, Arabic or right-to-left marks: they come back as they went in', async () => {
    const name = '😀👩‍👩‍👧 «Мир» \u202eمرحبا\u202c e\u0301';
    const a = await manager.post('catalogs/counterparty', { name, kind: 'legal' });
    expect(a.status).toBe(201);
    expect((await manager.get(`catalogs/counterparty/${a.body.id}`)).body.name).toBe(name);
  });

  it('does not include HTML: it is text, stored and given back as it is', async () => {
    const name = '<script>alert(1)</script> & <b>"ООО"</b>';
    const a = await manager.post('catalogs/counterparty', { name, kind: 'legal' });
    expect(a.body.name).toBe(name);
    expect(a.headers.get('content-type')).toContain('application/json');
    expect(a.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await app.db.query('select name from counterparty where id = $1', [a.body.id])).rows).toEqual([{ name }]);
  });
});

describe('Deep JSON', () => {
  it('is refused with the field it stands in, with an idempotency key too', async () => {
    for (const headers of [undefined, { 'idempotency-key': 'deep' }]) {
      for (const [open, close] of [['[', ']'], ['{"a":', '}']] as const) {
        const a = await manager.post('catalogs/counterparty',
          `{"name":"x","kind":"legal","phones":${open.repeat(80_000)}1${close.repeat(80_000)}}`, headers);
        expectProblem(a, 422);
        expect(codes(a)).toEqual(['phones nested']);
      }
    }
  });

  it('is refused in a filter', async () => {
    let filter: unknown = { name: 'x' };
    for (let i = 0; i < 30; i++) filter = { not: filter };
    const a = await manager.get('catalogs/counterparty', { filter });
    expectProblem(a, 422);
    expect(a.body.errors[0]).toMatchObject({ code: 'tooDeep', path: expect.stringMatching(/^filter\.not\.not/) });
    expectProblem(await manager.get(`catalogs/counterparty?filter=${'['.repeat(5000)}`), 422);
  });
});

describe('A list', () => {
  it('refuses cursors that it did not give', async () => {
    const of = (sort: string, ...values: unknown[]): string => Buffer.from(JSON.stringify([sort, 0, ...values])).toString('base64url');
    const id = people.manager;
    const asked: [string, string][] = [
      ['name', 'rubbish'], ['name', of('name')], ['name', of('-name', 'x', id)], ['name', of('name', 'x', 'no id')], ['name', of('name',
        'a\0b', id)], ['name', of('name', 5, id)],
      ['createdAt', of('createdAt', '2026-02-30 00:00:00+00', id)], ['createdAt', of('createdAt', '2026-01-01 25:61:61+00', id)],
        ['version', of('version', '1e5', id)], ['version', of('version', '9'.repeat(99), id)],
    ];
    for (const [sort, after] of asked) {
      const a = await manager.get('catalogs/counterparty', { sort, after });
      expectProblem(a, 422);
      expect(codes(a), `${sort} ${after}`).toEqual(['after cursor']);
    }
    for (const after of ['x', `2026-02-31 00:00:00+00_${id}`, `2026-01-01 25:00:00+00_${id}`,
      '2026-01-01 00:00:00+00_x']) expect(codes(await manager.get('operations', { after })), after).toEqual(['after cursor']);
    expect(codes(await manager.get(`catalogs/counterparty/${counterparty.id}/history`, { after: '-1' }))).toEqual(['after cursor']);
  });

  it('names the place in a filter that is wrong', async () => {
    const asked: [unknown, string][] = [
      [{ nmae: 'x' }, 'filter.nmae filterField'], [{ 'phones.nmae': 'x' }, 'filter.phones.nmae filterField'], [{ __proto__: null,
        constructor: 1 }, 'filter.constructor filterField'], [{ name: { like: 'x' } }, 'filter.name.like filterOperator'],
      [{ group: 'x' }, 'filter.group.eq type'], [{ createdAt: { gt: 'yesterday' } }, 'filter.createdAt.gt datetime'],
        [{ createdAt: { gt: '9999-12-31T23:59:59-14:00' } }, 'filter.createdAt.gt datetime'], [{ kind: { in: ['legal', 'x'] } },
        'filter.kind.in.1 option'],
      [{ or: [{ name: 'x' }, { y: 1 }] }, 'filter.or.1.y filterField'], [{ name: { contains: 'a\0' } }, 'filter.name.contains type'],
        [{ version: 1e300 }, 'filter.version.eq tooBig'], ['text', 'filter type'], [{ and: {} }, 'filter.and type'],
    ];
    for (const [filter, expected] of asked) {
      const a = await manager.request('GET', `catalogs/counterparty?filter=${encodeURIComponent(JSON.stringify(filter))}`);
      expectProblem(a, 422);
      expect(codes(a)).toEqual([expected]);
    }
    expect(codes(await manager.get('catalogs/counterparty?filter={'))).toEqual(['filter json']);
  });

  it('refuses parameters that it does not know, doubled ones and wrong values', async () => {
    const asked: [string, string][] = [
      ['page=2', 'page parameter'], ['limit=0', 'limit tooSmall'], ['limit=501', 'limit tooBig'], ['limit=1e3', 'limit tooSmall'],
        ['limit=5&limit=6', 'limit duplicateId'], ['sort=nmae', 'sort sortField'], ['sort=phones', 'sort sortField'],
      ['fields=name,nmae', 'fields unknownField'], ['total=yes', 'total option'], ['trash=2', 'trash option'], ['__proto__=1',
        '__proto__ parameter'], [`q=${'x'.repeat(600)}`, 'q tooLong'],
    ];
    for (const [query, expected] of asked) expect(codes(await manager.get(`catalogs/counterparty?${query}`)), query).toEqual([expected]);
  });
});

describe("Another company's rows", () => {
  let theirs: { id: string };
  let note: { id: string };
  beforeAll(async () => {
    const foreigner = await app.as('foreigner');
    theirs = (await foreigner.post('catalogs/counterparty', { name: 'Тайный клиент', kind: 'legal' })).body;
    note = (await foreigner.post('documents/note', { title: 'Тайна', counterparty: theirs.id })).body;
  });

  it('are not there in paths, whatever the verb', async () => {
    for (const path of [`catalogs/counterparty/${theirs.id}`, `documents/note/${note.id}`, `catalogs/employee/${people.foreigner}`]) {
      const answers = [await admin.get(path), await admin.patch(path, { version: 1, id: people.admin }), await admin.delete(path),
        await admin.post(`${path}/restore`), await admin.get(`${path}/history`)];
      expect(answers.map((a) => a.status), path).toEqual([404, 422, 404, 404, 404]);
      for (const a of answers) expect(a.text).not.toContain('Тай');
    }
    expectProblem(await admin.patch(`catalogs/counterparty/${theirs.id}`, { version: 1, note: 'x' }), 404, 'not-found');
    expectProblem(await admin.post(`documents/note/${note.id}/stage`, { to: 'kept', version: 1 }), 404);
    expectProblem(await admin.post(`catalogs/employee/${people.foreigner}/password`, { password: 'a-longer-secret-7' }), 404);
    expectProblem(await admin.delete(`catalogs/employee/${people.foreigner}/sessions`), 404);
  });

  it('are no references, as if they did not exist', async () => {
    const a = await admin.post('documents/call', { counterparty: theirs.id, assignee: people.foreigner, parent: note.id });
    expect(codes(a).toSorted()).toEqual(['assignee reference', 'counterparty reference', 'parent reference']);
    expect(codes(await admin.post('catalogs/contact', { name: 'x',
      positions: [{ counterparty: theirs.id }] }))).toEqual(['positions.0.counterparty reference']);
    expect(codes(await admin.patch(`catalogs/counterparty/${counterparty.id}`, { version: 1,
      owner: people.foreigner }))).toEqual(['owner reference']);
  });

  it('are not found by filters, search, duplicates or reports', async () => {
    expect((await admin.get('catalogs/counterparty', { filter: { id: theirs.id } })).body.rows).toEqual([]);
    expect((await admin.get('documents', { filter: { counterparty: theirs.id } })).body.rows).toEqual([]);
    expect((await admin.get('search', { q: 'тайн' })).body.rows).toEqual([]);
    expect((await admin.get('catalogs/counterparty/duplicates', { name: 'Тайный клиент' })).body.rows).toEqual([]);
    expect((await admin.get('registers/activity/movements', { filter: { counterparty: theirs.id } })).body.rows).toEqual([]);
    expect((await admin.get('operations', { actor: people.foreigner })).body.rows).toEqual([]);
  });

  it('keep their e-mail addresses: a person is not made with one that signs in elsewhere', async () => {
    const a = await admin.post('catalogs/employee', { name: 'Двойник', email: emailOf('foreigner') });
    expectProblem(a, 422);
    expect(codes(a)).toEqual(['email duplicateValue']);
  });
});

describe('A stale version', () => {
  it('is answered with mine, theirs and the original', async () => {
    const { id } = counterparty;
    await manager.patch(`catalogs/counterparty/${id}`, { version: 1, note: 'их' });
    const a = await manager.patch(`catalogs/counterparty/${id}`, { version: 1, note: 'моё' });
    expectProblem(a, 409, 'conflict');
    expect(a.body).toMatchObject({ version: 2, fields: [{ path: 'note', original: null, theirs: 'их', mine: 'моё' }] });
    expectProblem(await manager.delete(`catalogs/counterparty/${id}?version=1`), 409, 'conflict');
    expect((await manager.get(`catalogs/counterparty/${id}`)).body).toMatchObject({ version: 2, note: 'их', deletedAt: null });
  });

  it('that is none at all is named', async () => {
    const { id } = counterparty;
    for (const version of [undefined, null, '1', 1.5, -1, 1e21, -1e300,
      {}]) expect(codes(await manager.patch(`catalogs/counterparty/${id}`, { version, note: 'x' })),
      String(version)).toEqual(['version version']);
    expect(codes(await manager.delete(`catalogs/counterparty/${id}?version=x`))).toEqual(['version version']);
    const call = (await manager.post('documents/call', { title: 'x' })).body;
    for (const version of [undefined, 1e21]) expect(codes(await manager.post(`documents/call/${call.id}/stage`, { to: 'done',
      version }))).toEqual(['version version']);
  });
});

describe('Times at the ends of the calendar', () => {
  it('are refused when their offset leads out of it', async () => {
    for (const startsAt of ['9999-12-31T23:59:59-14:00', '0001-01-01T00:00:00+14:00', '2026-11-23T10:00:00', '2026-11-23T25:00:00Z',
      '+010000-01-01T00:00:00Z']) {
      expect(codes(await manager.post('documents/call', { startsAt })), startsAt).toEqual(['startsAt datetime']);
    }
    expect((await manager.post('documents/call', { startsAt: '9999-12-31T23:59:59Z', date: '0001-01-01' })).status).toBe(201);
  });
});

describe('Who asks', () => {
  it('is nobody with a forged, broken or foreign cookie', async () => {
    const token = manager.cookie.split('=')[1] ?? '';
    for (const cookie of ['flydoc_session=forged', `flydoc_session=${'A'.repeat(43)}`, 'flydoc_session=', `flydoc_session=${token}x`,
      `flydoc_session=${token.slice(0, -1)}`, `flydoc_session=${'x'.repeat(5000)}`, "flydoc_session=' or 1=1 --", 'flydoc_session=%00',
      '=;=;']) {
      expectProblem(await app.nobody.request('GET', 'me', undefined, { cookie }), 401, 'signInFirst');
      expectProblem(await app.nobody.request('POST', 'catalogs/counterparty', { name: 'x', kind: 'legal' }, { cookie }), 401);
    }
  });

  it('may not write from another site, nor from one that hides where it is', async () => {
    const before = await journal();
    const port = new URL(app.url).port;
    for (const origin of ['https://evil.example', 'null', '', 'http://127.0.0.1', `http://127.0.0.1:${port}.evil.example`,
      `http://evil.example#127.0.0.1:${port}`, 'file://', 'rubbish']) {
      expectProblem(await manager.post('catalogs/counterparty', { name: 'x', kind: 'legal' }, { origin }), 403, 'wrongOrigin');
    }
    expectProblem(await app.nobody.post('session', { email: emailOf('manager'), password: 'x' }, { origin: 'https://evil.example' }), 403,
      'wrongOrigin');
    expect(await journal()).toBe(before);
    expect((await manager.post('catalogs/counterparty', { name: 'x', kind: 'legal' }, { origin: app.url })).status).toBe(201);
  });

  it('reads problems in the language they ask for', async () => {
    const english = await app.nobody.request('GET', 'me', undefined, { 'accept-language': 'en-GB,ru;q=0.5' });
    const russian = await app.nobody.request('GET', 'me', undefined, { 'accept-language': 'ru' });
    expect(english.body.detail).toBe('Sign in and try again.');
    expect(russian.body.detail).toBe('Войдите в систему и повторите.');
    expect((await app.nobody.request('GET', 'me', undefined,
      { 'accept-language': 'fr, en;q=0.5' })).body.detail).toBe('Sign in and try again.');
    // Whoever has signed in has chosen a language.
    expect((await manager.request('POST', 'catalogs/counterparty', {},
      { 'accept-language': 'en' })).body.errors[0].message).toBe('Заполните это поле.');
    await manager.patch('me', { language: 'en' });
    expect((await manager.request('POST', 'catalogs/counterparty', {},
      { 'accept-language': 'ru' })).body.errors[0].message).toBe('Fill in this field.');
    await manager.patch('me', { language: 'ru' });
  });
});

describe('Addresses and HTTP itself', () => {
  it('lead nowhere when they are tricks', async () => {
    for (const path of ['catalogs/counterparty/..%2f..%2fetc%2fpasswd', 'catalogs/__proto__', 'catalogs/constructor/x',
      'documents/toString', 'registers/__proto__/balance', 'reports/constructor', 'catalogs/counterparty/%00',
      'files/..%2f..%2fpostgresql.conf', 'catalogs/counterparty/null', 'nowhere']) {
      expectProblem(await admin.get(path), 404, 'not-found');
    }
    expectProblem(await admin.get('catalogs/%zz'), 400);
    expectProblem(await admin.get('catalogs/counterparty/%ff'), 400);
  });

  it('do not block a connection with a body that nobody reads', async () => {
    const body = 'x'.repeat(1_100_000);
    const first = `GET /api/v1/health HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const answer = await overTheWire(`${first}GET /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  });

  it('are told even when Node itself cannot read them', async () => {
    for (const [sent, status] of [[`GET /api/v1/me?q=${'x'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
      ['GET /api/v1/me HTTP/1.1\r\nHost: x\r\nBroken\r\n\r\n', 400], ['\0\0\0\r\n\r\n', 400]] as const) {
      const answer = await overTheWire(sent);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(answer).toContain('application/problem+json');
      expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ status, title: expect.any(String),
        code: expect.any(String) });
    }
  });
});
