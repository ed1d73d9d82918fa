/** Requests made from the OpenAPI document: some nearly right, some wild. fast-check makes them, always the same for one seed. */
import fc from 'fast-check';
import type { Node } from '../../server/http/openapi/parts.ts';
import { deref, type Described, type Parameter } from './openapi.ts';

/** A request as it goes over the wire; nothing about it has been tidied. */
export interface Raw {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  readonly who: 'admin' | 'manager' | 'nobody';
}

export interface World {
  /** Ids of rows that may be spoilt, by what they are of. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** Ids of another company. */
  readonly foreign: readonly string[];
  /** Bodies that create a row, by operation. */
  readonly examples: Readonly<Record<string, unknown>>;
}

type Any = fc.Arbitrary<unknown>;
type Schema = Node & { type?: string | string[]; properties?: Record<string,
  Node>; required?: string[]; items?: Node; anyOf?: Node[]; enum?: unknown[]; format?: string; minimum?: number; maximum?: number; maxLength?: number; 'x-reference'?: string };

const million = 'ы'.repeat(499_990);
const texts = [
  '', ' ', '\0', 'a\0b', '\ud800', 'x\udc00', '😀', '😀'.repeat(250), 'مرحبا \u202e بالعالم', 'e\u0301'.repeat(100), 'ﷺ'.repeat(290),
    '\u200b', '\ufeff', "' or 1=1; --", '%_\\', '${x}', '{{x}}', '<script>alert(1)</script>', '../../etc/passwd', 'C:\\con',
  'null', 'true', '[]', '__proto__', 'constructor', 'toString', '1e400', '-0', 'NaN', '9'.repeat(400), '0000-00-00', '2026-02-30',
    '9999-12-31T23:59:59-14:00', '0001-01-01T00:00:00+14:00', '2026-11-23T24:00:00Z', '2026-13-01T00:00:00Z', 'x'.repeat(5000),
    'a,'.repeat(200), '\r\nSet-Cookie: a=b',
  'ivanov@company.example', '+7 495 775-17-37', '7709999995', '2026-11-23', '2026-11-23T10:00:00+03:00', 'counterparty', '12.50', '#2f6fed',
];
const numbers = [0, -0, -1, 1, 1.5, 1e21, -1e300, 2_147_483_647, 2_147_483_648, -2_147_483_649, Number.MAX_SAFE_INTEGER, 1e-7, 5e-324];
const wildText: fc.Arbitrary<string> = fc.oneof({ arbitrary: fc.constantFrom(...texts), weight: 8 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 40 }), weight: 3 });
const deep = (depth: number): unknown => {
  let v: unknown = 1;
  for (let i = 0; i < depth; i++) v = i % 2 ? [v] : { a: v };
  return v;
};
const wild: Any = fc.oneof(
  { arbitrary: wildText, weight: 6 }, { arbitrary: fc.constantFrom<unknown>(...numbers), weight: 3 },
  { arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { id: 1 }, { id: null }, { $gt: '' }, [{}],
    Array(1200).fill('x'), { in: [null] }), weight: 3 },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 1 }, { arbitrary: fc.constant(deep(60)), weight: 1 },
);

function textOf(s: Schema): Any {
  if (s.format === 'uuid') return fc.uuid();
  if (s.format === 'date') return fc.constantFrom('2026-11-23', '0001-01-01', '9999-12-31', '2024-02-29');
  if (s.format === 'date-time') return fc.constantFrom('2026-11-23T10:00:00+03:00', '2026-11-23T10:00Z', '0001-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59.999999-14:00');
  if (s.format === 'idn-email') return fc.integer({ min: 0 }).map((n) => `p${n}@company.example`);
  return fc.oneof(fc.string({ unit: 'grapheme', maxLength: Math.min(s.maxLength ?? 40, 40) }), fc.constantFrom('abc', '12.50', '#2f6fed',
    'Europe/Moscow', 'Волга'), wildText);
}

