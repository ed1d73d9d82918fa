import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach } from 'vitest';
import { postmasterFile, stopPostmaster } from '../../server/db/postmaster.ts';
import { birthOf } from '../../server/db/process.ts';

/** The real program, built apart from dist and started as its operator starts it. */

const root = resolve(import.meta.dirname, '../..');
/** Below the project, so that packages are found; a folder for each worker. */
export const scratch = join(root, '.tmp', `platform-${process.pid}`);
const programs: Program[] = [];
const folders = new Set<string>();
let built = false;

export type Program = {
  process: ChildProcess;
  /** What it has said so far. */
  output(): string;
  /** Resolves with its address once it serves; rejects with its output when it ends before. */
  address: Promise<string>;
  exit: Promise<number | null>;
};

export type ProgramOptions = {
  dataDir: string;
  args?: string[];
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  main?: string;
};

/** Builds the server into a folder of this worker, once, and gives its main file. */
export function builtProgram(): string {
  const folder = join(scratch, 'server');
  if (!built) execFileSync(process.execPath, [join(root, 'scripts', 'build.mjs'), '--server-to', folder], { cwd: root });
  built = true;
  return join(folder, 'main.js');
}

/** Starts FlyDoc on the folder, without the demonstration company and on any free port. */
export function startProgram({ dataDir, args = [], env = {}, uid, gid, main = builtProgram() }: ProgramOptions): Program {
  folders.add(dataDir);
  const child = spawn(process.execPath, [main, '--data', dataDir, '--no-demo', '--port', '0', ...args], {
    cwd: '/',
    env: { ...process.env, DATABASE_URL: '', LANG: 'C', LC_ALL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid }),
  });
  let said = '';
  const exit = new Promise<number | null>((tell) => child.once('close', (code) => tell(code)));
  const address = new Promise<string>((tell, fail) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      const found = /^FlyDoc\s+(http\S+)/m.exec(said);
      if (found?.[1]) tell(found[1]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void exit.then((code) => fail(new Error(`ended with ${code}: ${said}`)));
  });
  address.catch(() => {}); // Those who expect it to end look at `exit` instead.
  const program = { process: child, output: () => said, address, exit };
  programs.push(program);
  return program;
}

/** What a program said that was expected to refuse, and how it ended. */
export async function refusalOf(options: ProgramOptions): Promise<{ code: number | null; said: string }> {
  const program = startProgram(options);
  await Promise.race([program.exit, program.address.then(() => Promise.reject(new Error('it started')), () => {})]);
  return { code: await program.exit, said: program.output() };
}

export async function stopProgram(program: Program, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  program.process.kill(signal);
  return program.exit;
}

/** A new folder for data; PostgreSQL's user may pass through it. */
export function newFolder(name: string): string {
  const folder = join(scratch, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  return folder;
}

/** Asks the running database of a data folder, past the application. */
export async function query<T extends pg.QueryResultRow>(dataDir: string, sql: string): Promise<T[]> {
  const password = readFileSync(join(dataDir, 'pg-password'), 'utf8').trim();
  const client = new pg.Client({ host: '127.0.0.1', port: postmasterOf(dataDir)?.port ?? 0, user: 'flydoc', password, database: 'flydoc' });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

export const postmasterOf = (dataDir: string) => postmasterFile(join(dataDir, 'pg'));

/** True while the postmaster that was seen there earlier is alive. */
export const isAlive = (pid: number): boolean => birthOf(pid) !== null;

afterEach(async () => {
  for (const program of programs.splice(0)) {
    if (program.process.exitCode === null && program.process.signalCode === null) await stopProgram(program);
  }
  for (const dataDir of folders) await endLeftServer(dataDir);
  folders.clear();
}, 60_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function endLeftServer(dataDir: string): Promise<void> {
  if (!existsSync(join(dataDir, 'pg'))) return;
  const left = postmasterOf(dataDir);
  const birth = left && birthOf(left.pid);
  if (left && birth && left.pid !== process.pid) await stopPostmaster({ pid: left.pid, port: left.port, birth });
}
