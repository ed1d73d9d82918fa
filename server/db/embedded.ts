import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, chownSync, copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import type { Log } from '../log.ts';
import { binariesMissing, databaseDidNotStart, dataOfAnotherVersion, diskFull, folderNotWritable, folderOfAnotherUser, folderUnreachable, StartupProblem } from '../startup-problem.ts';
import { copyBinaries, majorVersion, packagedBinaries, whyNotRunnable, type Binaries } from './binaries.ts';
import { lockFolder } from './folder-lock.ts';
import { askToStop, cleanEnvironment, leftRunning, startPostmaster, stopPostmaster, usualSettings, type Cluster, type Postmaster } from './postmaster.ts';
import { canEnter, userForDatabase, type SystemUser } from './system-user.ts';

export type Embedded = { url: string; stop(): Promise<void> };

export type EmbeddedOptions = {
  dataDir: string;
  log: Log;
  /** For tests only: speed instead of safety, the data may not survive a power cut. */
  throwaway?: boolean;
};

const name = 'flydoc';

/**
 * Runs PostgreSQL on `<dataDir>/pg` and gives its address. Everything that stands in the way
 * becomes a StartupProblem. Only one process at a time may hold a data folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  try {
    return await start(dataDir, options);
  } catch (error) {
    throw asProblem(error, dataDir);
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
    const password = passwordIn(dataDir);
    if (!existsSync(place.folder)) createCluster(place, password, throwaway, log);
    if (!existsSync(join(dataDir, 'pg'))) symlinkSync(place.folder, join(dataDir, 'pg'));
    checkVersion(place.folder);

    const logFile = join(dataDir, 'postgres.log');
    boundLog(logFile);
    const logWatch = setInterval(() => boundLog(logFile), 60_000).unref();
    const cluster: Cluster = { ...place, logFile, settings: { ...usualSettings(), ...(throwaway ? unsafeSettings : {}) } };
    const left = await leftRunning(cluster);
    const postmaster = left ?? (await startPostmaster(cluster));
    log(left ? 'took over the running database' : 'database started', { pid: postmaster.pid, port: postmaster.port });

    const atExit = (): void => askToStop(postmaster);
    process.once('exit', atExit);
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> =>
      (stopping ??= stopPostmaster(postmaster).then(() => {
        process.off('exit', atExit);
        clearInterval(logWatch);
        unlock();
      }));
    try {
      await ensureDatabase(postmaster, password);
    } catch (error) {
      await stop();
      throw error;
    }
    return { url: urlOf(postmaster, password, name), stop };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** `home` is the folder that holds the cluster's folder. */
type Place = { home: string; folder: string; user: SystemUser; binaries: Binaries };

/**
 * Everything stays in the data folder, unless we are root and the user who runs PostgreSQL cannot
 * come there (a clone under /root): then it lives in /var/lib/flydoc, and a link shows where.
 */
function choosePlace(dataDir: string): Place {
  const link = join(dataDir, 'pg');
  const existing = existsSync(link) ? realpathSync(link) : null;
  if (existing === null && lstatSync(link, { throwIfNoEntry: false })) {
    throw new StartupProblem(
      'database-gone',
      `${link} points to a folder that is no longer there, so the database is missing.\nBring that folder back, or remove the link to begin with an empty database.`,
      `${link} указывает на папку, которой больше нет: база данных отсутствует.\nВерните эту папку или удалите ссылку, чтобы начать с пустой базы.`,
    );
  }
  const owner = existing === null ? null : statSync(existing).uid;
  const user = userForDatabase(owner);
  if (existing !== null && owner !== user.uid && process.getuid) throw folderOfAnotherUser(existing, owner ?? 0);

  const folder = existing ?? (canEnter(user, dataDir) ? join(realpathSync(dataDir), 'pg') : join(systemHome(dataDir), 'pg'));
  const home = dirname(folder);
  if (!canEnter(user, home)) throw folderUnreachable(home, user.name);
  return { home, folder, user, binaries: runnableBinaries(dataDir, user) };
}

