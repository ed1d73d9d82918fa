import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { problemOf } from '../../server/db/open.ts';
import { testServer } from '../support/postgres.ts';
import { newFolder, query, refusalOf, startProgram, stopProgram } from './program.ts';

const root = process.getuid?.() === 0;
const servers: Server[] = [];

afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** Refused with exit code 1, these words, both languages, and nothing a programmer would write. */
function expectRefusal({ code, said }: { code: number | null; said: string }, ...words: string[]): void {
  for (const word of words) expect(said).toContain(word);
  expect(said).toMatch(/[а-я]{3}/);
  expect(said).not.toMatch(/^\s+at .+:\d+:\d+/m);
  expect(code).toBe(1);
}

test('a second instance on the same data names the process and the folder', async () => {
  const dataDir = newFolder('second');
  const first = startProgram({ dataDir });
  await first.address;
  expectRefusal(await refusalOf({ dataDir }), `process ${first.process.pid}`, dataDir, '--data');
});

test('of four starters at once exactly one wins: on a new folder, and after a kill -9', async () => {
  const dataDir = newFolder('race');
  for (const round of ['new', 'killed']) {
    const starters = [1, 2, 3, 4].map(() => startProgram({ dataDir }));
    const outcomes = await Promise.all(starters.map((starter) => Promise.race([starter.address, starter.exit])));
    const winners = starters.filter((_, index) => typeof outcomes[index] === 'string');
    expect([round, winners.length]).toEqual([round, 1]);
    expect(outcomes.filter((outcome) => outcome === 1)).toHaveLength(3);
    for (const winner of winners) await stopProgram(winner, 'SIGKILL');
  }
});

test('an occupied port', async () => {
  const port = await listen(() => {});
  const dataDir = newFolder('port');
  expectRefusal(await refusalOf({ dataDir, args: ['--port', String(port)] }), `127.0.0.1:${port}`, '--port');
  expect(existsSync(join(dataDir, 'pg'))).toBe(false);
});

test('an address that is not of this machine', async () => {
  expectRefusal(await refusalOf({ dataDir: newFolder('host'), args: ['--host', '192.0.2.1'] }), '192.0.2.1', '--host');
});

test('an unknown option and a port that is no number show the usage', async () => {
  const dataDir = newFolder('usage');
  expectRefusal(await refusalOf({ dataDir, args: ['--prot', '5'] }), 'Unknown option --prot', '--no-demo');
  expectRefusal(await refusalOf({ dataDir, args: ['--port', 'http'] }), '"http"', '--no-demo');
});

test('a Russian terminal gets Russian first', async () => {
  const { said } = await refusalOf({ dataDir: newFolder('russian'), args: ['--prot'], env: { LANG: 'ru_RU.UTF-8' } });
  expect(said.indexOf('Неизвестный параметр')).toBeGreaterThanOrEqual(0);
  expect(said.indexOf('Неизвестный параметр')).toBeLessThan(said.indexOf('Unknown option'));
});

test('a server that does not answer', async () => {
  const port = await listen(() => {});
  servers.splice(0).forEach((server) => server.close());
  const url = `postgres://u:secret@127.0.0.1:${port}/d`;
  const refusal = await refusalOf({ dataDir: newFolder('unreachable'), env: { DATABASE_URL: url } });
  expectRefusal(refusal, `127.0.0.1:${port}`, 'ECONNREFUSED', 'DATABASE_URL');
  expect(refusal.said).not.toContain('secret');
});

test('a wrong password, no password, and a missing database', async () => {
  const dataDir = newFolder('password');
  const wrong = new URL(testServer());
  wrong.password = 'wrong';
  expectRefusal(await refusalOf({ dataDir, env: { DATABASE_URL: wrong.href } }), 'wrong name or password', wrong.username);
  wrong.password = '';
  expectRefusal(await refusalOf({ dataDir, env: { DATABASE_URL: wrong.href, PGPASSWORD: '' } }), 'wrong name or password');
  expectRefusal(await refusalOf({ dataDir, env: { DATABASE_URL: testServer('nowhere') } }), 'has no database "nowhere"');
});

