import { copyFileSync, existsSync, mkdirSync, realpathSync, statSync, symlinkSync, truncateSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { Log } from '../log.ts';
import { folderProblem } from '../startup-problem.ts';
import { checkVersion, createCluster, hasPassword, name, passwordIn, resetPassword } from './cluster.ts';
import { lockFolder } from './folder-lock.ts';
import { choosePlace } from './place.ts';
import { askToStop, leftRunning, startPostmaster, stopPostmaster, usualSettings, type Cluster, type Postmaster } from './postmaster.ts';
import { birthOf } from './process.ts';

export type Embedded = {
  url: string;
  /** Settles when the server is gone without our wish. */
  lost: Promise<void>;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  log: Log;
  /** For tests only: speed instead of safety, the data may not survive a power cut. */
  throwaway?: boolean;
};

/**
 * Runs PostgreSQL on `<dataDir>/pg` and gives its address. Everything that stands in the way
 * becomes a StartupProblem. Only one process at a time may hold a data folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  try {
    return await start(dataDir, options);
  } catch (error) {
    throw folderProblem(error, dataDir) ?? error;
  }
}

async function start(dataDir: string, { log, throwaway = false }: EmbeddedOptions): Promise<Embedded> {
  mkdirSync(dataDir, { recursive: true });
  const locks = [lockFolder(dataDir)];
  const unlock = (): void => locks.forEach((release) => release());
  try {
    const place = choosePlace(dataDir);
    // A copied data folder points at the same database: whoever works there holds it too.
    if (place.home !== realpathSync(dataDir)) locks.push(lockFolder(place.home));
    const forgotten = existsSync(place.folder) && !hasPassword(dataDir);
    const password = passwordIn(dataDir);
    if (!existsSync(place.folder)) createCluster(place, password, throwaway, log);
    if (!existsSync(join(dataDir, 'pg'))) symlinkSync(place.folder, join(dataDir, 'pg'));
    checkVersion(place.folder);

    const logFile = join(dataDir, 'postgres.log');
    boundLog(logFile);
    const cluster: Cluster = { ...place, logFile, settings: { ...usualSettings(), ...(throwaway ? unsafeSettings : {}) } };
    let left = await leftRunning(cluster);
    if (forgotten) {
      if (left) await stopPostmaster(left);
      left = null;
      resetPassword(place, password);
    }
    const postmaster = left ?? (await startPostmaster(cluster));
    log(left ? 'took over the running database' : 'database started', { pid: postmaster.pid, port: postmaster.port });
    const running = keep(postmaster, logFile, unlock);
    await ensureDatabase(postmaster, password).catch(async (error: unknown) => {
      await running.stop();
      throw error;
    });
    return { url: urlOf(postmaster, password, name), ...running };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Looks after a running server: its log stays small, it never outlives us, its loss is noticed. */
function keep(postmaster: Postmaster, logFile: string, unlock: () => void): Pick<Embedded, 'lost' | 'stop'> {
  const alive = (): boolean => birthOf(postmaster.pid) === postmaster.birth;
  const logWatch = setInterval(() => boundLog(logFile), 60_000).unref();
  let pulse: NodeJS.Timeout | undefined;
  const lost = new Promise<void>((tell) => {
    pulse = setInterval(() => !alive() && tell(), 1_000).unref();
  });
  const atExit = (): void => askToStop(postmaster);
  process.once('exit', atExit);

  const end = async (): Promise<void> => {
    clearInterval(pulse);
    await stopPostmaster(postmaster);
    clearInterval(logWatch);
    process.off('exit', atExit);
    unlock();
  };
  let ending: Promise<void> | undefined;
  return { lost, stop: () => (ending ??= end()) };
}

async function ensureDatabase(postmaster: Postmaster, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(postmaster, password, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
}

const urlOf = (postmaster: Postmaster, password: string, database: string): string =>
  `postgres://${name}:${password}@127.0.0.1:${postmaster.port}/${database}`;

const unsafeSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' };

/** The log keeps one predecessor and never outgrows the disk; the server appends to what is left. */
function boundLog(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < 10_000_000) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}
