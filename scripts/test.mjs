// `npm test [-- part… | file…]`: everything that must hold, from types to stories in a browser.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './lib/chromium.mjs';
import { checkNode, ensureBuild, ensurePackages, run } from './lib/prepare.mjs';
import { Advice, withAdvice } from './lib/words.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const parts = ['types', 'lint', 'build', 'unit', 'integration', 'e2e'];
const words = process.argv.slice(2);
const chosen = words.filter((word) => parts.includes(word));
const files = words.filter((word) => !parts.includes(word));
const wants = (part) => chosen.length === 0 ? files.length === 0 || !['types', 'lint'].includes(part) : chosen.includes(part);

await withAdvice(async () => {
  checkNode();
  await ensurePackages(root);
});

/** One row for each part: { part, passed, failed, skipped }. */
const results = [];

if (wants('types')) await check('types', () => tool('typescript/bin/tsc', '--noEmit'));
if (wants('lint')) await check('lint', lint);
// Stories run the built program, as people do.
if (['build', 'integration', 'e2e'].some(wants)) await check('build', () => ensureBuild(root).then(() => true));
for (const part of ['unit', 'integration', 'e2e']) if (wants(part)) await tests(part);
report();

async function check(part, work) {
  title(part);
  const good = await attempt(work);
  results.push({ part, passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 });
}

async function lint() {
  const rules = existsSync(join(root, '.oxlintrc.json')) ? ['--config', '.oxlintrc.json'] : [];
  let good = await tool('oxlint/bin/oxlint', ...rules, 'kernel', 'business', 'server', 'web', 'test', 'scripts');
  const folder = join(root, 'scripts', 'lint');
  const own = existsSync(folder) ? readdirSync(folder).filter((name) => /^[^.]+\.ts$/.test(name)).sort() : [];
  for (const name of own) good = (await tool('tsx/dist/cli.mjs', join('scripts', 'lint', name))) && good;
  return good;
}

async function tests(part) {
  title(part);
  const env = { ...process.env };
  if (part === 'e2e' && !(await attempt(() => Boolean((env.FLYDOC_CHROMIUM = ensureChromium()))))) {
    results.push({ part, passed: 0, failed: 1, skipped: 0 });
    return;
  }
  mkdirSync(join(root, '.tmp'), { recursive: true });
  const output = join(root, '.tmp', `test-${part}-${process.pid}.json`);
  const good = await run(
    process.execPath,
    [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', part, '--reporter=default', '--reporter=json', `--outputFile.json=${output}`, ...files],
    { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  results.push({ part, ...count(output, good) });
  rmSync(output, { force: true });
}

/** A file that could not even be loaded, and a run that broke outside of its tests, are failures too. */
function count(output, good) {
  if (!existsSync(output)) return { passed: 0, failed: good ? 0 : 1, skipped: 0 };
  const told = JSON.parse(readFileSync(output, 'utf8'));
  const unloaded = told.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')).length;
  const failed = told.numFailedTests + unloaded;
  return { passed: told.numPassedTests, failed: failed === 0 && !good ? 1 : failed, skipped: told.numPendingTests + (told.numTodoTests ?? 0) };
}

function report() {
  console.log('');
  for (const { part, passed, failed, skipped } of results) {
    console.log(`${part.padEnd(12)} ${String(passed).padStart(5)} passed ${String(failed).padStart(5)} failed${skipped ? ` ${String(skipped).padStart(5)} skipped` : ''}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const ran = results.some((result) => result.passed + result.failed > 0 && !['types', 'lint', 'build'].includes(result.part));
  const expected = ['unit', 'integration', 'e2e'].some(wants);
  if (expected && !ran) console.log('no test ran');
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 || (expected && !ran) ? 1 : 0;
}

function title(part) {
  console.log(`\n── ${part}`);
}

function tool(script, ...more) {
  return run(process.execPath, [join(root, 'node_modules', script), ...more], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    console.error(error instanceof Advice ? error.message : error);
    return false;
  }
}
