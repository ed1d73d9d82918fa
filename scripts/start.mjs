// `npm start`: from a bare clone to a running FlyDoc. Plain Node, because no package is there yet.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkNode, ensureBuild, ensurePackages } from './lib/prepare.mjs';
import { withAdvice } from './lib/words.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
await withAdvice(async () => {
  checkNode();
  await ensurePackages(root);
  await ensureBuild(root);
});
// SIGTERM sent to npm ends the shell between npm and us, and never comes here: notice that it is gone.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}
// In this very process, so that signals reach the server itself.
await import(pathToFileURL(join(root, 'dist', 'server', 'main.js')).href);