test('an address that is none', async () => {
  expectRefusal(await refusalOf({ dataDir: newFolder('address'), env: { DATABASE_URL: 'mysql://x' } }), 'DATABASE_URL', 'postgres://user');
});

test('a server that is too old', async () => {
  const port = await listen((server) => server.on('connection', (socket) => speakAsPostgres(socket, '14.11 (Debian)')));
  const url = `postgres://u:p@127.0.0.1:${port}/d`;
  expectRefusal(await refusalOf({ dataDir: newFolder('old'), env: { DATABASE_URL: url } }), '14.11', '15 or newer');
});

test('something that is not PostgreSQL at all', async () => {
  const port = await listen((server) => server.on('connection', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
  const url = `postgres://u:p@127.0.0.1:${port}/d`;
  expectRefusal(await refusalOf({ dataDir: newFolder('stranger'), env: { DATABASE_URL: url } }), `127.0.0.1:${port}`);
});

test('data of another version of PostgreSQL stays as it is', async () => {
  const dataDir = newFolder('version');
  const first = startProgram({ dataDir });
  await first.address;
  await stopProgram(first);
  writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '17\n');
  expectRefusal(await refusalOf({ dataDir }), 'PostgreSQL 17', 'Nothing was changed');
});

test('a data folder that is a file, or that may not be written', async () => {
  const folder = newFolder('unwritable');
  writeFileSync(join(folder, 'file'), '');
  expectRefusal(await refusalOf({ dataDir: join(folder, 'file') }), join(folder, 'file'), '--data');
  if (root) return; // Nothing is forbidden to root; the ordinary user's tests have this case.
  mkdirSync(join(folder, 'closed'));
  chmodSync(join(folder, 'closed'), 0o500);
  expectRefusal(await refusalOf({ dataDir: join(folder, 'closed') }), 'EACCES');
});

test('a full disk of the database server', () => {
  const full = Object.assign(new Error('could not extend file'), { code: '53100' });
  expect(problemOf(full, { server: 'db:5432', user: 'u', database: 'd' }).code).toBe('disk-full');
});

test('a full disk, before the first start and after it: nothing is lost', async (context) => {
  const small = newFolder('small');
  const mounted = root && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=755', 'tmpfs', small]).status === 0;
  if (!mounted) return context.skip('only root can mount a small disk');
  onTestFinished(() => void spawnSync('umount', ['-l', small]));
  const dataDir = join(small, 'data');
  expectRefusal(await refusalOf({ dataDir }), 'is full');

  spawnSync('mount', ['-o', 'remount,size=400m', small]);
  const program = startProgram({ dataDir });
  await program.address;
  await query(dataDir, "create table probe (word text); insert into probe values ('kept')");
  await stopProgram(program);
  spawnSync('dd', ['if=/dev/zero', `of=${join(small, 'ballast')}`, 'bs=1M']);
  expectRefusal(await refusalOf({ dataDir }), 'is full', 'Nothing was lost');

  spawnSync('rm', [join(small, 'ballast')]);
  const again = startProgram({ dataDir });
  await again.address;
  expect(await query(dataDir, 'select word from probe')).toEqual([{ word: 'kept' }]);
  await stopProgram(again);
});

async function listen(prepare: (server: Server) => void): Promise<number> {
  const server = createServer();
  servers.push(server);
  prepare(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Enough of the protocol to be asked for a version: let in, then answer every question with it. */
function speakAsPostgres(socket: import('node:net').Socket, version: string): void {
  const message = (type: string, ...parts: Buffer[]): Buffer => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
  };
  const ready = message('Z', Buffer.from('I'));
  const column = Buffer.concat([Buffer.from('server_version\0'), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]);
  socket.on('error', () => {});
  socket.once('data', () => {
    socket.write(Buffer.concat([message('R', int32(0)), ready]));
    socket.on('data', (bytes) => {
      if (bytes[0] !== 'Q'.charCodeAt(0)) return;
      const value = Buffer.from(version);
      socket.write(Buffer.concat([
        message('T', int16(1), column),
        message('D', int16(1), int32(value.length), value),
        message('C', Buffer.from('SHOW\0')),
        ready,
      ]));
    });
  });
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}
