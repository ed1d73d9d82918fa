/** The demonstration company: believable, right in every requisite, the same every time, and apart from the second one. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogues, declarations } from '../business/index.ts';
import { defaultGroups } from '../server/company/defaults.ts';
import { districts } from '../server/company/regions.ts';
import { colourProblems } from '../kernel/colour.ts';
import type { Document } from '../kernel/document.ts';
import type { Context, Values } from '../server/context.ts';
import { seedDemonstration } from '../server/demo/seed.ts';
import { columnOf, isInData, snake } from '../server/engine/storage.ts';
import { columnsOf, keptFields } from '../server/engine/stored.ts';
import { checkFields } from '../server/engine/value.ts';
import { openStore } from '../server/files/open.ts';
import { linksOf } from '../server/engine/references.ts';
import { clientOf, startApp, type TestApp } from './support/app.ts';

const noon = (): Date => new Date('2026-11-23T09:00:00Z');
const evening = (): Date => new Date('2026-11-23T19:30:00Z');

let app: TestApp;
let atFirst: Record<string, string>;
beforeAll(async () => {
  app = await startApp({ demo: true, now: noon });
  atFirst = await fingerprint(app);
}, 300_000);
afterAll(() => app?.close());

/** What a database holds, but for what says when and in which transaction it was written. */
async function fingerprint({ db }: TestApp): Promise<Record<string, string>> {
  const tables = ['counterparty', 'contact', 'document', 'employee', 'department', 'link', 'activity_movement', 'activity_balance', 'counter', 'operation', 'change', 'stored_file', 'classifier_item'];
  const found: Record<string, string> = {};
  for (const table of tables) {
    const content = table === 'operation' ? '(t.id, t.at, t.actor, t.kind, t.entity_id, t.count)' : 't';
    const { rows } = await db.query(`select md5(string_agg(md5(${content}::text), '' order by md5(${content}::text))) as hash from ${table} t`);
    found[table] = rows[0].hash;
  }
  return found;
}

type Stored = Record<string, unknown> & { id: string; search: string; keys: string[]; data?: Values; type?: string };

/** Rows of the demonstration as the engine would read them, with their values by field name. */
async function storedRows(table: string): Promise<{ row: Stored; values: Values; entity: NonNullable<ReturnType<typeof entityOf>> }[]> {
  const { rows } = await app.db.query<Stored>(`select t.* from "${table}" t join organisation o on o.id = t.org_id where o.name = 'ООО «Гидропоток»'`);
  return rows.map((row) => {
    const entity = entityOf(row.type ?? table.replace('_', '-'));
    if (!entity) throw new Error(`unknown type ${row.type}`);
    const values = Object.fromEntries(Object.keys(keptFields(entity)).map((name) => [name, (isInData(entity, name) ? row.data?.[name] : plain(row[snake(name)])) ?? null]));
    return { row, values, entity };
  });
}
const entityOf = (name: string) => declarations.catalogs.get(name) ?? declarations.documents.get(name);
const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

test('there are as many of each as a registry needs to look like one', async () => {
  const { rows } = await app.db.query(`select (select count(*) from counterparty)::int as counterparties, (select count(*) from contact)::int as contacts,
    (select count(*) from document)::int as documents, (select count(distinct type) from document)::int as types, (select count(*) from document where type = 'file')::int as files,
    (select count(*) from document where not closed and date = '2026-11-23')::int as today, (select count(*) from document where not closed and date > '2026-11-23')::int as ahead,
    (select count(*) from employee e join organisation o on o.id = e.org_id and o.name like '%Гидропоток%')::int as people`);
  expect(rows[0]).toMatchObject({ counterparties: 2000, types: 7, people: 15 });
  const { contacts, documents, files, today, ahead } = rows[0];
  expect(contacts).toBeGreaterThan(3000);
  expect(documents).toBeGreaterThan(14_000);
  expect(files).toBeGreaterThanOrEqual(40);
  expect(today).toBeGreaterThanOrEqual(40);
  expect(ahead).toBeGreaterThan(200);
});

