/** A running FlyDoc for stories: its own database, its own port, people who are signed in. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate } from '../../server/db/migrate.ts';
import { serve, type ServeOptions } from '../../server/serve.ts';
import { emailOf, fillCompanies, password, type Person } from './company.ts';
import { createDatabase, dropDatabase, testServer } from './postgres.ts';

export interface Answer<T = any> {
  // any: stories read what they expect, and fail when it is not there
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
  readonly text: string;
}

export interface Client {
  readonly cookie: string;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, query?: Record<string, unknown>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string, headers?: Record<string, string>): Promise<Answer>;
}

export interface TestApp {
  /** Address of the server, without a slash at the end. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** The database as its owner sees it: for what the registers and the journal hold. */
  readonly db: pg.Pool;
  /** Signs in once per person. A string is an e-mail. */
  as(who: Person | (string & {}), secret?: string): Promise<Client>;
  /** Somebody who is not signed in. */
  readonly nobody: Client;
  close(): Promise<void>;
}

export function clientOf(url: string, cookie: string): Client {
  const request: Client['request'] = async (method, path, body, headers = {}) => {
    const raw = typeof body === 'string' || body instanceof Uint8Array || body instanceof FormData || body === undefined;
    const answer = await fetch(`${url}${path.startsWith('/') ? path : `/api/v1/${path}`}`, {
      method,
      headers: { ...(cookie ? { cookie } : {}), 'accept-language': 'ru', ...(body !== undefined && !(body instanceof FormData) ? { 'content-type': 'application/json' } : {}), ...headers },
      body: raw ? (body as BodyInit | undefined) : JSON.stringify(body),
      redirect: 'manual',
    });
    const text = await answer.text();
    const json = (answer.headers.get('content-type') ?? '').includes('json') && text ? JSON.parse(text) : null;
    return { status: answer.status, body: json, headers: answer.headers, text };
  };
  return {
    cookie,
    request,
    get: (path, query = {}) => {
      const entries = Object.entries(query).flatMap(([k, v]) => (v === undefined ? [] : [[k, typeof v === 'string' ? v : JSON.stringify(v)]]));
      return request('GET', entries.length > 0 ? `${path}?${new URLSearchParams(entries)}` : path);
    },
    post: (path, body, headers) => request('POST', path, body ?? {}, headers),
    patch: (path, body, headers) => request('PATCH', path, body, headers),
    delete: (path, headers) => request('DELETE', path, undefined, headers),
  };
}

const migrations = fileURLToPath(new URL('../../server/db/migrations', import.meta.url));
const template = 'flydoc_story';
let prepared: Promise<void> | undefined;

/** Makes the template once for all workers of a run; the others wait for the lock and find it. */
async function prepareTemplate(): Promise<void> {
  const client = new pg.Client({ connectionString: testServer() });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(5150)');
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rows.length > 0) return;
    const url = await createDatabase(`${template}_making`);
    await migrate(url, migrations);
    await fillCompanies(url);
    await client.query(`alter database "${template}_making" rename to "${template}"`);
  } finally {
    await client.end();
  }
}

/** Starts a server on a fresh copy of the test companies, or on an empty database with the demonstration. */
export async function startApp(o: { demo?: boolean; empty?: boolean; now?: () => Date } & Partial<Pick<ServeOptions, 'requestsPerMinute'>> = {}): Promise<TestApp> {
  if (!o.demo && !o.empty) await (prepared ??= prepareTemplate());
  const name = `story_${randomUUID().slice(0, 8)}`;
  const databaseUrl = await createDatabase(name, o.demo || o.empty ? undefined : template);
  const dataDir = mkdtempSync(join(tmpdir(), 'flydoc-story-'));
  const log: ServeOptions['log'] = (message, details) => {
    if (message === 'bug') console.error(message, details);
  };
  const served = await serve({ databaseUrl, port: 0, host: '127.0.0.1', dataDir, demo: o.demo ?? false, log, requestsPerMinute: o.requestsPerMinute ?? 1_000_000, now: o.now });
  const db = new pg.Pool({ connectionString: databaseUrl, max: 3 });
  db.on('error', () => undefined);
  const url = served.address.replace(/\/$/, '');
  const nobody = clientOf(url, '');
  const known = new Map<string, Promise<Client>>();
  const signIn = async (email: string, secret: string): Promise<Client> => {
    const answer = await nobody.post('session', { email, password: secret });
    if (answer.status !== 200) throw new Error(`${email} could not sign in: ${answer.text}`);
    return clientOf(url, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  };
  return {
    url, databaseUrl, dataDir, db, nobody,
    as(who, secret = o.demo ? 'demo-flydoc' : password) {
      const email = who.includes('@') ? who : emailOf(who as Person);
      const key = `${email} ${secret}`;
      const client = known.get(key) ?? signIn(email, secret);
      known.set(key, client);
      return client;
    },
    async close() {
      await served.close();
      await db.end();
      await dropDatabase(name);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
