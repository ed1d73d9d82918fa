import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the built program is made of. */
const sources = ['kernel', 'business', 'server', 'web', 'scripts/build.mjs', 'package-lock.json', 'tsconfig.json'];

/** Names, sizes and times of all sources in one word: a few milliseconds, no file is opened. */
export function sourcesMark(root) {
  const hash = createHash('sha256');
  for (const source of sources) walk(join(root, source), source, hash);
  return hash.digest('hex');
}

function walk(path, name, hash) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isDirectory()) {
    if (!/\.test\.tsx?$/.test(name)) hash.update(`${name}\0${found.size}\0${found.mtimeMs}\n`);
    return;
  }
  for (const entry of readdirSync(path).sort()) walk(join(path, entry), `${name}/${entry}`, hash);
}

/** What is to be installed, on this kind of machine, for this major version of Node. */
export function packagesMark(root) {
  const wanted = readFileSync(join(root, 'package-lock.json'));
  const machine = `${process.platform}-${process.arch}-${process.version.split('.')[0]}`;
  return createHash('sha256').update(wanted).update(machine).digest('hex');
}

/** Whether node_modules already holds what the lock file wants, whoever put it there. */
export function packagesMatch(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === version : optional === true;
  });
}

/** Marks lie beside the work they vouch for, and vanish with it. */
export const packagesMarkFile = (root) => join(root, 'node_modules', '.flydoc-installed');
export const buildMarkFile = (root) => join(root, 'dist', '.flydoc-built');

export const hasMark = (file, mark) => existsSync(file) && readFileSync(file, 'utf8') === mark;
export const setMark = (file, mark) => writeFileSync(file, mark);
export const removeMark = (file) => rmSync(file, { force: true });
