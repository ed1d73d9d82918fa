/** The sources that lints read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Files below a folder of the project with one of these endings. */
export function sources(folder: string, endings: readonly string[]): Source[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && endings.some((end) => e.name.endsWith(end)))
    .map((e) => join(e.parentPath, e.name).replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** Prints what was found and ends the process accordingly. */
export function report(name: string, found: readonly string[]): void {
  for (const line of found) console.error(line);
  console.log(`${name}: ${found.length === 0 ? 'nothing found' : `${found.length} found`}`);
  if (found.length > 0) process.exitCode = 1;
}
