/** What was acknowledged is there after `kill -9` of everything, in the midst of work; what was not can be asked again. */
import { expect, test } from 'vitest';
import { until } from '../../server/db/process.ts';
import { clientOf, type Client } from '../support/app.ts';
import { isAlive, newFolder, postmasterOf, query, startProgram, stopProgram } from './program.ts';

test('kill -9 under load: no acknowledged write lost, no repeated one doubled, registers as their movements', async () => {
  const dataDir = newFolder('durability');
  const first = startProgram({ dataDir });
  const admin = { organisation: 'Стойкая', name: 'Анна', email: 'anna@durable.example', password: 'nothing-is-lost-1' };
  const address = await first.address;
  const made = await clientOf(address, '').post('setup', admin);
  expect(made.status, made.text).toBe(201);
  const signedIn = (url: string): Client => clientOf(url, (made.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  const client = signedIn(address);
  const { body: party } = await client.post('catalogs/counterparty', { name: 'ООО «Стойкость»', kind: 'legal' });

  const acknowledged = new Map<string, string>();
  const unanswered: string[] = [];
  let running = true;
  const work = async (lane: number): Promise<void> => {
    for (let n = 0; running; n++) {
      const key = `${lane}-${n}`;
      try {
        const call = await client.post('documents/call', { title: key, counterparty: party.id }, { 'idempotency-key': key });
        if (call.status !== 201) throw new Error(call.text);
        acknowledged.set(key, call.body.id);
        await client.post(`documents/call/${call.body.id}/stage`, { to: 'done', version: 1 });
      } catch {
        if (!acknowledged.has(key)) unanswered.push(key);
        return;
      }
    }
  };
  const lanes = [1, 2, 3, 4].map(work);
  await until(() => acknowledged.size > 40);
  const postmaster = postmasterOf(dataDir);
  process.kill(postmaster?.pid ?? 0, 'SIGKILL');
  await stopProgram(first, 'SIGKILL');
  running = false;
  await Promise.all(lanes);
  await until(() => !isAlive(postmaster?.pid ?? 0));

  const second = startProgram({ dataDir });
  const again = signedIn(await second.address);
  const stored = new Map((await query<{ id: string; title: string }>(dataDir, `select id, title from document where type = 'call'`)).map((r) => [r.title, r.id]));
  for (const [key, id] of acknowledged) expect(stored.get(key), key).toBe(id);
  for (const key of [...unanswered, ...acknowledged.keys()]) {
    const repeat = await again.post('documents/call', { title: key, counterparty: party.id }, { 'idempotency-key': key });
    expect(repeat.status, repeat.text).toBe(201);
    if (stored.has(key)) expect(repeat.body.id).toBe(stored.get(key));
  }
  const [counts] = await query<{ calls: number; titles: number; done: number; balance: number; moved: number }>(
    dataDir,
    `select (select count(*)::int from document where type = 'call') as calls, (select count(distinct title)::int from document where type = 'call') as titles,
      (select count(*)::int from document where stage = 'done') as done, (select coalesce(sum(calls), 0)::int from activity_balance) as balance, (select coalesce(sum(calls), 0)::int from activity_movement) as moved`,
  );
  expect(counts?.calls).toBe(counts?.titles);
  expect(counts?.calls).toBe(acknowledged.size + unanswered.length);
  expect([counts?.balance, counts?.moved]).toEqual([counts?.done, counts?.done]);
});
