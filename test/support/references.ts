/** Ids that exist, for the examples of the OpenAPI document: it marks each reference with what it refers to. */
import { randomUUID } from 'node:crypto';
import type { Node } from '../../server/http/openapi/parts.ts';
import type { TestApp } from './app.ts';
import { classifiers, departments, groups, items, orgs, people, roles } from './company.ts';
import { deref, type Media } from './openapi.ts';

type Ids = (of: string, classifier?: string) => Promise<string>;

/** One id of each kind, made when first asked for. */
function idsOf(app: TestApp): Ids {
  const known: Record<string, string> = {
    employee: people.colleague,
    department: departments.sales,
    role: roles.manager,
    group: groups.vip,
    classifier: classifiers.region,
    'classifier-item': items.volga,
  };
  const ofClassifier: Record<string, string> = { region: items.kazan, industry: items.trade, source: items.site };
  const make = async (of: string): Promise<string> => {
    const admin = await app.as('admin');
    if (of === 'counterparty') return (await admin.post('catalogs/counterparty', { name: 'Пример', kind: 'person' })).body.id;
    if (of === 'contact') return (await admin.post('catalogs/contact', { name: 'Пример' })).body.id;
    if (of === 'document') return (await admin.post('documents/note', { title: 'Пример' })).body.id;
    if (of !== 'stored-file') throw new Error(`The example refers to ${of}: say here how one is made`);
    const id = randomUUID();
    await app.db.query(
      "insert into stored_file (org_id, id, hash, name, size, type, created_by) values ($1, $2, 'none', 'example.pdf', 1, 'application/pdf', $3)",
      [orgs.first, id, people.admin],
    );
    return id;
  };
  return async (of, classifier) => (classifier ? ofClassifier[classifier] : undefined) ?? (known[of] ??= await make(of));
}

const made = new WeakMap<TestApp, Ids>();

/** Walks a value beside its schema and replaces every reference. */
async function replaced(value: unknown, schema: Node, ids: Ids): Promise<unknown> {
  const s = deref<Node & { properties?: Record<string, Node>; items?: Node; 'x-reference'?: string; 'x-classifier'?: string }>(schema);
  if (typeof value === 'string' && s['x-reference']) return ids(s['x-reference'], s['x-classifier']);
  if (Array.isArray(value)) return Promise.all(value.map((v) => replaced(v, s.items ?? {}, ids)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    await Promise.all(Object.entries(value).map(async ([k, v]) => [k, await replaced(v, s.properties?.[k] ?? {}, ids)])),
  );
}

/** The example of a body, with ids of rows that are there. */
export async function withIds(app: TestApp, media: Media): Promise<Record<string, unknown>> {
  const ids = made.get(app) ?? idsOf(app);
  made.set(app, ids);
  return (await replaced(media.example, media.schema, ids)) as Record<string, unknown>; // as: bodies are objects
}
