/** Walks every declaration: named in both languages, matched by the schema, saved, listed, searched, undone, refused to strangers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, catalogues, declarations } from '../business/index.ts';
import { allFields, writableFields, type Entity } from '../kernel/declarations.ts';
import { headerFields } from '../kernel/document.ts';
import type { Fields } from '../kernel/field.ts';
import { translator } from '../kernel/i18n.ts';
import { labelProbes } from '../kernel/labels.ts';
import { kernelMessages } from '../kernel/messages.ts';
import { snake } from '../server/engine/storage.ts';
import { startApp, type TestApp } from './support/app.ts';
import { bodyOf, targets } from './support/build.ts';

let app: TestApp;
let file: string;
beforeAll(async () => {
  app = await startApp();
  const admin = await app.as('admin');
  targets.counterparty = (await admin.post('catalogs/counterparty', { name: 'Кому', kind: 'legal' })).body.id;
  targets.contact = (await admin.post('catalogs/contact', { name: 'Кто' })).body.id;
  const form = new FormData();
  form.append('file', new Blob(['содержание']), 'договор.txt');
  file = (await admin.post('files', form)).body?.rows?.[0]?.id;
});
afterAll(() => app?.close());

const entities: Entity[] = [...declarations.catalogs.values(), ...declarations.documents.values()];
const pathOf = (e: Entity): string => `${e.kind === 'catalog' ? 'catalogs' : 'documents'}/${e.name}`;
const label = (e: Entity): string => (e.kind === 'catalog' ? e.label : 'title');

interface Column {
  readonly table_name: string;
  readonly column_name: string;
  readonly is_nullable: string;
  readonly data_type: string;
}
const columns = async (table: string): Promise<Column[]> => (await app.db.query<Column>('select * from information_schema.columns where table_schema = $1 and table_name = $2', ['public', table])).rows;

const typeOf: Record<string, readonly string[]> = {
  text: ['text'], longText: ['text'], integer: ['integer', 'bigint'], decimal: ['numeric'], money: ['numeric'], date: ['date'], datetime: ['timestamp with time zone'], flag: ['boolean'],
  choice: ['text'], choices: ['ARRAY'], ref: ['uuid'], refs: ['ARRAY'], file: ['uuid'], colour: ['text'], list: ['jsonb'],
};

describe('the schema says what the declarations say', () => {
  const tables: [string, Fields][] = [
    ...[...declarations.catalogs.values()].map((c): [string, Fields] => [snake(c.name), allFields(c)]),
    ['document', headerFields],
    ...[...declarations.registers.values()].flatMap((r): [string, Fields][] => ['movement', 'balance'].map((what) => [`${snake(r.name)}_${what}`, { ...r.by, ...r.amounts }])),
  ];
  test.each(tables)('%s', async (table, fields) => {
    const byName = new Map((await columns(table)).map((c) => [c.column_name, c]));
    for (const [name, field] of Object.entries(fields)) {
      const column = byName.get(snake(name));
      expect(column, `${table}.${snake(name)}`).toBeDefined();
      expect(typeOf[field.kind], `${table}.${name} is ${column?.data_type}`).toContain(column?.data_type);
      // A field that must be filled in must be so in the database too.
      if (field.required) expect(column?.is_nullable, `${table}.${name}`).toBe('NO');
    }
  });

  test('the company comes first in every key, and row-level security stands behind every table that has one', async () => {
    const { rows: keys } = await app.db.query<{ table: string; name: string; first: string }>(
      `select i.indrelid::regclass::text as table, i.indexrelid::regclass::text as name, (select attname from pg_attribute where attrelid = i.indrelid and attnum = i.indkey[0]) as first
        from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace and (i.indisunique or i.indisprimary)`,
    );
    const global = ['organisation', 'account', 'session', 'migration'];
    expect(keys.filter((k) => !global.includes(k.table) && k.first !== 'org_id')).toEqual([]);
    const { rows: open } = await app.db.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity`);
    expect(open.map((t) => t.name).sort()).toEqual([...global].sort());
    const { rows: foreign } = await app.db.query<{ name: string }>(
      `select conname as name from pg_constraint c where contype = 'f' and (select attname from pg_attribute where attrelid = c.conrelid and attnum = c.conkey[1]) <> 'org_id'`,
    );
    expect(foreign).toEqual([]);
  });

  test('lower bounds of registers are constraints', async () => {
    for (const r of declarations.registers.values()) {
      if (!r.atLeast) continue;
      const { rows } = await app.db.query(`select 1 from pg_constraint where conname = $1 and contype = 'c'`, [`${snake(r.name)}_balance_bounds`]);
      expect(rows, r.name).toHaveLength(1);
    }
  });
});

describe('every name has a text in Russian and English', () => {
  test.each((['ru', 'en'] as const).flatMap((locale) => entities.map((e) => [locale, e.name, e] as const)))('%s: %s', (locale, _, entity) => {
    const t = translator(locale, [kernelMessages, ...catalogues]);
    const missing = labelProbes(entity, allFields(entity)).filter(({ probe, key }) => probe(t) === key);
    expect(missing.map((m) => m.key)).toEqual([]);
    expect(t(entity.name)).not.toBe(entity.name);
    expect(t(`${entity.name}.many`)).not.toBe(`${entity.name}.many`);
  });
});

describe('declarations refer to what exists', () => {
  test.each(entities.map((e) => [e.name, e] as const))('%s', (_, entity) => {
    const fields = allFields(entity);
    for (const name of [...entity.list.columns, ...(entity.list.filters ?? []), ...(entity.list.sort ?? '').split(',').map((s) => s.replace('-', ''))]) expect(Object.keys(fields)).toContain(name);
    const walk = (all: Fields): void => {
      for (const f of Object.values(all)) {
        if (f.target && f.target !== 'document') expect([...declarations.catalogs.keys()]).toContain(f.target);
        if (f.of) walk(f.of);
      }
    };
    walk(fields);
    if (entity.kind === 'document') for (const stage of Object.values(entity.stages)) for (const next of stage.next) expect(Object.keys(entity.stages)).toContain(next);
  });
  test('no name stands twice', () => expect(new Set(all.map((d) => `${d.kind}/${d.name}`)).size).toBe(all.length));
});

describe.each(entities.map((e) => [e.name, e] as const))('%s', (name, entity) => {
  const path = pathOf(entity);
  const body = (): Record<string, unknown> => ({ ...bodyOf(entity), ...('file' in writableFields(entity) ? { file } : {}) });

  test('is made, read, listed, found, changed, told, deleted and restored', async () => {
    const admin = await app.as('admin');
    const sent = body();
    const { status, body: made, text } = await admin.post(path, sent);
    expect(status, text).toBe(201);
    for (const field of Object.keys(sent)) expect(made[field], field).not.toBeNull();
    expect((await admin.get(`${path}/${made.id}`)).body).toEqual(made);
    expect((await admin.get(path, { filter: { id: made.id } })).body.rows).toEqual([made]);
    expect((await admin.get(path, { limit: '500', sort: 'createdAt' })).body.rows.map((r: { id: string }) => r.id)).toContain(made.id);

    // What came out goes back in and changes nothing.
    const same = Object.fromEntries(Object.keys(writableFields(entity)).filter((f) => f !== 'parent').map((f) => [f, made[f]]));
    const unchanged = await admin.patch(`${path}/${made.id}`, { version: 1, ...same });
    expect(unchanged.text).toBe((await admin.get(`${path}/${made.id}`)).text);

    const { body: changed } = await admin.patch(`${path}/${made.id}`, { version: 1, [label(entity)]: 'Новое имя' });
    expect(changed).toMatchObject({ version: 2, [label(entity)]: 'Новое имя' });
    const { body: told } = await admin.get(`${path}/${made.id}/history`);
    expect(told.rows.map((r: { action: string }) => r.action)).toEqual(['update', 'create']);

    const { status: gone, text: why } = await admin.delete(`${path}/${made.id}?version=2`);
    expect(gone, why).toBe(200);
    expect((await admin.get(path, { filter: { id: made.id } })).body.rows).toEqual([]);
    const { body: back } = await admin.post(`${path}/${made.id}/restore`);
    expect(back).toMatchObject({ version: 4, deletedAt: null });
  });

  test('every field of the list sorts, and every scalar one filters', async () => {
    const admin = await app.as('admin');
    for (const [field, f] of Object.entries(allFields(entity))) {
      if (['list', 'refs', 'choices'].includes(f.kind)) continue;
      expect((await admin.get(path, { sort: `-${field}` })).status, field).toBe(200);
      expect((await admin.get(path, { filter: { [field]: { empty: true } } })).status, field).toBe(200);
    }
  });

  test('is closed to strangers and to the other company', async () => {
    const { body: made } = await (await app.as('admin')).post(path, body());
    expect((await app.nobody.get(`${path}/${made.id}`)).status).toBe(401);
    const foreigner = await app.as('foreigner');
    expect((await foreigner.get(`${path}/${made.id}`)).status).toBe(404);
    expect((await foreigner.get(path, { filter: { id: made.id } })).body.rows).toEqual([]);
    expect((await foreigner.delete(`${path}/${made.id}?version=1`)).status).toBe(404);
    expect((await foreigner.post(`${path}/${made.id}/restore`)).status).toBe(404);
    expect((await foreigner.get(`${path}/${made.id}/history`)).status).toBe(404);
  });

  test(`refuses rubbish at its field`, async () => {
    const admin = await app.as('admin');
    for (const field of Object.keys(writableFields(entity))) {
      const answer = await admin.post(path, { ...body(), [field]: { not: 'a value' } });
      expect(answer.status, `${name}.${field}`).toBe(422);
      expect(answer.body.errors[0].path.startsWith(field), `${name}.${field}`).toBe(true);
      expect(answer.body.errors[0].message, `${name}.${field}`).not.toMatch(/^error\./);
    }
  });
});

describe.each([...declarations.reports.keys()])('report %s', (name) => {
  test('answers within what the caller may see', async () => {
    const answer = await (await app.as('director')).get(`reports/${name}`);
    expect(answer.status, answer.text).toBe(200);
    expect((await (await app.as('foreigner')).get(`reports/${name}`)).body.rows).toEqual([]);
  });
});
