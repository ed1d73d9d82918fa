import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { noUserForDatabase } from '../startup-problem.ts';

/** Whom PostgreSQL runs as; `ids` is empty when it simply runs as we do. */
export type SystemUser = { name: string; uid: number; ids: { uid?: number; gid?: number } };

/**
 * PostgreSQL refuses to be root. An ordinary user runs it as himself; root hands it to the owner of
 * an existing database, else to a user that is there for such work.
 */
export function userForDatabase(ownerOfData: number | null): SystemUser {
  const uid = process.getuid?.() ?? -1;
  if (uid !== 0) return { name: process.env.USER ?? String(uid), uid, ids: {} };

  const users = knownUsers();
  const byOwner = ownerOfData ? users.find((user) => user.uid === ownerOfData) : undefined;
  const found = byOwner ?? firstNamed(users) ?? createUser();
  return { name: found.name, uid: found.uid, ids: { uid: found.uid, gid: found.gid } };
}

type KnownUser = { name: string; uid: number; gid: number };

function firstNamed(users: KnownUser[]): KnownUser | undefined {
  for (const name of ['flydoc', 'postgres', 'nobody']) {
    const user = users.find((candidate) => candidate.name === name && candidate.uid !== 0);
    if (user) return user;
  }
  return undefined;
}

function knownUsers(): KnownUser[] {
  return readFileSync('/etc/passwd', 'utf8').split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

function createUser(): KnownUser {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'flydoc']);
  const user = knownUsers().find((candidate) => candidate.name === 'flydoc');
  if (!user) throw noUserForDatabase();
  return user;
}

/** Whether that user can enter the folder: modes, access lists and mounts are the system's to judge. */
export function canEnter(user: SystemUser, folder: string): boolean {
  if (user.ids.uid === undefined) return true;
  const answer = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...user.ids, cwd: '/' });
  return answer.status === 0;
}
