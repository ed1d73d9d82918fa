import { spawn } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { until } from '../../server/db/process.ts';
import { isAlive, newFolder, postmasterOf, query, startProgram, stopProgram } from './program.ts';

test('it makes its folder, answers, and SIGTERM stops it and its database', async () => {
  const dataDir = join(newFolder('plain'), 'new', 'data');
  const program = startProgram({ dataDir });
  const health = await fetch(`${await program.address}/api/v1/health`);
  expect(health.status).toBe(200);
  const postmaster = postmasterOf(dataDir);

  expect(await stopProgram(program)).toBe(0);

  expect(isAlive(postmaster?.pid ?? 0)).toBe(false);
  expect(postmasterOf(dataDir)).toBeNull();
  // Nobody else on the machine reads what is in there.
  expect(statSync(dataDir).mode & 0o066).toBe(0);
  for (const name of ['pg-password', 'postgres.log']) expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
  expect(lstatSync(join(dataDir, 'pg')).isDirectory()).toBe(true);
  // The database was closed, not cut off: the next start has nothing to recover.
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);
});

test('fsync is on, sorting is by code point, and Cyrillic has letters', async () => {
  const dataDir = newFolder('settings');
  await startProgram({ dataDir }).address;
  const [found] = await query(dataDir, `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
    current_setting('server_encoding') as encoding, lower('ЁЖИК') as lower, 'Я' < 'а' as by_code`);
  expect(found).toEqual({ fsync: 'on', pages: 'on', encoding: 'UTF8', lower: 'ёжик', by_code: true });
});

test('an impatient second signal changes nothing for the database', async () => {
  const dataDir = newFolder('impatient');
  const program = startProgram({ dataDir });
  await program.address;
  program.process.kill('SIGINT');
  program.process.kill('SIGTERM');
  program.process.kill('SIGINT');
  expect(await program.exit).toBe(0);
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);
});

test('SIGTERM during the very first start leaves no half of a database', async () => {
  const dataDir = newFolder('early');
  const first = startProgram({ dataDir });
  await until(() => first.output().includes('creating the database'));
  await stopProgram(first);
  expect(readdirSync(dataDir).filter((name) => name.startsWith('pg.'))).toEqual([]);

  await startProgram({ dataDir }).address;
});

test('kill -9 loses no row, and the next start takes the living database over', async () => {
  const dataDir = newFolder('killed');
  const first = startProgram({ dataDir });
  await first.address;
  await query(dataDir, "create table probe (word text); insert into probe values ('kept')");
  const postmaster = postmasterOf(dataDir);
  await stopProgram(first, 'SIGKILL');
  expect(isAlive(postmaster?.pid ?? 0)).toBe(true);

  const second = startProgram({ dataDir });
  await second.address;

  expect(postmasterOf(dataDir)?.pid).toBe(postmaster?.pid);
  expect(await query(dataDir, 'select word from probe')).toEqual([{ word: 'kept' }]);
  expect(await stopProgram(second)).toBe(0);
  expect(isAlive(postmaster?.pid ?? 0)).toBe(false);
});

test('both killed, and both numbers given to strangers: it recovers, and the row is there', async () => {
  const dataDir = newFolder('reused');
  const first = startProgram({ dataDir });
  await first.address;
  await query(dataDir, "create table probe (word text); insert into probe values ('kept')");
  const postmaster = postmasterOf(dataDir);
  await stopProgram(first, 'SIGKILL');
  process.kill(postmaster?.pid ?? 0, 'SIGKILL');
  await until(() => !isAlive(postmaster?.pid ?? 0));
  const owner = statSync(join(dataDir, 'pg')).uid;
  const stranger = spawn('sleep', ['600'], process.getuid?.() === 0 ? { uid: owner } : {});
  try {
    const pidFile = join(dataDir, 'pg', 'postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(stranger.pid)));
    const lock = readdirSync(dataDir).find((name) => name.startsWith('flydoc.lock.')) ?? '';
    const held: { birth: string } = JSON.parse(readFileSync(join(dataDir, lock), 'utf8'));
    writeFileSync(join(dataDir, lock), JSON.stringify({ pid: stranger.pid, birth: held.birth }));

    await startProgram({ dataDir }).address;

    expect(await query(dataDir, 'select word from probe')).toEqual([{ word: 'kept' }]);
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
  } finally {
    stranger.kill();
  }
});

test('a crash of the application stops its database', async () => {
  const dataDir = newFolder('crash');
  const bomb = join(dataDir, 'bomb.cjs');
  writeFileSync(bomb, "process.on('SIGUSR2', () => { throw new Error('crash on request'); });");
  const program = startProgram({ dataDir, env: { NODE_OPTIONS: `--require ${bomb}` } });
  await program.address;
  const postmaster = postmasterOf(dataDir);

  expect(await stopProgram(program, 'SIGUSR2')).not.toBe(0);

  await until(() => !isAlive(postmaster?.pid ?? 0));
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/);
});

test('when the database disappears the application says so and ends', async () => {
  const dataDir = newFolder('lost');
  const program = startProgram({ dataDir });
  await program.address;
  process.kill(postmasterOf(dataDir)?.pid ?? 0, 'SIGINT');
  expect(await program.exit).toBe(1);
  expect(program.output()).toContain('The database has stopped although FlyDoc did not ask it to');
  expect(program.output()).not.toMatch(stackTrace);
});

test('a data folder that lost its password gets a new one', async () => {
  const dataDir = newFolder('forgotten');
  const first = startProgram({ dataDir });
  await first.address;
  await stopProgram(first);
  rmSync(join(dataDir, 'pg-password'));

  await startProgram({ dataDir }).address;

  expect(await query(dataDir, 'select 1 as one')).toEqual([{ one: 1 }]);
});

const stackTrace = /^\s+at .+:\d+:\d+/m;