test('every account signs in, by the password that the sign-in page offers', async () => {
  const { accounts, password } = (await app.nobody.get('demo')).body;
  const emails = ['admin', 'director', 'head1', ...Array.from({ length: 9 }, (_, i) => `manager${i + 1}`), 'storekeeper', 'accountant', 'engineer'].map((n) => `${n}@demo.example`);
  expect(accounts.map((a: { email: string }) => a.email).sort()).toEqual([...emails, 'admin@second.example'].sort());
  for (const { email, role } of accounts) {
    const me = await (await app.as(email, password)).get('me');
    expect(me.body).toMatchObject({ email, roleKeys: [role], demo: true });
  }
});

test('each role sees what it should', async () => {
  const seen = async (who: string): Promise<number> => (await (await app.as(`${who}@demo.example`)).get('catalogs/counterparty', { limit: 1, total: 1 })).body.total.value;
  expect(await seen('director')).toBe(2000);
  expect(await seen('engineer')).toBe(2000);
  const manager = await seen('manager1');
  expect(manager).toBeGreaterThan(100);
  expect(manager).toBeLessThan(500);
  expect(await seen('head1')).toBeGreaterThan(1900);
});

test('every stored value passes the check of its field, and search, keys and links are what the engine would have written', async () => {
  const links = new Map<string, string[]>();
  for (const l of (await app.db.query('select source, field, target from link')).rows) links.set(l.source, [...(links.get(l.source) ?? []), `${l.field} ${l.target}`]);
  for (const table of ['counterparty', 'contact', 'employee', 'department', 'role', 'group', 'classifier', 'classifier_item', 'document']) {
    for (const { row, values, entity } of await storedRows(table)) {
      const required = Object.entries(keptFields(entity)).filter(([name, f]) => f.required && values[name] === null && f.kind !== 'list');
      expect([entity.name, row.id, required.map(([name]) => name), checkFields(keptFields(entity), values, Object.keys(values))]).toEqual([entity.name, row.id, [], []]);
      const columns = new Map(columnsOf(entity, Object.keys(values), values).map(([name, value]) => [name, value]));
      if (columns.has('search')) expect(row.search).toBe(columns.get('search'));
      if (columns.has('keys')) expect(row.keys).toEqual(columns.get('keys'));
      expect((links.get(row.id) ?? []).sort()).toEqual(linksOf(entity, values).map((l) => `${l.name} ${l.id}`).sort());
      if (entity.kind === 'document') expect(entity.refuse?.({ ...values, id: row.id, type: entity.name, stage: row.stage, version: 1 } as never, row.stage as never) ?? null).toBeNull();
    }
  }
});

test('requisites of every line, too, and no two telephones alike', async () => {
  const phones: string[] = [];
  let lines = 0;
  for (const { values, entity } of await storedRows('counterparty')) {
    for (const [name, field] of Object.entries(entity.kind === 'catalog' ? entity.fields : {})) {
      for (const line of field.kind === 'list' ? (values[name] as Values[]) : []) {
        expect([name, line, checkFields(field.of ?? {}, line, Object.keys(line))]).toEqual([name, line, []]);
        lines++;
        if (name === 'phones') phones.push(String(line.number));
      }
    }
    if (values.kind !== 'person') expect(values.inn).toMatch(values.kind === 'legal' ? /^\d{10}$/ : /^\d{12}$/);
  }
  expect(lines).toBeGreaterThan(7000);
  expect(new Set(phones).size).toBe(phones.length);
});

test('balances are the sums of movements, and movements are what the documents post', async () => {
  const register = declarations.registers.get('activity');
  const amounts = Object.keys(register?.amounts ?? {}).map(columnOf);
  const sums = amounts.map((a) => `sum(${a})::int as ${a}`).join(', ');
  const { rows: moved } = await app.db.query(`select counterparty, employee, ${sums} from activity_movement group by 1, 2 order by 1, 2`);
  const { rows: kept } = await app.db.query(`select counterparty, employee, ${amounts.join(', ')} from activity_balance order by 1, 2`);
  expect(kept).toEqual(moved);
  const posted = (await storedRows('document')).flatMap(({ row, values, entity }) => (entity as Document).post?.({ ...values, id: row.id, type: entity.name, stage: row.stage, version: 1 } as never) ?? []);
  const { rows } = await app.db.query('select count(*)::int as count from activity_movement');
  expect(posted.length).toBe(rows[0].count);
  expect(posted.length).toBeGreaterThan(5000);
});

