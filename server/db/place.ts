import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { binariesMissing, databaseGone, folderOfAnotherUser, folderUnreachable } from '../startup-problem.ts';
import { copyBinaries, packagedBinaries, whyNotRunnable, type Binaries } from './binaries.ts';
import { canEnter, userForDatabase, type SystemUser } from './system-user.ts';

/** `home` is the folder that holds the cluster's folder. */
export type Place = { home: string; folder: string; user: SystemUser; binaries: Binaries };

/**
 * Everything stays in the data folder, unless we are root and the user who runs PostgreSQL cannot
 * come there (a clone under /root): then it lives in /var/lib/flydoc, and a link shows where.
 */
export function choosePlace(dataDir: string): Place {
  const link = join(dataDir, 'pg');
  const existing = existsSync(link) ? realpathSync(link) : null;
  if (existing === null && lstatSync(link, { throwIfNoEntry: false })) {
    throw databaseGone(link);
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
