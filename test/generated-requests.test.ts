/**
 * Requests generated from the OpenAPI document, to every endpoint. FLYDOC_FUZZ_SEED names another seed than the usual one,
 * FLYDOC_FUZZ_RUNS how many requests each endpoint gets, FLYDOC_FUZZ_ONLY one operation.
 */
import { createHash, randomBytes } from 'node:crypto';
import { Agent, request as send } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uuidv7 } from '../kernel/uuid.ts';
import { startApp, type TestApp } from './support/app.ts';
import { orgs, people } from './support/company.ts';
import { requests, type Raw, type World } from './support/generate.ts';
import { answerFaults, described, faults, openApi, type Described } from './support/openapi.ts';
import { withIds } from './support/references.ts';

const seed = Number(process.env.FLYDOC_FUZZ_SEED ?? 20_261_123);
const runs = Number(process.env.FLYDOC_FUZZ_RUNS ?? 25);
const only = process.env.FLYDOC_FUZZ_ONLY;
const rowsOfEach = 6;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

let app: TestApp;
let world: World;
const cookies: Record<string, string> = { nobody: '' };
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** A session of its own, for requests that end it. */
async function throwAway(): Promise<{ id: string; cookie: string }> {
  const token = randomBytes(32).toString('base64url');
  const id = uuidv7();
  await app.db.query(
    "insert into session (token_hash, id, org_id, employee, expires_at) values ($1, $2, $3, $4, now() + interval '1 day')",
    [createHash('sha256').update(token).digest('hex'), id, orgs.first, people.admin],
  );
  return { id, cookie: `flydoc_session=${token}` };
}

beforeAll(async () => {
  app = await startApp();
  const admin = await app.as('admin');
  cookies.admin = admin.cookie;
  cookies.manager = (await app.as('manager')).cookie;
  const foreigner = await app.as('foreigner');
  const foreign = [
    (await foreigner.post('catalogs/counterparty', { name: 'Чужой', kind: 'person' })).body.id,
    (await foreigner.post('documents/note', { title: 'Чужая' })).body.id,
    people.foreigner,
  ];
  const ids: Record<string, string[]> = {};
  const examples: Record<string, unknown> = {};
  for (const o of described.filter((d) => d.id.startsWith('create') && d.body)) {
    const example = await withIds(app, o.body!.media); // !: just asked for
    examples[o.id] = example;
    const name = o.path.split('/').at(-1) ?? '';
    ids[name] = [];
    for (let i = 0; i < rowsOfEach; i++) {
      const unique = name === 'employee' ? { email: `p${i}@pool.example` } : name === 'classifier' ? { key: `pool-${i}` } : {};
      const made = await admin.post(`/api/v1${o.path}`, { ...example, ...unique });
      if (made.status !== 201) throw new Error(`${o.path}: ${made.text}`);
      ids[name].push(made.body.id);
    }
  }
  ids.document = [...(ids.call ?? []), ...(ids.letter ?? [])];
  ids.session = await Promise.all([0, 1, 2].map(async () => (await throwAway()).id));
  ids['stored-file'] = (await app.db.query('select id from stored_file where org_id = $1', [orgs.first])).rows.map((r) => r.id);
  world = { ids, foreign, examples };
});
afterAll(async () => {
  agent.destroy();
  await app?.close();
});

function ask(raw: Raw, cookie: string): Promise<Answer> {
  const { hostname, port } = new URL(app.url);
  return new Promise((done, fail) => {
    let answered = false;
    const length: Record<string, string> = raw.body || raw.method === 'POST' ? { 'content-length': String(raw.body?.length ?? 0) } : {};
    const req = send(
      { hostname, port, agent, method: raw.method, path: raw.path, headers: { ...(cookie ? { cookie } : {}), ...length, ...raw.headers } },
      (res) => {
        answered = true;
        const type = res.headers['content-type'] ?? '';
        const parts: Buffer[] = [];
        const end = (): void =>
          done({ status: res.statusCode ?? 0, type, text: res.headers['content-encoding'] ? '' : Buffer.concat(parts).toString() });
        if (type.startsWith('text/event-stream')) {
          end();
          return void req.destroy();
        }
        res
          .on('data', (b: Buffer) => parts.push(b))
          .on('end', end)
          .on('error', end);
      },
    );
    // A server that has answered "too large" need not read the rest.
    req.on('error', (error) => (answered ? undefined : fail(error)));
    req.setTimeout(20_000, () => req.destroy(new Error('no answer in 20 s')));
    req.end(raw.body ?? undefined);
  });
}