test('numbers run without gaps, and the next letter gets the next one', async () => {
  const { rows } = await app.db.query(`select type, extract(year from date)::int as year, count(number)::int as given, count(distinct number)::int as different, max(substring(number from '(\\d+)$')::int) as last
    from document where number is not null group by 1, 2`);
  const { rows: counters } = await app.db.query('select name as type, year, value::int as value from counter');
  for (const { type, year, given, different, last } of rows) {
    expect([type, year, different, last, counters.find((c) => c.type === type && c.year === year)?.value]).toEqual([type, year, given, given, given]);
  }
  const manager = await app.as('manager1@demo.example');
  const letter = await manager.post('documents/letter', { title: 'Проба номера' });
  const moved = await manager.post(`documents/letter/${letter.body.id}/stage`, { to: 'registered', version: letter.body.version });
  const given = rows.find((r) => r.type === 'letter' && r.year === 2026)?.given;
  expect(moved.body.number).toBe(`П-2026-${String(given + 1).padStart(5, '0')}`);
});

test('every card has a history whose last line agrees with the card', async () => {
  const { rows } = await app.db.query(`select count(*)::int as wrong from (select org_id, id, version from counterparty union all select org_id, id, version from contact union all select org_id, id, version from document) t
    where (select max(version) from change c where c.org_id = t.org_id and c.entity_id = t.id) is distinct from t.version or (select count(*) from change c where c.org_id = t.org_id and c.entity_id = t.id) <> t.version`);
  expect(rows[0].wrong).toBe(0);
  const director = await app.as('director@demo.example');
  const [call] = (await director.get('documents/call', { filter: { stage: 'done' }, limit: 1 })).body.rows;
  const history = (await director.get(`documents/call/${call.id}/history`)).body.rows;
  expect(history.map((h: { action: string }) => h.action)).toEqual(['stage', 'create']);
  expect(history[0].changes.map((c: { field: string }) => c.field)).toContain('stage');
});

test('files open from the dossier', async () => {
  const director = await app.as('director@demo.example');
  const { rows } = (await director.get('documents/file', { limit: 100 })).body;
  const types = new Set<string>();
  for (const { file } of rows.slice(0, 12)) {
    const answer = await fetch(`${app.url}/api/v1/files/${file.id}`, { headers: { cookie: director.cookie } });
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBe(file.size);
    types.add(file.type.split(';')[0]);
  }
  expect([...types].sort()).toEqual(expect.arrayContaining(['application/pdf', 'image/png', 'text/plain']));
});

test('the second company is empty, whole, and knows nothing of the first', async () => {
  const second = await app.as('admin@second.example', 'demo-flydoc');
  for (const path of ['catalogs/counterparty', 'catalogs/contact', 'documents']) expect((await second.get(path, { total: 1 })).body.total.value).toBe(0);
  expect((await second.get('catalogs/employee')).body.rows).toHaveLength(1);
  expect((await second.get('catalogs/group')).body.rows).toHaveLength(defaultGroups.length);
  const { rows } = await app.db.query("select id from counterparty limit 1");
  expect((await second.get(`catalogs/counterparty/${rows[0].id}`)).status).toBe(404);
});

test('the country has 89 subjects, and no group is hard to read', () => {
  const codes = districts.flatMap((d) => d.regions.map((r) => r.code));
  expect(new Set(codes).size).toBe(89);
  expect(defaultGroups.flatMap((g) => colourProblems(g.colour))).toEqual([]);
});

test('another start of the same day, in an hour of its own, gives the same company; a filled database is left alone', async () => {
  const other = await startApp({ empty: true, now: evening });
  try {
    const ctx = { pool: other.db, url: other.databaseUrl, declarations, catalogues, files: await openStore(other.dataDir, {}), now: evening, log: () => undefined } as unknown as Context;
    await seedDemonstration(ctx);
    expect(await fingerprint(other)).toEqual(atFirst);
    await seedDemonstration(ctx);
    expect(await fingerprint(other)).toEqual(atFirst);
    expect((await clientOf(other.url, '').get('setup')).body).toEqual({ needed: false });
  } finally {
    await other.close();
  }
}, 300_000);
