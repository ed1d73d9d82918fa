/** `npm run new document` makes a type that works: made in a copy of the sources, checked by the compiler, run by its own story. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

test.each([
  ['an existing slice', 'crm/site-visit'],
  ['a new slice', 'warehouse/stock-walk'],
])('a new document in %s', async (_, path) => {
  const copy = mkdtempSync(join(tmpdir(), 'flydoc-new-'));
  try {
    for (const part of ['kernel', 'business', 'server', 'test', 'scripts', 'web', 'package.json', 'tsconfig.json', 'vitest.config.ts']) cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
    const options = { cwd: copy, env: { ...process.env, DATABASE_URL_TEST: process.env.FLYDOC_TEST_PG } };
    await run(bin('tsx'), ['scripts/new.ts', 'document', path, '--ru', "Обход|Обходы", '--en', "Walk's round|Rounds"], options);
    // Only what concerns the new files: the whole tree is checked by the first step of `npm test`.
    const types = await run(bin('tsc'), ['--noEmit', '-p', '.'], options).catch((e: { stdout: string }) => e);
    expect(types.stdout.split('\n').filter((l) => l.startsWith('business/'))).toEqual([]);
    const { stdout } = await run(bin('vitest'), ['run', '--project', 'integration', `business/${path}.test.ts`], options);
    expect(stdout).toMatch(/1 passed/);
    await expect(run(bin('tsx'), ['scripts/new.ts', 'document', path], options)).rejects.toThrow(/is there already/);
    expect(readFileSync(join(copy, 'business/index.ts'), 'utf8').match(new RegExp(`/${path.split('/')[1]}.ts`, 'g'))).toHaveLength(1);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}, 180_000);
