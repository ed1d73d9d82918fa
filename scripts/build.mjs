// Makes dist/server (one file and the migrations) and dist/web (what browsers load).
// With `--server-to <folder>` only the server, there: tests of starting and stopping use their own.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => join(root, ...parts);
const alone = process.argv[2] === '--server-to';
const server = alone ? resolve(process.argv[3]) : inRoot('dist', 'server');

rmSync(server, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['server/main.ts'],
  outfile: join(server, 'main.js'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
if (existsSync(inRoot('server', 'db', 'migrations'))) {
  cpSync(inRoot('server', 'db', 'migrations'), join(server, 'migrations'), {
    recursive: true,
    filter: (file) => !/\.\w+$/.test(file) || file.endsWith('.sql'),
  });
}

if (!alone && existsSync(inRoot('web', 'vite.config.ts'))) {
  const vite = await import('vite');
  await vite.build({ configFile: inRoot('web', 'vite.config.ts'), root: inRoot('web'), logLevel: 'error' });
}