/** A value that more or less fits a schema. */
export function valueOf(schema: Node, world: World, depth = 0): Any {
  const s = deref<Schema>(schema);
  const ids = s['x-reference'] ? world.ids[s['x-reference']] : undefined;
  if (ids?.length) return fc.oneof({ arbitrary: fc.constantFrom<unknown>(...ids), weight: 6 },
    { arbitrary: fc.constantFrom<unknown>(...world.foreign), weight: 1 }, { arbitrary: fc.constantFrom<unknown>(...ids).map((id) => ({ id,
    label: 'x' })), weight: 1 });
  if (s.enum) return fc.constantFrom(...s.enum);
  if (s.anyOf) return fc.oneof(...s.anyOf.map((one) => valueOf(one, world, depth)));
  const types = [s.type ?? 'string'].flat();
  return fc.oneof(...types.map((type) => typed(type, s, world, depth)));
}

function typed(type: string, s: Schema, world: World, depth: number): Any {
  if (type === 'string') return textOf(s);
  if (type === 'integer') return fc.oneof(fc.integer({ min: s.minimum ?? -1000, max: Math.min(s.maximum ?? 1000, (s.minimum ?? 0) + 3) }),
    fc.constantFrom(...numbers));
  if (type === 'number') return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'array') return depth > 4 ? fc.constant([]) : fc.array(valueOf(s.items ?? {}, world, depth + 1), { maxLength: 3 });
  return depth > 4 ? fc.constant({}) : objectOf(s, world, depth);
}

/** Required properties and a few others: objects of thirty fields are rarely asked for. */
function objectOf(s: Schema, world: World, depth: number): Any {
  const properties = s.properties ?? {};
  const required = s.required ?? [];
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  return fc.subarray(optional, { maxLength: Math.min(optional.length, 3) }).chain((chosen) => fc.record(Object.fromEntries([...required,
    ...chosen].map((name) => [name, valueOf(properties[name] ?? {}, world, depth + 1)]))));
}

const odd = ['__proto__', 'constructor', 'toString', 'unknown', '', 'a'.repeat(3000), 'имя', 'id', 'version', 'org_id', 'createdBy',
  'attributes', 'stage', 'deletedAt'];

/** Changes up to three places of a good body. */
function spoilt(good: unknown, world: World, schema: Node): Any {
  const s = deref<Schema>(schema);
  const names = Object.keys(s.properties ?? {});
  if (names.length === 0) return wild;
  const step = fc.oneof(
    { arbitrary: fc.constantFrom(...names).chain((name) => fc.record({ name: fc.constant(name), value: valueOf(s.properties?.[name] ?? {},
      world, 1) })), weight: 4 },
    { arbitrary: fc.record({ name: fc.constantFrom(...names), value: wild }), weight: 4 },
    { arbitrary: fc.record({ name: fc.constantFrom(...names), value: fc.constant(undefined) }), weight: 1 },
    { arbitrary: fc.record({ name: fc.constantFrom(...odd), value: wild }), weight: 1 },
  );
  return fc.array(step, { maxLength: 3 }).map((steps) => Object.fromEntries([...Object.entries(good ?? {}),
    ...steps.map((one) => [one.name, one.value] as const)]));
}

const bytes = (text: string): Buffer => Buffer.from(text);
const broken: fc.Arbitrary<Buffer> = fc.oneof(
  fc.constantFrom(
    bytes(''), bytes('{'), bytes('{"name":'), bytes('nul'), bytes('"text"'), bytes('[]'), bytes('5'), bytes('null'),
      bytes('{"name":"a","name":"b","kind":"person"}'), bytes('{"__proto__":{"rights":["people"]},"name":"x"}'),
    bytes('{"constructor":{"prototype":{"x":1}}}'), bytes('\ufeff{"name":"x"}'), bytes('{"name":"\\ud800"}'), bytes('{"name":"\\u0000"}'),
      bytes(`{"name":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), bytes(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`),
    Buffer.concat([bytes('{"name":"'), Buffer.from([0xff, 0xfe, 0xc3, 0x28]), bytes('","kind":"person"}')]),
      bytes(`{"name":"${million}","kind":"person"}`), bytes(`{"name":"${'x'.repeat(1_100_000)}"}`),
  ),
  fc.uint8Array({ maxLength: 60 }).map((a) => Buffer.from(a)),
);

