/** Documents of the dossier: stages, results, numbers, postings. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { people } from '../support/company.ts';
import { startApp, type Client, type TestApp } from '../support/app.ts';

let app: TestApp;
let manager: Client;
let client: string;
beforeAll(async () => {
  app = await startApp({ now: () => new Date('2026-11-23T10:00:00Z') });
  manager = await app.as('manager');
  client = (await manager.post('catalogs/counterparty', { name: 'ООО «Вектор»', kind: 'legal' })).body.id;
});
afterAll(() => app?.close());

const balance = async (): Promise<{ calls: number; meetings: number; trips: number; letters: number } | undefined> =>
  (await manager.get('registers/activity/balance', { filter: { counterparty: client } })).body.rows[0];

test('a planned call becomes done with its result in one operation', async () => {
  const { body: call } = await manager.post('documents/call', { title: 'Условия на декабрь', counterparty: client, startsAt: '2026-11-24T10:00:00+03:00' });
  expect(call).toMatchObject({ type: 'call', stage: 'planned', date: '2026-11-23', direction: 'out', owner: { id: people.manager }, startsAt: '2026-11-24T07:00:00+00:00', can: { to: ['done', 'cancelled'] } });
  const { body: done } = await manager.post(`documents/call/${call.id}/stage`, { to: 'done', version: 1, set: { result: 'Пришлют заявку' } });
  expect(done).toMatchObject({ stage: 'done', result: 'Пришлют заявку', version: 2, can: { to: ['planned'] } });
  const { rows } = (await manager.get(`documents/call/${call.id}/history`)).body;
  expect(rows[0]).toMatchObject({ action: 'stage', changes: [{ field: 'result', after: 'Пришлют заявку' }, { field: 'stage', before: 'planned', after: 'done' }].reverse() });
  expect(rows).toHaveLength(2);
});

test('moves that the type does not allow are refused in words', async () => {
  const { body: call } = await manager.post('documents/call', { counterparty: client });
  await manager.post(`documents/call/${call.id}/stage`, { to: 'cancelled', version: 1 });
  const answer = await manager.post(`documents/call/${call.id}/stage`, { to: 'done', version: 2 });
  expect(answer).toMatchObject({ status: 409, body: { code: 'stageMove', detail: 'Из стадии «Отменён» нельзя перейти в «Состоялся».' } });
  expect((await manager.post(`documents/call/${call.id}/stage`, { to: 'sold', version: 2 })).body.errors[0]).toMatchObject({ path: 'to', code: 'stageUnknown' });
  expect((await manager.post(`documents/call/${call.id}/stage`, { to: 'planned', version: 1 })).body.code).toBe('conflict');
});

test('a finished call counts in the register, once; undone, deleted and restored, it follows', async () => {
  const before = (await balance())?.calls ?? 0;
  const { body: call } = await manager.post('documents/call', { counterparty: client });
  await manager.post(`documents/call/${call.id}/stage`, { to: 'done', version: 1 });
  expect((await balance())?.calls).toBe(before + 1);
  await manager.patch(`documents/call/${call.id}`, { version: 2, title: 'Уточнено' });
  expect((await balance())?.calls).toBe(before + 1);
  await manager.post(`documents/call/${call.id}/stage`, { to: 'planned', version: 3 });
  expect((await balance())?.calls).toBe(before);
  await manager.post(`documents/call/${call.id}/stage`, { to: 'done', version: 4 });
  await manager.delete(`documents/call/${call.id}?version=5`);
  expect((await balance())?.calls).toBe(before);
  await manager.post(`documents/call/${call.id}/restore`);
  expect((await balance())?.calls).toBe(before + 1);
  const { rows } = await app.db.query(`select b.counterparty, b.employee, b.calls = coalesce((select sum(m.calls) from activity_movement m where m.org_id = b.org_id and m.counterparty = b.counterparty and m.employee = b.employee), 0) as same from activity_balance b`);
  expect(rows.every((r) => r.same)).toBe(true);
});

test('twenty calls finished at once count twenty', async () => {
  const before = (await balance())?.calls ?? 0;
  const calls = await Promise.all(Array.from({ length: 20 }, () => manager.post('documents/call', { counterparty: client })));
  const done = await Promise.all(calls.map((c) => manager.post(`documents/call/${c.body.id}/stage`, { to: 'done', version: 1 })));
  expect(done.every((d) => d.status === 200)).toBe(true);
  expect((await balance())?.calls).toBe(before + 20);
});

test('numbers have no gaps and no duplicates, however many register letters at once', async () => {
  const letters = await Promise.all(Array.from({ length: 25 }, (_, i) => manager.post('documents/letter', { title: `Письмо ${i}`, counterparty: client })));
  expect(letters.every((l) => l.body.number === null)).toBe(true);
  // Every fifth fails for want of its version: a refused registration takes no number.
  const answers = await Promise.all(letters.map((l, i) => manager.post(`documents/letter/${l.body.id}/stage`, { to: 'registered', version: i % 5 === 0 ? 9 : 1 })));
  const numbers = answers.filter((a) => a.status === 200).map((a) => a.body.number).sort();
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => `П-2026-${String(i + 1).padStart(5, '0')}`));
  const { body: back } = await manager.post(`documents/letter/${letters[1]!.body.id}/stage`, { to: 'draft', version: 2 });
  const { body: again } = await manager.post(`documents/letter/${letters[1]!.body.id}/stage`, { to: 'registered', version: 3 });
  expect(again.number).toBe(back.number);
});

test('each year counts from one', async () => {
  const { body: old } = await manager.post('documents/letter', { title: 'Прошлогоднее', date: '2025-12-31' });
  expect((await manager.post(`documents/letter/${old.id}/stage`, { to: 'registered', version: 1 })).body.number).toBe('П-2025-00001');
});

test('what a type refuses: a letter without a subject, a trip to nowhere, an end before the start', async () => {
  const { body: letter } = await manager.post('documents/letter', {});
  expect((await manager.post(`documents/letter/${letter.id}/stage`, { to: 'registered', version: 1 })).body.code).toBe('titleMissing');
  const { body: trip } = await manager.post('documents/trip', { budget: '15000.50' });
  expect(trip.budget).toBe('15000.50');
  expect((await manager.post(`documents/trip/${trip.id}/stage`, { to: 'underway', version: 1 })).body.code).toBe('tripDestination');
  expect((await manager.post(`documents/trip/${trip.id}/stage`, { to: 'underway', version: 1, set: { destination: 'Казань' } })).body).toMatchObject({ number: 'К-2026-0001', destination: 'Казань' });
  const wrong = await manager.post('documents/meeting', { startsAt: '2026-11-24T12:00:00Z', endsAt: '2026-11-24T11:00:00Z' });
  expect(wrong).toMatchObject({ status: 409, body: { code: 'endsBeforeStart' } });
  expect((await manager.post('documents/task', {})).body.errors).toMatchObject([{ path: 'title', code: 'required' }]);
});

test('a document keeps to its type', async () => {
  const { body: call } = await manager.post('documents/call', {});
  expect((await manager.get(`documents/meeting/${call.id}`)).status).toBe(404);
  expect((await manager.patch(`documents/meeting/${call.id}`, { version: 1, place: 'x' })).status).toBe(404);
  expect((await manager.get('documents/invoice')).status).toBe(404);
});

test('the dossier is one list of all types', async () => {
  const { rows } = (await manager.get('documents', { filter: { counterparty: client }, limit: '500' })).body;
  expect(new Set(rows.map((r: { type: string }) => r.type))).toEqual(new Set(['call', 'letter']));
  const dates = rows.map((r: { date: string }) => r.date);
  expect(dates).toEqual([...dates].sort().reverse());
  const letters = (await manager.get('documents', { filter: { counterparty: client, type: { in: ['letter'] }, stage: 'registered' } })).body.rows;
  expect(letters).toHaveLength(20);
});

test('participants are several people, told with their names', async () => {
  const { body: meeting } = await manager.post('documents/meeting', { title: 'Планёрка', participants: [people.head, people.colleague, people.head] });
  expect(meeting.participants).toEqual([{ id: people.head, label: 'Галина Главная' }, { id: people.colleague, label: 'Константин Коллегин' }]);
  expect((await manager.get('documents/meeting', { filter: { participants: people.head } })).body.rows).toHaveLength(1);
  expect((await manager.get('documents/meeting', { filter: { participants: people.director } })).body.rows).toHaveLength(0);
});
