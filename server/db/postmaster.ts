import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { databaseDidNotStart, diskFull, saysDiskFull } from '../startup-problem.ts';
import { birthOf, commandOf, until } from './process.ts';
import type { Binaries } from './binaries.ts';
import type { SystemUser } from './system-user.ts';

/** One database cluster of ours: where it lies, who runs it and with what. */
export type Cluster = {
  folder: string;
  binaries: Binaries;
  user: SystemUser;
  logFile: string;
  /** Settings that differ from PostgreSQL's own, by name. */
  settings: Record<string, string>;
};

export type Postmaster = { pid: number; birth: string; port: number };

/** Starts PostgreSQL on a free loopback port and waits until it accepts connections. */
export async function startPostmaster(cluster: Cluster): Promise<Postmaster> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const attempt = await tryStart(cluster);
    if ('port' in attempt) return attempt;
    if (saysDiskFull(attempt.lastWords)) throw diskFull(cluster.folder);
    // Somebody took the port between our look and the start; or the last session of a killed
    // server has not noticed yet that it is alone.
    const passing = /could not bind|could not create any TCP|pre-existing shared memory/.test(attempt.lastWords);
    if (!passing || Date.now() > deadline) throw databaseDidNotStart(cluster.logFile, attempt.lastWords);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function tryStart(cluster: Cluster): Promise<Postmaster | { lastWords: string }> {
  const port = await freePort();
  const log = openSync(cluster.logFile, 'a', 0o600);
  const logStart = fstatSync(log).size;
  const child = spawn(join(cluster.binaries.folder, 'bin', 'postgres'), argumentsOf(cluster, port), {
    ...cluster.user.ids,
    // A session of its own: Ctrl-C in the terminal must reach us only, we stop the database last.
    detached: true,
    cwd: '/',
    env: cleanEnvironment(),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  child.unref();

  const ready = await until(() => {
    if (ended) return 'ended';
    const found = postmasterFile(cluster.folder);
    return found && found.pid === child.pid && found.status === 'ready' ? 'ready' : null;
  });
  const birth = child.pid === undefined ? null : birthOf(child.pid);
  if (ready === 'ended' || child.pid === undefined || birth === null) return { lastWords: tailOf(cluster.logFile, logStart) };
  return { pid: child.pid, birth, port };
}

function argumentsOf(cluster: Cluster, port: number): string[] {
  const settings = Object.entries(cluster.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster.folder, ...settings, '-p', String(port)];
}

/**
 * The server that a killed FlyDoc left running on this cluster, or null. It is taken over only
 * when it is the same program with the same settings; otherwise it is stopped first.
 */
export async function leftRunning(cluster: Cluster): Promise<Postmaster | null> {
  const found = postmasterFile(cluster.folder);
  if (!found) return null;
  const birth = birthOf(found.pid);
  if (birth === null || !isOurs(commandOf(found.pid), cluster.folder)) {
    disownStaleFile(cluster.folder);
    return null;
  }
  const left = { pid: found.pid, birth, port: found.port };
  const expected = [join(cluster.binaries.folder, 'bin', 'postgres'), ...argumentsOf(cluster, found.port)];
  if (commandOf(found.pid).join('\0') !== expected.join('\0')) {
    await stopPostmaster(left);
    return null;
  }
  const alive = await until(() => {
    const now = postmasterFile(cluster.folder);
    if (birthOf(left.pid) !== left.birth || now?.status === 'stopping') return 'leaving';
    return now?.status === 'ready' ? 'ready' : null;
  });
  if (alive === 'ready') return left;
  await until(() => birthOf(left.pid) !== left.birth);
  return null;
}

const isOurs = (command: string[], folder: string): boolean =>
  (command[0] ?? '').endsWith('postgres') && command[command.indexOf('-D') + 1] === folder;

/**
 * After a crash the number in postmaster.pid may belong to a stranger, and PostgreSQL would refuse
 * to start. With its parent's number (ours) it goes on, and still checks by the rest of the file
 * that no session of the dead server works on the data: so the file is changed, not removed.
 */
function disownStaleFile(folder: string): void {
  const file = join(folder, 'postmaster.pid');
  const [, ...rest] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [String(process.pid), ...rest].join('\n'));
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. Waits. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  askToStop(postmaster);
  await until(() => birthOf(postmaster.pid) !== postmaster.birth);
}

/** Sends the wish without waiting, for the last moment of a crashing process. */
export function askToStop(postmaster: Postmaster): void {
  if (birthOf(postmaster.pid) !== postmaster.birth) return;
  try {
    process.kill(postmaster.pid, 'SIGINT');
  } catch {
    // It ended in this very moment, which is what was wanted.
  }
}

/** What PostgreSQL itself says of its server in postmaster.pid; null when there is none. */
export function postmasterFile(folder: string): { pid: number; port: number; status: string } | null {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  } catch {
    return null; // Removed between the two calls: the server has stopped.
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Variables such as PGOPTIONS or LC_ALL of the operator's shell must not change the database. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', TZ: 'UTC' };
}

/** Settings for a machine that also runs the application; fsync stays on, always. */
export function usualSettings(): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A failed statement is the application's to report, and its text may hold clients' data.
    log_min_messages: 'log',
    log_statement: 'none',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
    ...(smallSharedMemory() ? { dynamic_shared_memory_type: 'mmap' } : {}),
  };
}

/** Containers often have 64 MB of it, too little for a parallel query. */
function smallSharedMemory(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const room = statfsSync('/dev/shm');
    return room.blocks * room.bsize < 256 * 1024 * 1024;
  } catch {
    return true;
  }
}

function tailOf(file: string, from: number): string {
  const handle = openSync(file, 'r');
  try {
    const size = fstatSync(handle).size;
    const start = Math.max(from, size - 4000);
    const bytes = Buffer.alloc(size - start);
    readSync(handle, bytes, 0, bytes.length, start);
    return bytes.toString('utf8').trim();
  } finally {
    closeSync(handle);
  }
}
