import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declarations } from '../business/index.ts';
import { sessionCache } from '../server/auth/session.ts';
import type { Context } from '../server/context.ts';
import { buildApp } from '../server/http/app.ts';
import type { Hub } from '../server/live/hub.ts';
import { startApp, type Client, type TestApp } from './support/app.ts';
import { answerFaults, described, faults, openApi, resolve, translate, type Media } from './support/openapi.ts';
import { withIds } from './support/references.ts';

const isRecord = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v);

/** Every object in the document, with where it stands. */
function* nodes(at: unknown, path = '#'): Generator<[string, Record<string, unknown>]> {
  if (Array.isArray(at)) for (const [i, v] of at.entries()) yield* nodes(v, `${path}/${i}`);
  if (!isRecord(at)) return;
  yield [path, at];
  for (const [key, v] of Object.entries(at))
    if (key !== 'example' && key !== 'examples' && key !== 'default') yield* nodes(v, `${path}/${key}`);
}

describe('The OpenAPI document keeps the rules of OpenAPI 3.1', () => {
  it('has references that lead somewhere', () => {
    const lost = [...nodes(openApi)]
      .filter(([, node]) => typeof node.$ref === 'string' && resolve(node.$ref) === undefined)
      .map(([path, node]) => `${path} → ${String(node.$ref)}`);
    expect(lost).toEqual([]);
  });

  it('names every operation once, with a summary and a known tag', () => {
    const ids = described.map((o) => o.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
    const tags = openApi.tags.map((t) => t.name);
    expect(tags.filter((t, i) => tags.indexOf(t) !== i)).toEqual([]);
    expect(described.filter((o) => !o.summary || o.tags.some((t) => !tags.includes(t))).map((o) => o.id)).toEqual([]);
  });

  it('declares the parameters that its paths name, and no others', () => {
    const wrong = described.filter((o) => {
      const named = [...o.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
      const declared = o.parameters.filter((p) => p.in === 'path');
      return named.join() !== declared.map((p) => p.name).join() || declared.some((p) => p.required !== true);
    });
    expect(wrong.map((o) => o.id)).toEqual([]);
    for (const o of described) {
      const keys = o.parameters.map((p) => `${p.in} ${p.name}`);
      expect(
        keys.filter((k, i) => keys.indexOf(k) !== i),
        o.id,
      ).toEqual([]);
      expect(
        o.parameters.filter((p) => (p.schema === undefined) === (p.content === undefined)).map((p) => p.name),
        o.id,
      ).toEqual([]);
    }
  });

  it('describes every answer, and sends no body with a GET', () => {
    for (const o of described) {
      expect(
        Object.keys(o.responses).some((s) => s.startsWith('2')),
        o.id,
      ).toBe(true);
      expect(
        Object.entries(o.responses).filter(([status, r]) => !r.description || !/^(\d{3}|default)$/.test(status)),
        o.id,
      ).toEqual([]);
      if (o.method === 'get') expect(o.body, o.id).toBeNull();
    }
  });

  it('has schemas that a checker understands, and examples that fit them', () => {
    const wrong: string[] = [];
    const check = (where: string, media: Media): void => {
      const examples = media.examples
        ? Object.values(media.examples).map((e) => e.value)
        : media.example === undefined
          ? []
          : [media.example];
      faults(media.schema, null);
      for (const example of examples) wrong.push(...faults(media.schema, example).map((f) => `${where}: ${f}`));
    };
    for (const o of described) {
      if (o.body) check(`${o.id} body`, o.body.media);
      for (const [status, r] of Object.entries(o.responses))
        for (const media of Object.values(r.content ?? {})) check(`${o.id} ${status}`, media);
    }
    for (const schema of Object.values(openApi.components.schemas)) faults(schema, null);
    expect(wrong).toEqual([]);
  });
});

describe('The document and the server know the same routes', () => {
  it('in both directions', async () => {
    const ctx = { declarations, translate, demo: false } as unknown as Context; // as: routes are declared, none is called
    const app = await buildApp(ctx, sessionCache(), {} as Hub, { clientDir: null });
    await app.ready();
    const routes = app.routes
      .filter((r) => r.method !== 'HEAD' && r.url.startsWith('/api/v1'))
      .map((r) => ({ method: r.method.toLowerCase(), url: r.url.slice('/api/v1'.length) }));
    const form = (url: string): RegExp => new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`);
    const serves = (r: { method: string; url: string }, o: { method: string; path: string }): boolean =>
      r.method === o.method && form(r.url).test(o.path);
    expect(
      described.filter((o) => !routes.some((r) => serves(r, o))).map((o) => `${o.method} ${o.path}`),
      'described, but not there',
    ).toEqual([]);
    expect(
      routes.filter((r) => !described.some((o) => serves(r, o))).map((r) => `${r.method} ${r.url}`),
      'there, but not described',
    ).toEqual([]);
    await app.close();
  });
});

describe('The document tells the truth', () => {
  let app: TestApp;
  let admin: Client;
  beforeAll(async () => {
    app = await startApp();
    admin = await app.as('admin');
  });
  afterAll(() => app?.close());

  const operation = (id: string) => described.find((o) => o.id === id)!; // !: the ids are those of the document
  const entities = [...declarations.catalogs.values(), ...declarations.documents.values()];
  const pathOf = (e: { kind: string; name: string }): string => `/${e.kind === 'catalog' ? 'catalogs' : 'documents'}/${e.name}`;

  it('is served as it was built, to anybody', async () => {
    const answer = await app.nobody.get('openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(openApi)));
  });

  it.each(entities.map((e) => [e.name, e] as const))(
    'about %s: its example creates a row, and the row looks as described',
    async (_, entity) => {
      const at = (suffix: string, method: string) => described.find((o) => o.path === pathOf(entity) + suffix && o.method === method)!; // !: every entity has these
      const fits = (suffix: string, method: string, answer: { status: number; body: unknown; headers: Headers; text: string }): void =>
        expect(
          answerFaults(at(suffix, method), answer.status, answer.headers.get('content-type') ?? '', answer.body),
          `${method} ${suffix}: ${answer.text.slice(0, 500)}`,
        ).toEqual([]);
      const { media } = at('', 'post').body!; // !: creating takes a body
      const example = await withIds(app, media);
      const created = await admin.post(`/api/v1${pathOf(entity)}`, example);
      expect(created.status, created.text).toBe(201);
      fits('', 'post', created);
      const { id } = created.body;
      const read = await admin.get(`/api/v1${pathOf(entity)}/${id}`);
      expect(read.body).toEqual(created.body);
      const list = await admin.get(`/api/v1${pathOf(entity)}`, { total: '1', sort: '-createdAt', filter: { id } });
      expect(list.body.rows).toEqual([created.body]);
      fits('', 'get', list);
      fits('/{id}/history', 'get', await admin.get(`/api/v1${pathOf(entity)}/${id}/history`));
      const label = entity.kind === 'catalog' ? entity.label : 'title';
      const changed = await admin.patch(`/api/v1${pathOf(entity)}/${id}`, { version: 1, [label]: 'Другое' });
      expect(changed.status, changed.text).toBe(200);
      fits('/{id}', 'patch', changed);
      fits('/{id}', 'patch', await admin.patch(`/api/v1${pathOf(entity)}/${id}`, { version: 1, [label]: 'Третье' }));
      const [next] = changed.body.can.to ?? [];
      if (entity.kind === 'document')
        fits(
          '/{id}/stage',
          'post',
          await admin.post(`/api/v1${pathOf(entity)}/${id}/stage`, { to: next ?? Object.keys(entity.stages)[0], version: 2 }),
        );
      const deleted = await admin.delete(`/api/v1${pathOf(entity)}/${id}`);
      fits('/{id}', 'delete', deleted);
      if (deleted.status === 200) fits('/{id}/restore', 'post', await admin.post(`/api/v1${pathOf(entity)}/${id}/restore`));
    },
  );

  it('about what stands once', async () => {
    const fits = (id: string, answer: { status: number; body: unknown; headers: Headers }): void => {
      expect(answer.status).toBeLessThan(400);
      expect(answerFaults(operation(id), answer.status, answer.headers.get('content-type') ?? '', answer.body), id).toEqual([]);
    };
    const counterparty = (await admin.post('catalogs/counterparty', { name: 'Ромашка', kind: 'legal', inn: '7709999995' })).body.id;
    const call = (await admin.post('documents/call', { title: 'Звонок', counterparty })).body;
    await admin.post(`documents/call/${call.id}/stage`, { to: 'done', version: 1, set: { result: 'Договорились' } });
    fits('getMe', await admin.get('me'));
    fits('updateMe', await admin.patch('me', { timeZone: 'Europe/Samara' }));
    fits('listMySessions', await admin.get('me/sessions'));
    fits('getHealth', await admin.get('health'));
    fits('getDemo', await admin.get('demo'));
    fits('search', await admin.get('search', { q: 'ромашка' }));
    fits('listOperations', await admin.get('operations', { limit: '2' }));
    fits('listDocuments', await admin.get('documents'));
    fits('duplicatesCounterparty', await admin.get('catalogs/counterparty/duplicates', { inn: '7709999995', phone: '1' }));
    for (const o of described.filter((d) => /^\/(registers|reports)\//.test(d.path))) fits(o.id, await admin.get(`/api/v1${o.path}`));
    const balance = await admin.get('registers/activity/balance', { filter: { counterparty }, at: '2099-01-01' });
    expect(balance.body.rows).toHaveLength(1);
    fits('balanceActivity', balance);
  });
});