const tables = ['department', 'role', 'employee', '"group"', 'classifier', 'classifier_item', 'counterparty', 'contact', 'document'];
const counted = ['operation', 'change', 'link', 'session', 'stored_file', 'activity_movement', 'organisation'];
const sums = [
  ...tables.map((t) => `(select count(*) || ':' || coalesce(sum(version), 0) from ${t})`),
  ...counted.map((t) => `(select count(*) from ${t})`),
  `(select coalesce(sum(value), 0) from counter)`,
  `(select coalesce(sum(calls + meetings + trips + letters), 0) from activity_balance)`,
  `(select md5(string_agg(email || coalesce(password_hash, ''), ',' order by email)) from account)`,
];
/** What is stored, in one short text. */
const stored = async (): Promise<string> =>
  (await app.db.query<{ state: string }>(`select concat_ws(' ', ${sums.join(', ')}) as state`)).rows[0]?.state ?? '';

/** What is wrong with the answer to a request; null when nothing is. */
function wrongWith(of: Described, raw: Raw, answer: Answer): string | null {
  if (answer.status >= 500) return `answers ${answer.status}`;
  if (answer.status < 400) {
    const partial = /[?&]fields=/.test(raw.path) || raw.path.split('?')[0]?.split('/').length !== of.path.split('/').length + 2;
    const read = answer.type.includes('json') && answer.text ? JSON.parse(answer.text) : null;
    const differs = partial || !answer.text ? [] : answerFaults(of, answer.status, answer.type, read);
    return differs.length > 0 ? `differs from the document: ${differs.slice(0, 3).join('; ')}` : null;
  }
  if (!answer.type.startsWith('application/problem+json')) return `answers ${answer.status} as ${answer.type || 'nothing'}`;
  if (!answer.text) return null; // compressed
  const problem = JSON.parse(answer.text);
  const schemas = openApi.components.schemas;
  const differs = faults((answer.status === 422 ? schemas.InvalidProblem : schemas.Problem) ?? {}, problem);
  if (problem.status !== answer.status) return 'tells another status';
  return differs.length > 0 ? `is no good problem: ${differs.join('; ')}` : null;
}

const shorten = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}… (${text.length})` : text);
const tell = (raw: Raw, answer: Answer | null): string =>
  [
    `${raw.method} ${shorten(raw.path, 700)} as ${raw.who}`,
    JSON.stringify(raw.headers),
    raw.body ? shorten(raw.body.toString(), 900) : 'no body',
    answer ? `→ ${answer.status} ${answer.type} ${shorten(answer.text, 700)}` : '',
  ].join('\n    ');

it('answers every generated request with sense, and stores nothing of a refused one', async () => {
  const failures: string[] = [];
  const statuses: Record<number, number> = {};
  let before: string | undefined;
  for (const [n, of] of described.entries()) {
    if (only !== undefined && of.id !== only) continue;
    const property = fc.asyncProperty(requests(of, world), async (raw) => {
      const ends = of.id === 'signOut' || of.id === 'endMySession';
      if (ends && raw.who === 'manager') return;
      if (ends) before = undefined;
      const cookie = ends && raw.who === 'admin' ? (await throwAway()).cookie : (cookies[raw.who] ?? '');
      before ??= await stored();
      const answer = await ask(raw, cookie).catch((error: Error) => ({ status: 599, type: '', text: error.message }));
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      let wrong = wrongWith(of, raw, answer);
      if (answer.status >= 400) {
        const after = await stored();
        if (after !== before) wrong = `${wrong ?? ''} was refused, yet something is stored:\n    ${before}\n    ${after}`;
        before = after;
      } else if (raw.method !== 'GET') {
        before = undefined;
      }
      if (wrong) throw new Error(`${wrong}\n    ${tell(raw, answer)}`);
    });
    const result = await fc.check(property, { seed: seed + n, numRuns: runs, endOnFailure: true });
    if (result.failed) failures.push(`${of.id} ${(result.errorInstance as Error | null)?.message ?? 'failed'}`);
  }
  console.log(`seed ${seed}, ${runs} requests to each of ${described.length} endpoints; answers by status:`, statuses);
  expect(failures, `seed ${seed}: set FLYDOC_FUZZ_SEED to repeat\n\n${failures.join('\n\n')}`).toEqual([]);
}, 900_000);