const json = (v: unknown): Buffer => Buffer.from(JSON.stringify(v) ?? '');

function bodyOf(of: Described, world: World): fc.Arbitrary<{ bytes: Buffer; type: string } | null> {
  if (!of.body) return fc.oneof({ arbitrary: fc.constant(null), weight: 6 }, { arbitrary: broken.map((b) => ({ bytes: b,
    type: 'application/json' })), weight: 1 });
  const { type, media } = of.body;
  const good = world.examples[of.id] ?? media.example;
  const right: fc.Arbitrary<Buffer> =
    type === 'application/json'
      ? fc.oneof({ arbitrary: spoilt(good, world, media.schema).map(json), weight: 6 }, { arbitrary: valueOf(media.schema,
        world).map(json), weight: 3 }, { arbitrary: wild.map(json), weight: 1 }, { arbitrary: broken, weight: 1 })
      : fc.oneof(fc.constant(bytes(typeof good === 'string' ? good : '--x\r\nContent-Disposition: form-data; name="file"; filename="../../a%00.txt"\r\n\r\nhello\r\n--x--\r\n')), broken);
  const rightType = type === 'multipart/form-data' ? `${type}; boundary=x` : type;
  const types = fc.oneof(
    { arbitrary: fc.constant(rightType), weight: 14 },
    { arbitrary: fc.constantFrom('text/plain', 'application/xml', 'multipart/form-data', 'multipart/form-data; boundary=x',
      'application/json; charset=utf-16', 'application/x-www-form-urlencoded', ';;', 'x', 'text/vcard', 'application/json'), weight: 1 },
  );
  return fc.record({ bytes: right, type: types });
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
const rawQueries = ['%zz', '%ff=%fe', 'limit=%00', '&&==&', 'filter[a]=b', '__proto__=1', 'limit=1&limit=2', 'filter={}&filter={}',
  'q=a&q=b', 'after=&after=', 'sort=,,,', 'limit=-1', 'limit=1e3', 'limit=0501', `q=${'x'.repeat(20_000)}`, 'q=%F0%9F%98%80%00',
  'filter=%7B', `filter=${'%5B'.repeat(900)}`];

/** A cursor of the right form with wrong insides. */
const cursor = (sort: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.array(fc.oneof(wildText, fc.constantFrom<unknown>(null, 1, {}, '2026-02-30', '2026-11-23 25:61:61+00', '2026-01-01 00:00:00+00',
      '99999999999999999999')), { minLength: 1, maxLength: 3 })
      .chain((values) => fc.tuple(fc.constant(values), fc.uuid(), fc.constantFrom<unknown>(0, 1, 9, -1, 'x')))
      .map(([values, id, variant]) => Buffer.from(JSON.stringify([sort, variant, ...values, id])).toString('base64url')),
    wildText,
    fc.constantFrom('2026-11-23 00:00:00+00_01920000-0000-7000-8000-000000000001',
      '2026-02-31 00:00:00+00_01920000-0000-7000-8000-000000000001', '2026-11-23 29:00:00+00_01920000-0000-7000-8000-000000000001',
      '999999999'),
  );

function parameterValue(p: Parameter, world: World): fc.Arbitrary<string[]> {
  const content = p.content?.['application/json'];
  if (content) return fc.oneof({ arbitrary: valueOf(content.schema, world), weight: 6 }, { arbitrary: wild,
    weight: 1 }).map((v) => [JSON.stringify(v) ?? '']);
  if (p.name === 'after') return cursor('').map((v) => [v]);
  const value = fc.oneof({ arbitrary: valueOf(p.schema ?? {}, world), weight: 5 }, { arbitrary: wildText, weight: 1 });
  return value.map((v) => (Array.isArray(v) ? (p.explode === false ? [v.join(',')] : v.map(String)) : [String(v)]));
}

function queryOf(of: Described, world: World): fc.Arbitrary<string> {
  const known = of.parameters.filter((p) => p.in === 'query');
  const chosen = fc.subarray(known, { maxLength: Math.min(known.length,
    3) }).chain((some) => fc.tuple(...some.map((p) => parameterValue(p,
    world).map((values) => values.map((v) => `${p.name}=${encoded(v)}`).join('&')))));
  const sorted = known.find((p) => p.name === 'sort')?.schema as Schema | undefined;
  const fields = deref<Schema>(sorted?.items ?? {}).enum as string[] | undefined;
  const paged = fields ? fc.constantFrom(...fields).chain((sort) => cursor(sort).map((after) => `sort=${sort}&after=${encoded(after)}`)) : fc.constant('');
  return fc.oneof(
    { arbitrary: chosen.map((parts) => parts.filter(Boolean).join('&')), weight: 6 }, { arbitrary: paged, weight: fields ? 2 : 0 },
    { arbitrary: fc.constantFrom(...rawQueries), weight: 1 }, { arbitrary: fc.tuple(wildText, wildText).map(([a,
      b]) => `${encoded(a).slice(0, 2000)}=${encoded(b)}`), weight: 1 },
  );
}

const tricks = ['..%2f..%2fetc%2fpasswd', '%2e%2e', '..', '.', '%00', '%ff', '%zz', '%', 'x'.repeat(600), 'null', 'undefined', '%7Bid%7D',
  '__proto__', 'constructor', '0', '-1', '%F0%9F%98%80', "1'--", '01920000-0000-7000-8000-00000000000g', '%2f', 'a%2fb', '%5c..%5c'];

function pathOf(of: Described, world: World): fc.Arbitrary<string> {
  const [id] = of.parameters.filter((p) => p.in === 'path');
  const odd = fc.oneof({ arbitrary: fc.constant(`/api/v1${of.path}`), weight: 30 },
    { arbitrary: fc.constantFrom(...tricks).map((t) => `/api/v1${of.path.replace(/[^/]+$/, t)}`), weight: 1 });
  if (!id) return odd;
  const ids = world.ids[deref<Schema>(id.schema ?? {})['x-reference'] ?? ''] ?? [];
  const one = fc.oneof(
    { arbitrary: ids.length > 0 ? fc.constantFrom(...ids) : fc.uuid(), weight: 10 }, { arbitrary: fc.constantFrom(...world.foreign),
      weight: 1 }, { arbitrary: fc.uuid(), weight: 1 }, { arbitrary: fc.constantFrom(...tricks), weight: 2 },
  );
  return fc.tuple(odd, one).map(([path, value]) => path.replace('{id}', value));
}

const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 12 },
  { arbitrary: fc.constantFrom('a', 'a', 'b', ' ', 'x'.repeat(201), 'кл'.replace(/./g, '\xe9'),
    'key with space').map((key) => ({ 'idempotency-key': key })), weight: 4 },
  {
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'accept-language': 'en' }, { 'accept-language': ';;q=x,,--' }, { accept: 'text/csv' }, { range: 'bytes=5-1,x' },
        { 'if-none-match': '*' }, { 'last-event-id': 'x' }, { 'last-event-id': '00000000.99999999999999999999' }, { origin: 'null' },
        { origin: 'https://evil.example' },
      { cookie: 'flydoc_session=forged; flydoc_session=twice' }, { cookie: '=;=;%ff' }, { authorization: 'Bearer x' },
        { 'x-forwarded-for': "'" }, { 'accept-encoding': 'gzip, br' }, { 'content-encoding': 'gzip' },
        { 'x-http-method-override': 'DELETE' },
    ),
    weight: 3,
  },
);

/** Requests to one operation. */
export function requests(of: Described, world: World): fc.Arbitrary<Raw> {
  const who = fc.oneof({ arbitrary: fc.constant('admin' as const), weight: 16 }, { arbitrary: fc.constant('manager' as const),
    weight: 3 }, { arbitrary: fc.constant('nobody' as const), weight: 1 });
  return fc.record({ path: pathOf(of, world), query: queryOf(of, world), headers, body: bodyOf(of, world), who }).map((r) => ({
    method: of.method.toUpperCase(),
    path: r.query ? `${r.path}?${r.query}` : r.path,
    headers: { ...(r.body ? { 'content-type': r.body.type } : {}), ...r.headers },
    body: r.body?.bytes ?? null,
    who: r.who,
  }));
}
