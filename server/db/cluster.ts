import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import { databaseDidNotStart, dataOfAnotherVersion, diskFull, saysDiskFull } from '../startup-problem.ts';
import { majorVersion } from './binaries.ts';
import type { Place } from './place.ts';
import { cleanEnvironment } from './postmaster.ts';

/** The administrator of our own cluster, and its one database. */
export const name = 'flydoc';

const passwordFileIn = (dataDir: string): string => join(dataDir, 'pg-password');

export const hasPassword = (dataDir: string): boolean => existsSync(passwordFileIn(dataDir));

/** Written before the cluster is made, so that no crash in between leaves a cluster without it. */
export function passwordIn(dataDir: string): string {
  const file = passwordFileIn(dataDir);
  if (!existsSync(file)) {
    const draft = `${file}.draft`;
    writeFileSync(draft, randomBytes(24).toString('hex'), { mode: 0o600 });
    renameSync(draft, file);
  }
  return readFileSync(file, 'utf8').trim();
}

/** Made under another name and renamed when complete: half a cluster never counts as one. */
export function createCluster(place: Place, password: string, throwaway: boolean, log: Log): void {
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
  if (saysDiskFull(made.words)) throw diskFull(folder);
  throw databaseDidNotStart('initdb', made.words.trim().split('\n').slice(-5).join('\n'));
}

export function checkVersion(folder: string): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version !== majorVersion) throw dataOfAnotherVersion(folder, version, majorVersion);
}

/** For a data folder restored without its password: PostgreSQL must not be running. */
export function resetPassword(place: Place, password: string): void {
  spawnSync(join(place.binaries.folder, 'bin', 'postgres'), ['--single', '-D', place.folder, 'postgres'], {
    ...place.user.ids,
    cwd: '/',
    env: cleanEnvironment(),
    input: `alter role ${name} password '${password}'\n`,
  });
}
