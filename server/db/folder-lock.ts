import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secondInstance } from '../startup-problem.ts';
import { birthOf } from './process.ts';

const name = /^flydoc\.lock\.(\d+)$/;

type Holder = { pid: number; birth: string };

/**
 * Takes the folder for this process alone, or throws StartupProblem naming who has it.
 *
 * A lock that is replaced when its holder is dead invites a race: two starters see the dead one,
 * the slower removes the lock of the faster. So locks are numbered and a dead one is not replaced
 * but outnumbered: the next number is taken by `link`, which only one can do, and the highest
 * number is never removed. Released means: its holder is nobody.
 */
export function lockFolder(folder: string): () => void {
  const me: Holder = { pid: process.pid, birth: birthOf(process.pid) ?? '' };
  for (;;) {
    const latest = Math.max(0, ...numbersIn(folder));
    const holder = latest > 0 ? holderOf(folder, latest) : null;
    if (holder && birthOf(holder.pid) === holder.birth) throw secondInstance(holder.pid, folder);

    const mine = latest + 1;
    if (!takeNumber(folder, mine, me)) continue;
    if (Math.max(...numbersIn(folder)) > mine) {
      rmSync(pathOf(folder, mine), { force: true });
      continue;
    }
    for (const older of numbersIn(folder)) if (older < mine) rmSync(pathOf(folder, older), { force: true });
    return () => release(folder, mine);
  }
}

/** The process that works with this folder now, or null. */
export function holderOfFolder(folder: string): number | null {
  if (!existsSync(folder)) return null;
  const latest = Math.max(0, ...numbersIn(folder));
  const holder = latest > 0 ? holderOf(folder, latest) : null;
  return holder && birthOf(holder.pid) === holder.birth ? holder.pid : null;
}

function takeNumber(folder: string, number: number, me: Holder): boolean {
  const draft = draftOf(folder, me);
  try {
    linkSync(draft, pathOf(folder, number));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function release(folder: string, number: number): void {
  try {
    renameSync(draftOf(folder, { pid: 0, birth: 'released' }), pathOf(folder, number));
  } catch {
    // Nothing is lost: our process ends soon, and its lock dies with it.
  }
}

/** Complete before it counts, and open to all: another user must be able to see who is at work. */
function draftOf(folder: string, holder: Holder): string {
  const draft = join(folder, `flydoc.lock.draft-${randomBytes(6).toString('hex')}`);
  writeFileSync(draft, JSON.stringify(holder));
  chmodSync(draft, 0o644);
  return draft;
}

function numbersIn(folder: string): number[] {
  return readdirSync(folder).flatMap((file) => {
    const found = name.exec(file);
    return found ? [Number(found[1])] : [];
  });
}

function holderOf(folder: string, number: number): Holder | null {
  try {
    const found: unknown = JSON.parse(readFileSync(pathOf(folder, number), 'utf8'));
    if (typeof found !== 'object' || found === null || !('pid' in found) || !('birth' in found)) return null;
    return { pid: Number(found.pid), birth: String(found.birth) };
  } catch (error) {
    // Of another user, who may well be at work: not ours to judge.
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') throw error;
    return null; // Torn by a power cut: whoever wrote it is gone.
  }
}

const pathOf = (folder: string, number: number): string => join(folder, `flydoc.lock.${number}`);
