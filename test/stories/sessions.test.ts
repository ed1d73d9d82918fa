/** Signing in and out, lockout, sessions, passwords. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf, startApp, type TestApp } from '../support/app.ts';
import { password, people, roles } from '../support/company.ts';

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
