/** Signing in and out, lockout, sessions, passwords. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attemptByEmail } from '../../server/auth/attempts.ts';
import { trustProxyOf } from '../../server/http/app.ts';
import { clientOf, startApp, type TestApp } from '../support/app.ts';
import { serve } from '../../server/serve.ts';
import { orgs, password, people, roles } from '../support/company.ts';
import { openStream } from '../support/stream.ts';

let app: TestApp;
beforeAll(async () => void (app = await startApp()));
afterAll(() => app?.close());

const fresh = async (email: string, secret = password): Promise<ReturnType<typeof clientOf>> => {
  const answer = await app.nobody.post('session', { email, password: secret });
  expect(answer.status).toBe(200);
  return clientOf(app.url, answer.headers.get('set-cookie')!.split(';')[0]!);
};

test('nobody sees anything without signing in', async () => {
  for (const path of ['me', 'catalogs/counterparty', 'documents', 'search?q=a', 'live', 'operations', 'reports/activity']) {
    expect(await app.nobody.get(path)).toMatchObject({ status: 401, body: { code: 'signInFirst' } });
  }
  expect((await app.nobody.get('health')).status).toBe(200);
});

test('the cookie is out of reach of scripts, and its token is not in the database', async () => {
  const answer = await app.nobody.post('session', { email: 'manager@test.example', password });
  const cookie = answer.headers.get('set-cookie')!;
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  const token = /=([^;]+)/.exec(cookie)![1]!;
  const { rows } = await app.db.query('select * from session');
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('e-mail in any case; a wrong password and an unknown e-mail look alike', async () => {
  await fresh(' Manager@TEST.example ');
  const wrong = await app.nobody.post('session', { email: 'manager@test.example', password: 'wrong-password' });
  const unknown = await app.nobody.post('session', { email: 'nobody@test.example', password: 'wrong-password' });
  expect(wrong.status).toBe(422);
  expect(unknown.text).toBe(wrong.text);
});

test('ten wrong passwords lock the account, whatever comes next; an administrator unlocks it', async () => {
  const attempt = (secret: string): Promise<{ status: number; body: { code: string } }> => app.nobody.post('session', { email: 'outsider@test.example', password: secret });
  for (let i = 0; i < 10; i++) expect((await attempt(`wrong-${i}`)).status).toBe(422);
  expect(await attempt(password)).toMatchObject({ status: 409, body: { code: 'locked' } });
  const admin = await app.as('admin');
  expect((await admin.post(`catalogs/employee/${people.outsider}/password`, { password: 'unlocked-again-7' })).status).toBe(204);
  expect((await attempt('unlocked-again-7')).status).toBe(200);
});

test('sessions are listed, and a revoked one is refused at once', async () => {
  const here = await fresh('colleague@test.example');
  const there = await fresh('colleague@test.example');
  const { rows } = (await here.get('me/sessions')).body;
  expect(rows).toHaveLength(2);
  const other = rows.find((r: { current: boolean }) => !r.current);
  expect((await there.get('me')).status).toBe(200);
  expect((await here.delete(`me/sessions/${other.id}`)).status).toBe(204);
  expect((await there.get('me')).status).toBe(401);
  expect((await here.get('me')).status).toBe(200);
  expect((await here.delete(`me/sessions/${other.id}`)).status).toBe(404);
  expect((await here.delete('session')).status).toBe(204);
  expect((await here.get('me')).status).toBe(401);
});

test('a changed password ends the other sessions; the old one no longer opens', async () => {
  const here = await fresh('storekeeper@test.example');
  const there = await fresh('storekeeper@test.example');
  expect((await here.post('me/password', { current: 'not-it', next: 'new-secret-words' })).body.errors[0]).toMatchObject({ path: 'current', code: 'passwordWrong' });
  expect((await here.post('me/password', { current: password, next: 'qwerty123' })).body.errors[0]).toMatchObject({ path: 'next', code: 'password' });
  expect((await here.post('me/password', { current: password, next: 'new-secret-words' })).status).toBe(204);
  expect((await here.get('me')).status).toBe(200);
  expect((await there.get('me')).status).toBe(401);
  expect((await app.nobody.post('session', { email: 'storekeeper@test.example', password })).status).toBe(422);
  await fresh('storekeeper@test.example', 'new-secret-words');
});

test('a new person signs in with the password that the administrator set, a leaver no more', async () => {
  const admin = await app.as('admin');
  const { body: person } = await admin.post('catalogs/employee', { name: 'Новенький', email: 'New@test.example', roles: [roles.manager] });
  expect(person.email).toBe('new@test.example');
  await admin.post(`catalogs/employee/${person.id}/password`, { password: 'first-day-at-work' });
  const theirs = await fresh('new@test.example', 'first-day-at-work');
  const { body: moved } = await admin.patch(`catalogs/employee/${person.id}`, { version: person.version, email: 'renamed@test.example' });
  await fresh('renamed@test.example', 'first-day-at-work');
  await admin.patch(`catalogs/employee/${person.id}`, { version: moved.version, active: false });
  expect((await theirs.get('me')).status).toBe(401);
  expect((await app.nobody.post('session', { email: 'renamed@test.example', password: 'first-day-at-work' })).status).toBe(422);
});

test('two people may not share an e-mail', async () => {
  const admin = await app.as('admin');
  const answer = await admin.post('catalogs/employee', { name: 'Двойник', email: 'manager@test.example' });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'email', code: 'duplicateValue' }] } });
  const abroad = await admin.post('catalogs/employee', { name: 'Двойник', email: 'foreigner@other.example' });
  expect(abroad).toMatchObject({ status: 422, body: { errors: [{ path: 'email', code: 'duplicateValue' }] } });
});

test('one’s own language changes the language of errors', async () => {
  const director = await app.as('director');
  expect((await director.patch('me', { language: 'en' })).body.language).toBe('en');
  expect((await director.post('catalogs/counterparty', {})).body.title).toBe('The request has mistakes');
  expect((await director.patch('me', { timeZone: 'Mars/Olympus' })).body.errors[0]).toMatchObject({ path: 'timeZone', code: 'timeZone' });
  await director.patch('me', { language: 'ru' });
});

test('no spelling of an address goes around the sign-in', async () => {
  for (const path of ['/%61pi/v1/me', '/api/%761/catalogs/counterparty', '/%61%70%69/v1/documents', '/api/v1/%6De']) {
    const answer = await app.nobody.get(path);
    expect([401, 404]).toContain(answer.status);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  const seen = await (await app.as('manager')).get('/%61pi/v1/me');
  expect(seen.status).toBe(200);
  expect(seen.headers.get('cache-control')).toBe('no-store');
});

test('another site’s Origin is refused; behind a proxy that we trust the host is what it says', async () => {
  const attempt = (to: TestApp, headers: Record<string, string>): Promise<{ status: number; body: { code: string } }> =>
    to.nobody.post('session', { email: 'manager@test.example', password }, { origin: 'https://crm.example', ...headers });
  expect(await attempt(app, {})).toMatchObject({ status: 403, body: { code: 'wrongOrigin' } });
  expect((await attempt(app, { 'x-forwarded-host': 'crm.example' })).status).toBe(403);
  process.env.FLYDOC_TRUST_PROXY = '1';
  const behind = await startApp().finally(() => delete process.env.FLYDOC_TRUST_PROXY);
  try {
    expect((await attempt(behind, { 'x-forwarded-host': 'crm.example', 'x-forwarded-for': '192.0.2.7' })).status).toBe(200);
    expect((await attempt(behind, { 'x-forwarded-host': 'other.example' })).status).toBe(403);
    expect((await behind.db.query('select ip from session')).rows).toEqual([{ ip: '192.0.2.7' }]);
  } finally {
    await behind.close();
  }
  expect(() => trustProxyOf('true')).toThrow('FLYDOC_TRUST_PROXY');
  expect(['', '0', '10.0.0.5, fd00::/8'].map((text) => trustProxyOf(text))).toEqual([false, false, ['10.0.0.5', 'fd00::/8']]);
});

test('a made-up cookie does not buy more attempts to sign in', async () => {
  const one = await startApp();
  try {
    const attempts = Array.from({ length: 40 }, (_, i) => one.nobody.post('session', { email: `x${i}@test.example`, password: 'guess' }, { cookie: `flydoc_session=made-up-${i}` }));
    expect((await Promise.all(attempts)).filter((a) => a.status === 429).length).toBe(10);
  } finally {
    await one.close();
  }
});

describe('guessing', () => {
  let own: TestApp;
  beforeAll(async () => void (own = await startApp()));
  afterAll(() => own?.close());
  const guess = async (email: string, secret: string): Promise<string> => (await own.nobody.post('session', { email, password: secret })).body.code ?? 'in';

  test('of guesses that come at once ten are checked, and the right one among the rest does not open', async () => {
    const said = await Promise.all(Array.from({ length: 16 }, (_, i) => guess('manager@test.example', `wrong-${i}`)));
    expect(said.filter((s) => s === 'invalid')).toHaveLength(10);
    expect(said.filter((s) => s === 'locked')).toHaveLength(6);
    expect(await guess('manager@test.example', password)).toBe('locked');
    await own.db.query(`update account set locked_until = now() - interval '1 second' where email = 'manager@test.example'`);
    expect(await guess('manager@test.example', 'wrong-again')).toBe('invalid');
    expect(await guess('manager@test.example', password)).toBe('in');
    const { rows } = await own.db.query(`select failures, locked_until from account where email = 'manager@test.example'`);
    expect(rows).toEqual([{ failures: 0, locked_until: null }]);
  });

  test('an e-mail that nobody has is locked alike', async () => {
    const email = `nobody-${Date.now()}@test.example`;
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => guess(email, `wrong-${i}`)));
    expect(answers.every((a) => a === 'invalid')).toBe(true);
    // The limit of requests from one address is spent: what remains is asked by the program.
    expect(await refusal(attemptByEmail(own.db, email))).toEqual({ code: 'locked', params: { minutes: 15 } });
  });

  test('a wrong present password counts as well', async () => {
    const director = await own.as('head');
    const said: string[] = [];
    for (let i = 0; i < 11; i++) said.push((await director.post('me/password', { current: `wrong-${i}`, next: 'new-secret-words' })).body.code);
    expect(said).toEqual([...Array.from({ length: 10 }, () => 'invalid'), 'locked']);
  });
});

const refusal = (asked: Promise<unknown>): Promise<unknown> => asked.then(() => null, (e: { problem: unknown }) => e.problem);

test('expired sessions are swept away, and end their streams', async () => {
  const own = await startApp();
  try {
    await own.as('manager');
    const stream = await openStream(own, 'manager');
    await own.as('head');
    await own.db.query(`update session set expires_at = now() - interval '1 second' where employee = $1`, [people.manager]);
    await expect(startOn(own)).resolves.toMatchObject({ demo: false });
    await expect.poll(async () => (await own.db.query('select employee from session')).rows).toEqual([{ employee: people.head }]);
    await stream.ended;
  } finally {
    await own.close();
  }
});

test('the demonstration is offered where it is, whatever this start was asked for', async () => {
  const own = await startApp();
  try {
    expect((await own.nobody.get('demo')).body.accounts).toEqual([]);
    await own.db.query(`update organisation set settings = '{"demo": true}' where id = $1`, [orgs.first]);
    const again = await serve({ databaseUrl: own.databaseUrl, port: 0, host: '127.0.0.1', dataDir: own.dataDir, demo: false, log: () => undefined });
    try {
      expect(again.demo).toBe(true);
      expect((await clientOf(again.address, '').get('demo')).body.accounts.length).toBeGreaterThan(0);
      expect((await clientOf(again.address, (await own.as('manager')).cookie).get('me')).body.demo).toBe(true);
    } finally {
      await again.close();
    }
  } finally {
    await own.close();
  }
});

/** Another process of the same database starts, though not for the demonstration, and stops. */
async function startOn({ databaseUrl, dataDir }: TestApp): Promise<{ demo: boolean }> {
  const served = await serve({ databaseUrl, port: 0, host: '127.0.0.1', dataDir, demo: false, log: () => undefined });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await served.close();
  return served;
}