function runnableBinaries(dataDir: string, user: SystemUser): Binaries {
  const packaged = packagedBinaries();
  if (whyNotRunnable(packaged, user) === null) return packaged;
  const copy = user.ids.uid === undefined ? packaged : copyBinaries(packaged, systemHome(dataDir));
  const reason = whyNotRunnable(copy, user);
  if (reason !== null) throw binariesMissing(`${process.platform}-${process.arch}`, reason);
  return copy;
}

/** `/var/lib/flydoc/<instance>`, where the instance is a random name kept in the data folder. */
function systemHome(dataDir: string): string {
  const file = join(dataDir, 'instance-id');
  if (!existsSync(file)) writeFileSync(file, `${randomUUID()}\n`);
  const instance = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f-]{36}$/.test(instance)) throw new Error(`${file} does not hold an instance id`);
  const home = join('/var/lib/flydoc', instance);
  mkdirSync(home, { recursive: true });
  for (const folder of [dirname(home), home]) chmodSync(folder, 0o755);
  return home;
}

/** Written before the cluster is made, so that no crash in between leaves a cluster without it. */
function passwordIn(dataDir: string): string {
  const file = join(dataDir, 'pg-password');
  if (!existsSync(file)) {
    const draft = `${file}.draft`;
    writeFileSync(draft, randomBytes(24).toString('hex'), { mode: 0o600 });
    renameSync(draft, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Made under another name and renamed when complete: half a cluster never counts as one. */
function createCluster(place: Place, password: string, throwaway: boolean, log: Log): void {
  log('creating the database', { folder: place.folder });
  for (const file of readdirSync(place.home)) {
    if (/^pg\.(new|pass)-/.test(file)) rmSync(join(place.home, file), { recursive: true });
  }
  const draft = join(place.home, `pg.new-${process.pid}`);
  const passwordFile = join(place.home, `pg.pass-${process.pid}`);
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (place.user.ids.uid !== undefined) for (const path of [draft, passwordFile]) chownSync(path, place.user.uid, place.user.ids.gid ?? -1);
    initdb(place, draft, passwordFile, throwaway);
    renameSync(draft, place.folder);
  } finally {
    for (const path of [draft, passwordFile]) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * Sorting is by code point, with the letter rules of the whole of Unicode: the same on every
 * machine. The C library's own letters (C.UTF-8) are what trigram search knows Cyrillic by.
 */
function initdb(place: Place, folder: string, passwordFile: string, throwaway: boolean): void {
  const run = (letters: string): { ok: boolean; words: string } => {
    const answer = spawnSync(
      join(place.binaries.folder, 'bin', 'initdb'),
      ['-D', folder, '-U', name, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8',
        '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${letters}`,
        ...(throwaway ? ['--no-sync'] : [])],
      { ...place.user.ids, cwd: '/', env: cleanEnvironment(), encoding: 'utf8' },
    );
    return { ok: answer.status === 0, words: `${answer.stdout ?? ''}${answer.stderr ?? ''}${answer.error?.message ?? ''}` };
  };
  let made = run('C.UTF-8');
  if (!made.ok && /invalid locale name/.test(made.words)) made = run('C');
  if (made.ok) return;
  if (/No space left on device/.test(made.words)) throw diskFull(folder);
  throw databaseDidNotStart('initdb', made.words.trim().split('\n').slice(-5).join('\n'));
}

function checkVersion(folder: string): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version !== majorVersion) throw dataOfAnotherVersion(folder, version, majorVersion);
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

function asProblem(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || error instanceof StartupProblem || !('code' in error)) return error;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT' || error.code === '53100') return diskFull(dataDir);
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS' || error.code === 'ENOTDIR' || error.code === 'EEXIST') {
    return folderNotWritable(dataDir, error.code);
  }
  return error;
}
